import type {
  Attachment,
  ChangelogEntry,
  Comment,
  CreatedIssue,
  Issue,
  IssueLinkType,
  RemoteLink,
  Transition,
  Worklog,
} from '../model/issue.ts';
import type { EntityProperty } from '../model/json.ts';
import type { NamedPage, PlatformPage } from '../model/paging.ts';
import type { User } from '../model/people.ts';
import { ambiguous, type Route, type RouteId, read, repeatable } from './route.ts';

const REPLACES = 'it sets the same value again';
const REMOVES = 'what is gone stays gone';
const ISSUE = { issue: 'issueIdOrKey' };

/**
 * Issues and what hangs on them: Jira platform v3, and v2 where a text has to be wiki markup.
 *
 * Rates: developer.atlassian.com/cloud/jira/platform/rate-limiting, custom burst thresholds
 * (12 August 2026). What may be repeated: Atlassian's OpenAPI document (July 2026) and, for issue
 * links, its sentence "if the link request duplicates a link, the response indicates that the
 * issue link was created".
 */
export const ISSUE_ROUTES = {
  'POST /rest/api/3/issue': ambiguous<CreatedIssue>({ makesIssues: true }),
  'POST /rest/api/3/issue/bulk': ambiguous<BulkCreated>({ makesIssues: true }),
  'POST /rest/api/3/issue/bulkfetch': read<{ readonly issues: readonly Issue[] }>(),
  'GET /rest/api/3/issue/{issueIdOrKey}': read<Issue>({ perSecond: 150 }),
  'PUT /rest/api/3/issue/{issueIdOrKey}': repeatable(REPLACES, ISSUE),
  'PUT /rest/api/2/issue/{issueIdOrKey}': repeatable(REPLACES, ISSUE),
  'DELETE /rest/api/3/issue/{issueIdOrKey}': repeatable(REMOVES, ISSUE),
  'GET /rest/api/3/issue/{issueIdOrKey}/changelog': read<PlatformPage<ChangelogEntry>>({
    perSecond: 200,
  }),
  'GET /rest/api/3/issue/{issueIdOrKey}/properties': read<{
    readonly keys: readonly { readonly key: string }[];
  }>(),
  'GET /rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}': read<EntityProperty>(),
  'PUT /rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}': repeatable(REPLACES, ISSUE),
  'DELETE /rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}': repeatable(REMOVES, ISSUE),
  'GET /rest/api/3/issue/{issueIdOrKey}/transitions': read<{
    readonly transitions: readonly Transition[];
  }>(),
  'POST /rest/api/3/issue/{issueIdOrKey}/transitions': ambiguous<unknown>(ISSUE),

  'GET /rest/api/3/issue/{issueIdOrKey}/comment': read<NamedPage<'comments', Comment>>(),
  'POST /rest/api/3/issue/{issueIdOrKey}/comment': ambiguous<Comment>(ISSUE),
  'POST /rest/api/2/issue/{issueIdOrKey}/comment': ambiguous<Pick<Comment, 'id'>>(ISSUE),
  'GET /rest/api/3/issue/{issueIdOrKey}/comment/{id}': read<Comment>(),
  'PUT /rest/api/3/issue/{issueIdOrKey}/comment/{id}': repeatable<Comment>(REPLACES, ISSUE),
  'DELETE /rest/api/3/issue/{issueIdOrKey}/comment/{id}': repeatable(REMOVES, ISSUE),
  'POST /rest/api/3/comment/list': read<PlatformPage<Comment>>(),
  'PUT /rest/api/3/comment/{commentId}/properties/{propertyKey}': repeatable(REPLACES),

  'POST /rest/api/3/issue/{issueIdOrKey}/attachments': ambiguous<readonly Attachment[]>(ISSUE),
  'GET /rest/api/3/attachment/{id}': read<Attachment>(),
  'DELETE /rest/api/3/attachment/{id}': repeatable(REMOVES),
  'GET /rest/api/3/attachment/content/{id}': read<never>({ perSecond: 300 }),
  'GET /rest/api/3/attachment/meta': read<AttachmentSettings>(),

  'GET /rest/api/3/issue/{issueIdOrKey}/worklog': read<NamedPage<'worklogs', Worklog>>(),
  'POST /rest/api/3/issue/{issueIdOrKey}/worklog': ambiguous<Worklog>(ISSUE),
  'PUT /rest/api/3/issue/{issueIdOrKey}/worklog/{id}': repeatable<Worklog>(REPLACES, ISSUE),
  'DELETE /rest/api/3/issue/{issueIdOrKey}/worklog/{id}': repeatable(REMOVES, ISSUE),

  'GET /rest/api/3/issue/{issueIdOrKey}/watchers': read<{ readonly watchers: readonly User[] }>({
    identity: true,
  }),
  'POST /rest/api/3/issue/{issueIdOrKey}/watchers': repeatable('one watches or does not', ISSUE),
  'DELETE /rest/api/3/issue/{issueIdOrKey}/watchers': repeatable(REMOVES, ISSUE),

  'GET /rest/api/3/issueLinkType': read<{ readonly issueLinkTypes: readonly IssueLinkType[] }>(),
  'POST /rest/api/3/issueLink': repeatable('a link that exists is not made again'),
  'DELETE /rest/api/3/issueLink/{linkId}': repeatable(REMOVES),
  'GET /rest/api/3/issue/{issueIdOrKey}/remotelink': read<readonly RemoteLink[]>(),
  'POST /rest/api/3/issue/{issueIdOrKey}/remotelink': repeatable<{ readonly id: number }>(
    'a link with the same globalId is updated',
    ISSUE,
  ),
  'DELETE /rest/api/3/issue/{issueIdOrKey}/remotelink': repeatable(REMOVES, ISSUE),

  'POST /rest/api/3/search/jql': read<SearchPage>(),
  'POST /rest/api/3/search/approximate-count': read<{ readonly count: number }>({
    perSecond: 150,
  }),
} as const satisfies Readonly<Record<RouteId, Route<unknown>>>;

export interface BulkCreated {
  readonly issues: readonly CreatedIssue[];
  readonly errors: readonly {
    readonly status: number;
    readonly failedElementNumber: number;
    readonly elementErrors: unknown;
  }[];
}

/** Whether files can be attached, and how large they may be. */
export interface AttachmentSettings {
  readonly enabled: boolean;
  /** Bytes that one file may have. */
  readonly uploadLimit: number;
}

export interface SearchPage {
  readonly issues: readonly Issue[];
  readonly nextPageToken?: string;
  readonly isLast?: boolean;
}
