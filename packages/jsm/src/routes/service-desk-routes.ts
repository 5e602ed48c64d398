import type { Issue } from '../model/issue.ts';
import type { EntityProperty } from '../model/json.ts';
import type { ServiceDeskPage } from '../model/paging.ts';
import type { Customer, Organization } from '../model/people.ts';
import type {
  CustomerRequest,
  Feedback,
  Queue,
  RequestAttachment,
  RequestComment,
  RequestStatus,
  RequestType,
  RequestTypeForm,
  RequestTypeGroup,
  ServiceDesk,
  Sla,
  TemporaryAttachment,
} from '../model/service-desk.ts';
import { ambiguous, type Route, type RouteId, read, repeatable } from './route.ts';

const REPLACES = 'it sets the same value again';
const REMOVES = 'what is gone stays gone';
const MEMBERS = 'whoever is a member stays one';
const ISSUE = { issue: 'issueIdOrKey' };

/**
 * Service desks, customers, organizations and requests: servicedeskapi.
 *
 * Source: Atlassian's OpenAPI document (September 2025). Each call sends
 * `X-ExperimentalApi: opt-in`, which an operation asks for as long as it is experimental. The rate
 * of a desk's customer list is documented in developer.atlassian.com/cloud/jira/platform/rate-limiting.
 */
export const SERVICE_DESK_ROUTES = {
  'GET /rest/servicedeskapi/servicedesk': read<ServiceDeskPage<ServiceDesk>>(),
  'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}': read<ServiceDesk>(),
  'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/queue': read<ServiceDeskPage<Queue>>(),
  'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/queue/{queueId}/issue':
    read<ServiceDeskPage<Issue>>(),
  'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttype':
    read<ServiceDeskPage<RequestType>>(),
  'POST /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttype': ambiguous<RequestType>(),
  'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttype/{requestTypeId}':
    read<RequestType>(),
  'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttype/{requestTypeId}/field':
    read<RequestTypeForm>(),
  'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttypegroup':
    read<ServiceDeskPage<RequestTypeGroup>>(),

  'POST /rest/servicedeskapi/customer': repeatable<Customer>(
    'with strictConflictStatusCode, the second answer is 409',
  ),
  'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/customer': read<ServiceDeskPage<Customer>>({
    perSecond: 5,
    identity: true,
  }),
  'POST /rest/servicedeskapi/servicedesk/{serviceDeskId}/customer': repeatable(MEMBERS),
  'DELETE /rest/servicedeskapi/servicedesk/{serviceDeskId}/customer': repeatable(REMOVES),

  'GET /rest/servicedeskapi/organization': read<ServiceDeskPage<Organization>>(),
  'POST /rest/servicedeskapi/organization': repeatable<Organization>(
    'it returns the existing organization if the name exists',
  ),
  'GET /rest/servicedeskapi/organization/{organizationId}': read<Organization>(),
  'DELETE /rest/servicedeskapi/organization/{organizationId}': repeatable(REMOVES),
  'GET /rest/servicedeskapi/organization/{organizationId}/user': read<ServiceDeskPage<Customer>>({
    identity: true,
  }),
  'POST /rest/servicedeskapi/organization/{organizationId}/user': repeatable(MEMBERS),
  'DELETE /rest/servicedeskapi/organization/{organizationId}/user': repeatable(REMOVES),
  'GET /rest/servicedeskapi/organization/{organizationId}/property/{propertyKey}':
    read<EntityProperty>(),
  'PUT /rest/servicedeskapi/organization/{organizationId}/property/{propertyKey}':
    repeatable(REPLACES),
  'DELETE /rest/servicedeskapi/organization/{organizationId}/property/{propertyKey}':
    repeatable(REMOVES),
  'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/organization':
    read<ServiceDeskPage<Organization>>(),
  'POST /rest/servicedeskapi/servicedesk/{serviceDeskId}/organization': repeatable(
    'a link that exists stays',
  ),
  'DELETE /rest/servicedeskapi/servicedesk/{serviceDeskId}/organization': repeatable(REMOVES),

  'POST /rest/servicedeskapi/request': ambiguous<CustomerRequest>({ makesIssues: true }),
  'GET /rest/servicedeskapi/request/{issueIdOrKey}': read<CustomerRequest>(),
  'GET /rest/servicedeskapi/request/{issueIdOrKey}/status': read<ServiceDeskPage<RequestStatus>>(),
  'GET /rest/servicedeskapi/request/{issueIdOrKey}/sla': read<ServiceDeskPage<Sla>>(),
  'GET /rest/servicedeskapi/request/{issueIdOrKey}/participant': read<ServiceDeskPage<Customer>>({
    identity: true,
  }),
  'POST /rest/servicedeskapi/request/{issueIdOrKey}/participant': repeatable<
    ServiceDeskPage<Customer>
  >('whoever takes part goes on taking part', ISSUE),
  'DELETE /rest/servicedeskapi/request/{issueIdOrKey}/participant': repeatable<
    ServiceDeskPage<Customer>
  >(REMOVES, ISSUE),
  'GET /rest/servicedeskapi/request/{issueIdOrKey}/comment':
    read<ServiceDeskPage<RequestComment>>(),
  'GET /rest/servicedeskapi/request/{issueIdOrKey}/attachment':
    read<ServiceDeskPage<RequestAttachment>>(),
  'POST /rest/servicedeskapi/request/{issueIdOrKey}/attachment': ambiguous<RequestAttached>(ISSUE),
  'POST /rest/servicedeskapi/servicedesk/{serviceDeskId}/attachTemporaryFile': repeatable<{
    readonly temporaryAttachments: readonly TemporaryAttachment[];
  }>('a temporary file that nobody uses expires'),
  'GET /rest/servicedeskapi/request/{requestIdOrKey}/feedback': read<Feedback>(),
  'POST /rest/servicedeskapi/request/{requestIdOrKey}/feedback': repeatable<Feedback>(REPLACES, {
    issue: 'requestIdOrKey',
  }),
} as const satisfies Readonly<Record<RouteId, Route<unknown>>>;

/** The comment that shows new files, and the files. */
export interface RequestAttached {
  readonly comment: RequestComment;
  readonly attachments: ServiceDeskPage<RequestAttachment>;
}
