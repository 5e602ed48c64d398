import type { Json } from '../model/json.ts';
import type { MailEvent } from '../model/traces.ts';
import type { Site } from '../site.ts';
import { type AssetObjectState, assetStates, type PageState, pageStates } from './content-state.ts';
import { compare, type IssueState, issueState, propertiesOf } from './issue-state.ts';
import { createNormalForm, type NormalForm } from './normal-form.ts';

export type { AssetObjectState, PageState } from './content-state.ts';
export type { AttachmentState, CommentState, IssueState, WorklogState } from './issue-state.ts';

/**
 * What the site holds, in a stable order and without volatile ids: two migrations of one source have
 * ended alike when these are equal.
 */
export interface JiraState {
  readonly customers: readonly CustomerState[];
  readonly organizations: readonly OrganizationState[];
  readonly desks: readonly DeskState[];
  readonly issues: readonly IssueState[];
  readonly assets: readonly AssetObjectState[];
  readonly pages: readonly PageState[];
  /** Mails that would have been sent, sorted: not in the order of time. */
  readonly outbox: readonly MailState[];
  /** Credentials that reached a host where they don't belong: header and path. */
  readonly leaks: readonly string[];
  /** Requests that no document allows. */
  readonly violations: readonly string[];
}

export interface CustomerState {
  readonly email: string;
  readonly name: string;
  /** `customer`: portal-only. */
  readonly accountType: 'atlassian' | 'app' | 'customer';
}

export interface OrganizationState {
  readonly name: string;
  readonly members: readonly string[];
  readonly properties: Readonly<Record<string, Json>>;
}

export interface DeskState {
  readonly project: string;
  readonly customers: readonly string[];
  readonly organizations: readonly string[];
}

export interface MailState {
  readonly to: string;
  readonly event: MailEvent;
  readonly customer: boolean;
  /** Project and summary. */
  readonly issue: string | undefined;
}

export function jiraState(site: Site): JiraState {
  const { store } = site;
  const normal = createNormalForm(site);
  return {
    customers: sorted(
      [...store.accounts.values()]
        .filter((account) => account.role === 'customer')
        .map(({ email, displayName, accountType }) => ({ email, name: displayName, accountType })),
    ),
    organizations: sorted(
      [...store.organizations.values()].map(({ id, name, memberIds }) => ({
        name,
        members: memberIds.map(normal.person).sort(),
        properties: propertiesOf(site, normal, `organization/${id}`),
      })),
    ),
    desks: sorted([...store.deskAccess.values()].map((access) => deskState(site, normal, access))),
    issues: sorted([...store.issues.values()].map((issue) => issueState(site, normal, issue))),
    assets: sorted(assetStates(site)),
    pages: sorted(pageStates(site, normal)),
    outbox: sorted(
      [...store.outbox.values()].map(({ to, event, customer, issueId }) => ({
        to,
        event,
        customer,
        issue: issueId === undefined ? undefined : normal.issue(issueId),
      })),
    ),
    leaks: [...store.leaks.values()].map(({ header, path }) => `${header} ${path}`),
    violations: [...store.violations.values()].map(
      ({ method, path, detail }) => `${method} ${path}: ${detail}`,
    ),
  };
}

/** An issue as it is now, with the key under which calls reach it. */
export interface KeyedIssue extends IssueState {
  readonly key: string;
  readonly id: string;
}

/** Every issue with its key, in the order of creation: past the lag of search, and of HTTP. */
export function keyedIssues(site: Site): KeyedIssue[] {
  const normal = createNormalForm(site);
  return [...site.store.issues.values()].map((issue) => ({
    key: issue.key,
    id: issue.id,
    ...issueState(site, normal, issue),
  }));
}

function deskState(
  site: Site,
  normal: NormalForm,
  access: {
    readonly id: string;
    readonly customerIds: readonly string[];
    readonly organizationIds: readonly string[];
  },
): DeskState {
  return {
    project: site.store.projects.get(access.id)?.key ?? '',
    customers: access.customerIds.map(normal.person).sort(),
    organizations: access.organizationIds
      .map((id) => site.store.organizations.get(id)?.name ?? '')
      .sort(),
  };
}

function sorted<T>(states: readonly T[]): T[] {
  const keyed = states.map((state) => ({ state, key: JSON.stringify(state) }));
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ state }) => state);
}
