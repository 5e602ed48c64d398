import type { Caller } from '../access/caller.ts';
import { Refusal } from '../api/refusal.ts';
import type { IssueType, Project } from '../model/configuration.ts';
import type { Issue } from '../model/issues.ts';
import { REQUEST_TYPE_FIELD } from '../seed/fields.ts';
import type { Site } from '../site.ts';
import { mailMentions } from './mentions.ts';
import type { Values } from './read-fields.ts';
import { saveIssue, withAutowatch } from './save-issue.ts';
import { initialStatus } from './workflow.ts';

export interface IssueDraft {
  readonly project: Project;
  readonly issueType: IssueType;
  readonly parentId: string | undefined;
  readonly values: Values;
  readonly channel?: string | undefined;
}

export function createIssue(site: Site, caller: Caller, draft: IssueDraft): Issue {
  const { store } = site;
  const now = site.clock.now();
  const id = store.nextId('issue');
  // Numbers count per project and are never used again (facts § 4.1).
  const number = Number(store.nextId(`issue-of-${draft.project.id}`)) - 9999;
  const values = {
    priority: defaultPriority(site),
    reporter: caller.account.accountId,
    ...draft.values,
  };
  const issue = withAutowatch(site, caller.account, {
    id,
    key: `${draft.project.key}-${number}`,
    projectId: draft.project.id,
    issueTypeId: draft.issueType.id,
    statusId: initialStatus(site, draft.project, draft.issueType.id),
    statusChanged: now,
    created: now,
    updated: now,
    creatorId: caller.account.accountId,
    parentId: draft.parentId,
    resolved: undefined,
    values,
    watcherIds: [],
    channel: draft.channel,
  });
  saveIssue(site, issue);
  site.limiter.wrote(id);
  const about = { issue, actor: caller.account };
  site.outbox.toTeam('issue-created', about);
  mailMentions(site, about, Object.values(values), { internal: true });
  return issue;
}

function defaultPriority(site: Site): string {
  return [...site.store.priorities.values()].find(({ isDefault }) => isDefault)?.id ?? '3';
}

/** A request has come into being: the customer's side of it. */
export function announceRequest(site: Site, caller: Caller, issue: Issue): void {
  if (issue.values[REQUEST_TYPE_FIELD] === undefined) return;
  site.outbox.toCustomers('request-created', { issue, actor: caller.account });
}

export function findIssueType(
  site: Site,
  project: Project,
  input: { readonly id?: string | undefined; readonly name?: string | undefined },
): IssueType {
  const types = project.issueTypeIds.map((id) => site.store.issueTypes.get(id));
  const found = types.find((type) =>
    input.id === undefined ? type?.name === input.name : type?.id === input.id,
  );
  if (!found) throw new Refusal(400, [], { issuetype: 'Specify a valid issue type' });
  return found;
}
