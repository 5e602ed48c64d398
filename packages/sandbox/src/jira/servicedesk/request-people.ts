import { empty, json } from '../api/answer.ts';
import type { Call, Handlers } from '../api/call.ts';
import { deskPage } from '../api/paging.ts';
import { badRequest } from '../api/refusal.ts';
import { saveEdited } from '../domain/save-issue.ts';
import { storedList } from '../fields/field-kind.ts';
import type { Issue } from '../model/issues.ts';
import { PARTICIPANTS_FIELD } from '../seed/fields.ts';
import type { Site } from '../site.ts';
import { sortAccounts } from './customers.ts';
import { deskView, userDtoById } from './desk-view.ts';
import { visibleRequest } from './visible-request.ts';

export function requestPeopleHandlers(site: Site): Handlers {
  const page = (call: Call, issue: Issue): Response => {
    const ids = storedList(issue.values[PARTICIPANTS_FIELD]);
    const view = deskView(site, call);
    return json(deskPage(call, ids, site.switches.deskPageLimit, (id) => userDtoById(view, id)));
  };
  const change = (call: Call, edit: (present: string[], named: string[]) => string[]): Response => {
    const { issue } = visibleRequest(site, call);
    const { known, unknown } = sortAccounts(site, call);
    if (unknown.length > 0) throw badRequest(`The users ${unknown.join(', ')} do not exist.`);
    const present = storedList(issue.values[PARTICIPANTS_FIELD]);
    const participants = edit(present, known);
    const { [PARTICIPANTS_FIELD]: _before, ...others } = issue.values;
    const values =
      participants.length === 0 ? others : { ...others, [PARTICIPANTS_FIELD]: participants };
    const after = saveEdited(site, call.caller.account, issue, { ...issue, values });
    const added = participants.filter((id) => !present.includes(id));
    const about = { issue: after, actor: call.caller.account };
    if (added.length > 0) site.outbox.toCustomers('participant-added', about, added);
    return page(call, after);
  };
  const subscription = (call: Call): string =>
    `${call.caller.account.accountId}/unsubscribed/${visibleRequest(site, call).issue.id}`;

  return {
    getRequestParticipants: (call) => page(call, visibleRequest(site, call).issue),
    /** Answers 200 with the page, not 201 (facts § 3.6). */
    addRequestParticipants: (call) =>
      change(call, (present, named) => [...new Set([...present, ...named])]),
    removeRequestParticipants: (call) =>
      change(call, (present, named) => present.filter((id) => !named.includes(id))),

    /** Concerns the caller only: nobody else can be unsubscribed. */
    getSubscriptionStatus: (call) =>
      json({ subscribed: site.store.preferences.get(subscription(call)) === undefined }),
    subscribe(call) {
      site.store.preferences.delete(subscription(call));
      return empty(204);
    },
    unsubscribe(call) {
      site.store.preferences.set(subscription(call), { value: 'true' });
      return empty(204);
    },
  };
}
