import type { Context } from '../client/context.ts';
import { ValidationError } from '../errors/atlassian-error.ts';
import { readComplaint } from '../errors/complaint.ts';
import type { CreatedIssue } from '../model/issue.ts';
import type { EntityProperty, Fields } from '../model/json.ts';
import type { BulkCreated } from '../routes/issue-routes.ts';
import { type FindMarkedOptions, findMarkedIssues } from './find-marked-issue.ts';

/** What became of one issue of many: it is there, or why not. */
export type BulkResult =
  | { readonly marker: string; readonly issue: CreatedIssue; readonly error?: undefined }
  | { readonly marker: string; readonly issue?: undefined; readonly error: ValidationError };

interface Marked {
  readonly marker: string;
  readonly fields: Fields;
  readonly properties?: readonly EntityProperty[] | undefined;
}

const NOT_THERE = 0;

/**
 * Creates up to fifty issues in one call. When its answer is lost, those that are there are adopted, and
 * only the others are sent again.
 */
export async function createBulk(
  context: Context,
  issues: readonly Marked[],
  options: FindMarkedOptions,
  createOne: (issue: Marked) => Promise<CreatedIssue>,
): Promise<BulkResult[]> {
  try {
    return await createTogether(context, issues, options, createOne);
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    // Jira refuses the whole call when all fail: one by one, each tells what is wrong with it.
    return await createApart(issues, createOne);
  }
}

async function createApart(
  issues: readonly Marked[],
  createOne: (issue: Marked) => Promise<CreatedIssue>,
): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  for (const issue of issues) {
    const { marker } = issue;
    try {
      results.push({ marker, issue: await createOne(issue) });
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      results.push({ marker, error });
    }
  }
  return results;
}

async function createTogether(
  context: Context,
  issues: readonly Marked[],
  options: FindMarkedOptions,
  createOne: (issue: Marked) => Promise<CreatedIssue>,
): Promise<BulkResult[]> {
  const { api, marker } = context;
  const markers = issues.map((issue) => marker.check(issue.marker));
  const created = await api.write(
    'POST /rest/api/3/issue/bulk',
    {
      json: {
        issueUpdates: issues.map((issue, i) => marker.addToIssue(issue, markers[i] ?? '')),
      },
      signal: options.signal,
    },
    {
      async look(signal) {
        const found = await findMarkedIssues(api, marker, markers, { ...options, signal });
        return found.size === 0 ? undefined : asAnswer(markers, found);
      },
    },
  );
  const results = resultsOf(markers, created);
  const missing = issues.filter((_, i) => isMissing(created, i));
  if (missing.length === 0) return results;
  const again = await createBulk(context, missing, options, createOne);
  const byMarker = new Map(again.map((result) => [result.marker, result]));
  return results.map((result) => byMarker.get(result.marker) ?? result);
}

/** What was found in the shape of Jira's answer: issues in their order, failures by their place. */
function asAnswer(
  markers: readonly string[],
  found: ReadonlyMap<string, CreatedIssue>,
): BulkCreated {
  return {
    issues: markers.flatMap((one) => found.get(one) ?? []),
    errors: markers.flatMap((one, failedElementNumber) =>
      found.has(one) ? [] : [{ status: NOT_THERE, failedElementNumber, elementErrors: {} }],
    ),
  };
}

const isMissing = ({ errors }: BulkCreated, place: number): boolean =>
  errors.some(
    ({ status, failedElementNumber }) => status === NOT_THERE && failedElementNumber === place,
  );

function resultsOf(markers: readonly string[], { issues, errors }: BulkCreated): BulkResult[] {
  const failures = new Map(errors.map((error) => [error.failedElementNumber, error]));
  const made = [...issues];
  return markers.map((marker, place): BulkResult => {
    const failure = failures.get(place);
    const issue = failure ? undefined : made.shift();
    if (issue) return { marker, issue: { id: issue.id, key: issue.key } };
    return { marker, error: refused(marker, failure?.status, failure?.elementErrors) };
  });
}

function refused(marker: string, status: number | undefined, details: unknown): ValidationError {
  const complaint = readComplaint(Buffer.from(JSON.stringify(details ?? {})), 'application/json');
  const words = [
    ...complaint.errorMessages,
    ...Object.entries(complaint.fieldErrors).map(([field, text]) => `${field}: ${text}`),
  ];
  return new ValidationError({
    code: 'INVALID',
    message: `Issue ${marker} is refused: ${words.join(' · ') || 'Jira does not say why'}`,
    remedy: 'Correct the fields that are named, in the data or in the mapping.',
    status,
    ...complaint,
  });
}
