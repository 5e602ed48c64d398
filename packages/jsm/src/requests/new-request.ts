import type { AdfDocument } from '../model/adf.ts';
import type { Fields } from '../model/json.ts';

/**
 * - `servicedesk`: servicedeskapi creates it on behalf of the customer, a silent edit completes it.
 * - `platform`: an issue with its marker and all fields in one call, made a request by its request type.
 * - `auto`: `servicedesk` where the form allows it, otherwise `platform`.
 */
export type RequestRoute = 'servicedesk' | 'platform' | 'auto';

export interface NewRequest {
  readonly serviceDeskId: string;
  readonly requestTypeId: string;
  /** At most 255 characters, one line. */
  readonly summary: string;
  readonly description?: AdfDocument | undefined;
  /** Other fields as the Jira platform takes them: texts of several lines as ADF documents. */
  readonly fields?: Fields | undefined;
  /** The customer's account id: the reporter. */
  readonly onBehalfOf: string;
  /** The id of its source, by which the request is found again. */
  readonly marker: string;
  /** Default `auto`. */
  readonly via?: RequestRoute | undefined;
}

export interface CreatedRequest {
  readonly issueId: string;
  readonly issueKey: string;
}

/** All fields of the request as the platform takes them. */
export const fieldsOf = (request: NewRequest): Fields => ({
  ...request.fields,
  summary: request.summary,
  ...(request.description ? { description: request.description } : {}),
});
