import type { Context } from '../client/context.ts';
import { RequestTypeError } from '../errors/client-errors.ts';
import type { RequestType, RequestTypeForm, ServiceDesk } from '../model/service-desk.ts';
import type { RequestTypes } from '../resources/request-types.ts';
import type { ServiceDesks } from '../resources/service-desks.ts';
import { remember } from '../writes/remember.ts';

/** A request type is known by its desk and its id. */
export interface RequestTypeRef {
  readonly serviceDeskId: string;
  readonly requestTypeId: string;
}

/** What creating requests needs to know of the site, asked once. */
export interface SiteKnowledge {
  desk(serviceDeskId: string): Promise<ServiceDesk>;
  requestType(ref: RequestTypeRef): Promise<RequestType>;
  form(ref: RequestTypeRef): Promise<RequestTypeForm>;
  /** Id of the field that makes an issue a request. */
  requestTypeField(): Promise<string>;
}

const REQUEST_TYPE_FIELD = 'com.atlassian.servicedesk:vp-origin';

export function createSiteKnowledge(
  { api }: Context,
  desks: ServiceDesks,
  types: RequestTypes,
): SiteKnowledge {
  const requestType = remember((id, desk) => types.get(desk, id));
  const form = remember((id, desk) => types.fields(desk, id));
  const requestTypeField = remember(async () => {
    const fields = await api.request('GET /rest/api/3/field', {});
    const field = fields.find(({ schema }) => schema?.custom === REQUEST_TYPE_FIELD);
    if (field) return field.id;
    throw new RequestTypeError({
      code: 'NO_REQUEST_TYPE_FIELD',
      message: 'The site has no request-type field',
      remedy: 'Check that it has Jira Service Management, and that the account is an agent.',
    });
  });
  return {
    desk: remember((id) => desks.get(id)),
    requestType: (ref) => requestType(ref.requestTypeId, ref.serviceDeskId),
    form: (ref) => form(ref.requestTypeId, ref.serviceDeskId),
    requestTypeField: () => requestTypeField(''),
  };
}
