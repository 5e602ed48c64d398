import { PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import { UnexpectedAnswerError } from '../errors/atlassian-error.ts';
import type { Issue } from '../model/issue.ts';
import type { ListOptions } from '../paging/lists.ts';
import type { CallOptions } from '../request/call.ts';

/** What a search gives of each issue. */
export interface SearchOptions extends ListOptions {
  /** Default: none, only ids and keys. */
  readonly fields?: readonly string[] | undefined;
  readonly expand?: readonly string[] | undefined;
  /** Keys of entity properties, at most 5. */
  readonly properties?: readonly string[] | undefined;
  /** Ids of at most 50 issues that must be up to date in the answer. */
  readonly reconcileIssues?: readonly number[] | undefined;
  /** Jira gives fewer where there are many fields. Default 100. */
  readonly pageSize?: number | undefined;
}

/**
 * Issues that match a JQL query. It must have a condition: unbounded ones are refused. What was
 * written in the last seconds may be missing, or be shown as it was. A page's checkpoint holds the
 * query in clear: don't log it.
 */
export function search(
  { api }: Context,
  jql: string,
  options: SearchOptions = {},
): PagedList<Issue> {
  return new PagedList(async (from) => {
    const token = from?.['nextPageToken'];
    const page = await api.request('POST /rest/api/3/search/jql', {
      json: {
        jql,
        fields: options.fields,
        expand: options.expand?.join(','),
        properties: options.properties,
        reconcileIssues: options.reconcileIssues,
        maxResults: options.pageSize ?? 100,
        nextPageToken: token,
      },
      signal: options.signal,
    });
    const { nextPageToken } = page;
    if (nextPageToken !== undefined && nextPageToken === token) throw looping();
    return {
      items: page.issues,
      next: nextPageToken === undefined ? undefined : { nextPageToken },
    };
  }, options.from);
}

/** How many issues match, about: the search lags behind. */
export async function count(
  { api }: Context,
  jql: string,
  options: CallOptions = {},
): Promise<number> {
  const answer = await api.request('POST /rest/api/3/search/approximate-count', {
    json: { jql },
    signal: options.signal,
  });
  return answer.count;
}

function looping(): UnexpectedAnswerError {
  return new UnexpectedAnswerError({
    code: 'PAGING_LOOP',
    message: 'The search gives the same page again and again',
    remedy: 'Begin the search anew. If it comes back, narrow the query.',
  });
}
