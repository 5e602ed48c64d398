import { may } from '../access/guards.ts';
import { json } from '../api/answer.ts';
import { type Call, type Handlers, list, readBody } from '../api/call.ts';
import { deskPage } from '../api/paging.ts';
import { isRequest, seesRequest } from '../domain/customer-view.ts';
import { storedString } from '../fields/field-kind.ts';
import { organizationIds, requestPeople } from '../mail/outbox.ts';
import type { Issue } from '../model/issues.ts';
import { REQUEST_TYPE_FIELD } from '../seed/fields.ts';
import type { Site } from '../site.ts';
import { createRequest, RequestInput } from './create-request.ts';
import { isDesk } from './desk-view.ts';
import { requestDto } from './request-dto.ts';
import { visibleRequest } from './visible-request.ts';

export function requestHandlers(site: Site): Handlers {
  const { store } = site;

  const mine = (call: Call): Issue[] => {
    const { account } = call.caller;
    const organizationId = call.query.get('organizationId');
    const ownership = list(call, 'requestOwnership');
    const term = (call.query.get('searchTerm') ?? '').toLowerCase();
    const status = call.query.get('requestStatus');
    return [...store.issues.values()].filter((issue) => {
      const project = store.projects.get(issue.projectId);
      if (!isRequest(issue) || !isDesk(project)) return false;
      const all =
        ownership.includes('ALL_REQUESTS') && may(site, call.caller, 'BROWSE_PROJECTS', project);
      const own = ownership.includes('OWNED_REQUESTS') || ownership.length === 0;
      const participated = ownership.includes('PARTICIPATED_REQUESTS');
      const isReporter = issue.values.reporter === account.accountId;
      const takesPart = requestPeople(issue).includes(account.accountId) && !isReporter;
      const shared =
        organizationId !== null &&
        organizationIds(issue).includes(organizationId) &&
        seesRequest(site, account, issue);
      return (
        (all || (own && isReporter) || (participated && takesPart) || shared) &&
        matches(call, issue, project.desk.id) &&
        (status === null ||
          status === 'ALL_REQUESTS' ||
          (status === 'CLOSED_REQUESTS') === (issue.resolved !== undefined)) &&
        storedString(issue.values.summary).toLowerCase().includes(term)
      );
    });
  };

  return {
    createCustomerRequest(call) {
      const { issue, project } = createRequest(site, call, readBody(call, RequestInput));
      return json(requestDto(site, call, issue, project), { status: 201 });
    },

    getCustomerRequestByIdOrKey(call) {
      const { issue, project } = visibleRequest(site, call);
      return json(requestDto(site, call, issue, project));
    },

    getCustomerRequests: (call) =>
      json(
        deskPage(call, mine(call), site.switches.deskPageLimit, (issue) => {
          const project = store.projects.get(issue.projectId);
          if (!isDesk(project)) throw new Error(`${issue.key} has no desk`);
          return requestDto(site, call, issue, project);
        }),
      ),
  };
}

function matches(call: Call, issue: Issue, deskId: string): boolean {
  const [desk, type] = [call.query.get('serviceDeskId'), call.query.get('requestTypeId')];
  return (
    (desk === null || desk === deskId) &&
    (type === null || type === issue.values[REQUEST_TYPE_FIELD])
  );
}
