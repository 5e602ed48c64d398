import { UNLISTED_KEY } from '../extract/tickets.ts';
import type { RunContext } from '../run/context.ts';
import { isoNow } from '../run/context.ts';
import type { RunRecord } from '../run/run-log.ts';
import { addUsage, NO_USAGE } from '../run/usage.ts';
import type { CrosswalkRow, Store } from '../store/store.ts';
import { VALIDATION_KEY, type ValidationSummary } from '../validate/validate.ts';
import { createLists } from './lists.ts';
import { createLinkFinder } from './record-links.ts';
import { type ListEntry, recordsOf } from './record-lists.ts';
import type { ModuleCount, Report } from './report.ts';

/** The kinds of records that are counted, in the order in which a reader expects them. */
export const COUNTED_KINDS = [
  'account',
  'contact',
  'membership',
  'agent',
  'contract',
  'ticket',
  'thread',
  'comment',
  'attachment',
  'image',
  'task',
  'call',
  'event',
  'time-entry',
  'rating',
  'follower',
  'cc',
  'history',
  'original',
  'custom-record',
  'article-category',
  'article',
  'translation',
  'article-text',
  'article-file',
  'article-image',
] as const;

/** Kinds that nothing is made of: they are in the crosswalk only where one could not be read. */
const LISTED_KINDS = ['department', 'team', 'product', 'custom-module'] as const;

/** Kinds of which a list was read first: it tells how many there are. */
const LISTED_AS: Readonly<Record<string, string>> = {
  ticket: 'ticket-row',
  article: 'article-row',
};

/** What a report is of. */
export interface ReportSubject {
  readonly site: string;
  readonly runs: readonly RunRecord[];
}

/**
 * Gathers a report from the store alone: it can be made at any time, also of a run that was cut off.
 * Hears every record of every list, of which the report itself holds the first.
 */
export async function buildReport(
  context: RunContext,
  about: ReportSubject,
  onRecord?: (entry: ListEntry) => void,
): Promise<Report> {
  const { store, source, clock } = context;
  const validation = (await store.meta.get(VALIDATION_KEY)) as ValidationSummary | undefined;
  const tenant = (await store.meta.get('source')) as { readonly name?: string } | undefined;
  const links = createLinkFinder(context, about.site);
  const lists = createLists();
  for await (const entry of recordsOf(context, [...COUNTED_KINDS, ...LISTED_KINDS], links)) {
    lists.add(entry);
    onRecord?.(entry);
  }
  const { counts, sorts, first } = lists;
  const modules = await countModules(store, validation);
  const sound =
    counts.failures === 0 && counts.findings === 0 && modules.every((m) => m.pending === 0);
  return {
    at: isoNow(clock),
    source: { name: source.name, tenant: tenant?.name ?? '' },
    target: { name: new URL(about.site).host, url: about.site },
    verdict: validation ? (sound ? 'complete' : 'incomplete') : 'not-validated',
    modules,
    slices: validation?.slices ?? [],
    counts,
    sorts,
    ...first,
    unlisted: ((await store.meta.get(UNLISTED_KEY)) ?? {}) as Report['unlisted'],
    runs: about.runs,
    usage: about.runs.at(-1)?.usage ?? NO_USAGE,
    totals: about.runs.map(({ usage }) => usage).reduce(addUsage, NO_USAGE),
  };
}

async function countModules(
  store: Store,
  validation: ValidationSummary | undefined,
): Promise<ModuleCount[]> {
  const summary = await store.crosswalk.summary();
  const of = (kind: string, state: CrosswalkRow['state']): number =>
    summary.find((row) => row.kind === kind && row.state === state)?.count ?? 0;
  const counts: ModuleCount[] = [];
  for (const kind of COUNTED_KINDS) {
    const done = of(kind, 'done');
    const skipped = of(kind, 'skipped');
    const failed = of(kind, 'failed') + of(kind, 'intent');
    const known = validation?.kinds[kind];
    const listed = LISTED_AS[kind] ?? kind;
    const source = Math.max(
      known?.source ?? 0,
      await store.staging.count(listed),
      done + skipped + failed,
    );
    const pending = source - done - skipped - failed;
    counts.push({ kind, source, target: known?.target, done, skipped, failed, pending });
  }
  return counts;
}
