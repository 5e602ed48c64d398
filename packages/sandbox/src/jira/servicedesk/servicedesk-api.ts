import type { Caller } from '../access/caller.ts';
import { empty } from '../api/answer.ts';
import { RawRefusal, Refusal } from '../api/refusal.ts';
import { type Route, readRouteTable } from '../api/route-table.ts';
import { type Api, createApi } from '../api/serve.ts';
import type { Site } from '../site.ts';
import { customerHandlers } from './customers.ts';
import { deskHandlers } from './desks.ts';
import { knowledgeHandlers } from './knowledge.ts';
import { organizationHandlers } from './organizations.ts';
import { requestAttachmentHandlers } from './request-attachments.ts';
import { requestCommentHandlers } from './request-comments.ts';
import { requestPeopleHandlers } from './request-people.ts';
import { requestProgressHandlers } from './request-progress.ts';
import { requestTypeHandlers } from './request-types.ts';
import { requestHandlers } from './requests.ts';

/** `/rest/servicedeskapi`. */
export function servicedeskApi(site: Site): Api {
  return createApi(site, {
    routes: readRouteTable(new URL('../routes/servicedesk.tsv', import.meta.url)),
    handlers: {
      ...customerHandlers(site),
      ...deskHandlers(site),
      ...knowledgeHandlers(site),
      ...organizationHandlers(site),
      ...requestAttachmentHandlers(site),
      ...requestCommentHandlers(site),
      ...requestPeopleHandlers(site),
      ...requestProgressHandlers(site),
      ...requestTypeHandlers(site),
      ...requestHandlers(site),
    },
    refuse: ({ message }) => ({
      errorMessage: message,
      i18nErrorMessage: { i18nKey: 'sd.sandbox.error', parameters: [] },
    }),
    commonQuery: ['requestLanguage'],
    guard: checkDoors,
  });
}

/** Experimental operations ask for a header; some need a licence, without a word (facts § 2). */
function checkDoors(request: Request, route: Route, caller: Caller): void {
  const { role } = caller.account;
  if (route.flags.has('agent') && role !== 'agent' && role !== 'admin') {
    throw new RawRefusal(empty(403));
  }
  const optedIn = request.headers.get('x-experimentalapi') === 'opt-in';
  if (route.flags.has('experimental') && !optedIn) {
    throw new Refusal(
      412,
      "This API is experimental. Experimental APIs are not guaranteed to be stable within the preview period. You must set the header 'X-ExperimentalApi: opt-in' to opt into using this API.",
    );
  }
}
