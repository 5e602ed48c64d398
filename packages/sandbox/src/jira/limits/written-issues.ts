import type { Route } from '../api/route-table.ts';
import type { PathParams } from '../api/router.ts';
import type { Site } from '../site.ts';

/** The issues whose write budget a call draws on, as far as its path names them (facts § 1.1). */
export function issuesWritten(site: Site, route: Route, params: PathParams): string[] {
  if (route.price.kind !== 'write') return [];
  const { store } = site;
  const named = params.issueIdOrKey ?? params.requestIdOrKey;
  if (named !== undefined) {
    const issue = store.issues.get(named) ?? store.issuesByKey.first(named.toUpperCase());
    return issue ? [issue.id] : [];
  }
  const owner = route.path.includes('/attachment/')
    ? store.attachments.get(params.id ?? '')?.issueId
    : store.comments.get(params.commentId ?? '')?.issueId;
  return owner === undefined ? [] : [owner];
}
