import { DuplicateMarkerError } from '../errors/client-errors.ts';
import type { CreatedIssue, Issue } from '../model/issue.ts';
import type { Requester } from '../request/requester.ts';
import { jqlString, type Marker } from './marker.ts';

export interface FindMarkedOptions {
  readonly projectKey: string;
  readonly signal?: AbortSignal | undefined;
}

// Numbers below the newest that the search knows which it may have missed, and the length of a gap
// after which no issue is expected any more. Two of them are one call: it takes 100 keys.
const STRIDE = 50;

/**
 * The issues of a project that carry these markers, by marker.
 *
 * The search lags behind the writes, so its silence proves nothing about the newest issues. These
 * are read by their numbers, from a little below the newest that the search knows, until no more
 * exist: an issue that was created is found whether it is indexed or not.
 */
export async function findMarkedIssues(
  api: Requester,
  marker: Marker,
  wanted: readonly string[],
  { projectKey, signal }: FindMarkedOptions,
): Promise<Map<string, CreatedIssue>> {
  const project = `project = ${jqlString(projectKey)}`;
  const found = new Map<string, CreatedIssue>();
  const take = (issues: readonly Issue[]): boolean => {
    for (const one of wanted) {
      const match = theOnly(marker, one, issues);
      if (match) found.set(one, match);
    }
    return found.size === wanted.length;
  };
  const search = async (jql: string, maxResults: number): Promise<readonly Issue[]> => {
    const page = await api.request('POST /rest/api/3/search/jql', {
      json: { jql, maxResults, fields: marker.fieldsToRead, properties: [marker.property] },
      signal,
    });
    return page.issues;
  };

  const clauses = wanted.map((one) => marker.jql(one)).join(' OR ');
  if (take(await search(`${project} AND (${clauses})`, 100))) return found;

  const [newest] = await search(`${project} ORDER BY key DESC`, 1);
  const top = Number(newest?.key.split('-').at(-1) ?? 0);
  for (let from = Math.max(1, top - STRIDE + 1); ; from += 2 * STRIDE) {
    const keys = Array.from({ length: 2 * STRIDE }, (_, i) => `${projectKey}-${from + i}`);
    const { issues } = await api.request('POST /rest/api/3/issue/bulkfetch', {
      json: { issueIdsOrKeys: keys, fields: marker.fieldsToRead, properties: [marker.property] },
      signal,
    });
    if (take(issues)) return found;
    const upperHalf = new Set(keys.slice(STRIDE));
    if (!issues.some((issue) => upperHalf.has(issue.key))) return found;
  }
}

export async function findMarkedIssue(
  api: Requester,
  marker: Marker,
  wanted: string,
  options: FindMarkedOptions,
): Promise<CreatedIssue | undefined> {
  return (await findMarkedIssues(api, marker, [wanted], options)).get(wanted);
}

function theOnly(
  marker: Marker,
  wanted: string,
  issues: readonly Issue[],
): CreatedIssue | undefined {
  const [first, ...others] = issues.filter((issue) => marker.isOn(issue, wanted));
  if (!first || others.length === 0) return first && { id: first.id, key: first.key };
  const keys = [first, ...others].map(({ key }) => key);
  throw new DuplicateMarkerError({
    code: 'DUPLICATE_MARKER',
    message: `${keys.join(', ')} all carry the marker ${wanted}`,
    remedy: 'Look at them: keep one, delete the others, then run it again.',
    found: keys,
  });
}
