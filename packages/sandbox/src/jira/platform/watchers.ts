import { z } from 'zod';
import { accountById, requirePermission, visibleIssue } from '../access/guards.ts';
import { empty, json } from '../api/answer.ts';
import { type Handlers, param, readBody } from '../api/call.ts';
import { platformPage } from '../api/paging.ts';
import { badRequest } from '../api/refusal.ts';
import { saveIssue } from '../domain/save-issue.ts';
import { storedString } from '../fields/field-kind.ts';
import type { Site } from '../site.ts';
import { changeBean } from './change-bean.ts';
import { userById, viewOf } from './view.ts';

/** Those who follow an issue, and what has been changed in it. */
export function watcherHandlers(site: Site): Handlers {
  return {
    getIssueWatchers(call) {
      const { issue } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const view = viewOf(site, call);
      return json({
        self: `${view.rest}/issue/${issue.key}/watchers`,
        isWatching: issue.watcherIds.includes(call.caller.account.accountId),
        watchCount: issue.watcherIds.length,
        watchers: issue.watcherIds.map((id) => userById(view, id)),
      });
    },

    /** The body is a bare JSON string; without one the caller watches (facts § 4.9). */
    addWatcher(call) {
      const { issue, project } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const own = call.caller.account.accountId;
      if (call.body !== undefined && typeof call.body !== 'string') {
        throw badRequest('The request body must be a JSON string: an account id.');
      }
      const accountId = call.body ?? own;
      if (accountId !== own) requirePermission(site, call.caller, 'MANAGE_WATCHERS', project);
      const account = accountById(site, accountId);
      if (issue.watcherIds.includes(accountId)) return empty(204);
      saveIssue(site, { ...issue, watcherIds: [...issue.watcherIds, accountId] });
      site.outbox.to([account.accountId], 'watcher-added', { issue, actor: call.caller.account });
      return empty(204);
    },

    removeWatcher(call) {
      const { issue, project } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const accountId = call.query.get('accountId') ?? call.caller.account.accountId;
      const own = accountId === call.caller.account.accountId;
      if (!own) requirePermission(site, call.caller, 'MANAGE_WATCHERS', project);
      saveIssue(site, { ...issue, watcherIds: issue.watcherIds.filter((id) => id !== accountId) });
      return empty(204);
    },

    getIsWatchingIssueBulk(call) {
      const { issueIds } = readBody(call, z.object({ issueIds: z.array(z.string()) }));
      const own = call.caller.account.accountId;
      const answers = issueIds.map((id) => [
        id,
        site.store.issues.get(id)?.watcherIds.includes(own) ?? false,
      ]);
      return json({ issuesIsWatching: Object.fromEntries(answers) });
    },

    getVotes(call) {
      const { issue } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const self = `${viewOf(site, call).rest}/issue/${issue.key}/votes`;
      return json({ self, votes: 0, hasVoted: false, voters: [] });
    },

    getChangeLogs(call) {
      const { issue } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const view = viewOf(site, call);
      const changes = site.store.changesByIssue
        .find(issue.id)
        .map((change) => changeBean(view, change));
      return platformPage(call, changes, { maximum: 100 });
    },

    getChangeLogsByIds(call) {
      const { issue } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const { changelogIds } = readBody(call, z.object({ changelogIds: z.array(z.number()) }));
      const view = viewOf(site, call);
      const histories = site.store.changesByIssue
        .find(issue.id)
        .filter((change) => changelogIds.includes(Number(change.id)))
        .map((change) => changeBean(view, change));
      return json({ startAt: 0, maxResults: histories.length, total: histories.length, histories });
    },

    /** Sends a mail on purpose: there for tests that no client of a migration may ever touch it. */
    notify(call) {
      const { issue } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
      const { to } = readBody(call, NotifyInput);
      const one = (wanted: boolean | undefined, id: string): string[] => (wanted ? [id] : []);
      const recipients = [
        ...one(to?.reporter, storedString(issue.values.reporter)),
        ...one(to?.assignee, storedString(issue.values.assignee)),
        ...(to?.watchers ? issue.watcherIds : []),
        ...(to?.users ?? []).map(({ accountId }) => accountId),
      ];
      if (recipients.length === 0) throw badRequest('No recipients were defined for notification.');
      site.outbox.to(recipients, 'notify', { issue, actor: call.caller.account });
      return empty(204);
    },
  };
}

const NotifyInput = z.object({
  to: z
    .object({
      reporter: z.boolean().optional(),
      assignee: z.boolean().optional(),
      watchers: z.boolean().optional(),
      users: z.array(z.object({ accountId: z.string() })).optional(),
    })
    .optional(),
});
