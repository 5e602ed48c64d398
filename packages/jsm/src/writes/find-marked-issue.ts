import { DuplicateMarkerError } from '../errors/client-errors.ts';
import type { CreatedIssue, Issue } from '../model/issue.ts';
import type { Requester } from '../request/requester.ts';
import { jqlString, type Marker } from './marker.ts';

// Numbers below the newest that the search knows which it may have missed, and the length of a gap
// after which no issue is expected any more. Two of them are one call: it takes 100 keys.
const STRIDE = 50;

/**
 * The issue of a project that carries the marker.
 *
 * The search lags behind the writes, so its silence proves nothing about the newest issues. These
 * are read by their numbers, from a little below the newest that the search knows, until no more
 * exist: an issue that was created is found whether it is indexed or not.
 */
export async function findMarkedIssue(
  api: Requester,
  marker: Marker,
  wanted: string,
  options: { readonly projectKey: string; readonly signal?: AbortSignal | undefined },
): Promise<CreatedIssue | undefined> {
  const { projectKey, signal } = options;
  const project = `project = ${jqlString(projectKey)}`;
  const search = async (jql: string, maxResults: number): Promise<readonly Issue[]> => {
    const page = await api.request('POST /rest/api/3/search/jql', {
      json: { jql, maxResults, fields: marker.fieldsToRead, properties: [marker.property] },
      signal,
    });
    return page.issues;
  };

  const indexed = await search(`${project} AND ${marker.jql(wanted)}`, 50);
  const known = one(marker, wanted, indexed);
  if (known) return known;

  const [newest] = await search(`${project} ORDER BY key DESC`, 1);
  const top = Number(newest?.key.split('-').at(-1) ?? 0);
  for (let from = Math.max(1, top - STRIDE + 1); ; from += 2 * STRIDE) {
    const keys = Array.from({ length: 2 * STRIDE }, (_, i) => `${projectKey}-${from + i}`);
    const { issues } = await api.request('POST /rest/api/3/issue/bulkfetch', {
      json: {
        issueIdsOrKeys: keys,
        fields: marker.fieldsToRead,
        properties: [marker.property],
      },
      signal,
    });
    const found = one(marker, wanted, issues);
    if (found) return found;
    const second = new Set(keys.slice(STRIDE));
    if (!issues.some((issue) => second.has(issue.key))) return undefined;
  }
}

function one(marker: Marker, wanted: string, issues: readonly Issue[]): CreatedIssue | undefined {
  const [found, ...others] = issues.filter((issue) => marker.isOn(issue, wanted));
  if (others.length === 0) return found && { id: found.id, key: found.key };
  const keys = [found, ...others].flatMap((issue) => (issue ? [issue.key] : []));
  throw new DuplicateMarkerError({
    code: 'DUPLICATE_MARKER',
    message: `${keys.join(', ')} all carry the marker ${wanted}`,
    remedy: 'Look at them: keep one, delete the others, then run it again.',
    found: keys,
  });
}
