import {
  type Attribution,
  attributionProperty,
  withAttribution,
} from '../impersonation/attribution.ts';
import { type AdfDocument, EMPTY_ADF } from '../model/adf.ts';
import type { EntityProperty, Fields } from '../model/json.ts';

/**
 * - `servicedesk`: servicedeskapi creates it on behalf of the customer, a silent edit completes it.
 * - `platform`: an issue with its marker and all fields in one call, made a request by its request type.
 * - `auto`: `servicedesk` where the form allows it, otherwise `platform`.
 */
export type RequestRoute = 'servicedesk' | 'platform' | 'auto';

/** What a request shall be. */
export interface NewRequest {
  readonly serviceDeskId: string;
  readonly requestTypeId: string;
  /** At most 255 characters, one line. */
  readonly summary: string;
  readonly description?: AdfDocument | undefined;
  /** Other fields as the Jira platform takes them: texts of several lines as ADF documents. */
  readonly fields?: Fields | undefined;
  readonly properties?: readonly EntityProperty[] | undefined;
  /** Who wrote it in the source, and when: shown in a line above the description, and kept in a property. */
  readonly attribution?: Attribution | undefined;
  /** The customer's account id: the reporter. */
  readonly onBehalfOf: string;
  /** The id of its source, by which the request is found again. */
  readonly marker: string;
  /** Default `auto`. */
  readonly via?: RequestRoute | undefined;
}

/** Where a new request is. */
export interface CreatedRequest {
  readonly issueId: string;
  readonly issueKey: string;
}

/** All fields of the request as the platform takes them. */
export const fieldsOf = (request: NewRequest): Fields => ({
  ...request.fields,
  summary: request.summary,
  ...descriptionOf(request),
});

function descriptionOf({ description, attribution }: NewRequest): Fields {
  if (!attribution) return description ? { description } : {};
  return { description: withAttribution(description ?? EMPTY_ADF, attribution) };
}

/** Its properties, but for the marker. */
export const propertiesOf = ({ attribution, properties = [] }: NewRequest): EntityProperty[] => [
  ...(attribution ? [attributionProperty(attribution)] : []),
  ...properties,
];
