import { UNLISTED_KEY } from '../extract/tickets.ts';
import type { RunContext } from '../run/context.ts';
import { isoNow } from '../run/context.ts';
import type { RunRecord } from '../run/run-log.ts';
import { addUsage, NO_USAGE } from '../run/usage.ts';
import type { CrosswalkRow, Store } from '../store/store.ts';
import { VALIDATION_KEY, type ValidationSummary } from '../validate/validate.ts';
import type { FailedRecord, ModuleCount, Report, SkippedRecord } from './report.ts';

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
  'custom-record',
  'article-category',
  'article',
  'translation',
  'article-text',
  'article-file',
  'article-image',
] as const;

/** Kinds of which a list was read first: it tells how many there are. */
const LISTED_AS: Readonly<Record<string, string>> = {
  ticket: 'ticket-row',
  article: 'article-row',
};

/** Gathers a report from the store alone: it can be made at any time, also of a run that was cut off. */
export async function buildReport(
  context: RunContext,
  about: { readonly site: string; readonly runs: readonly RunRecord[] },
): Promise<Report> {
  const { store, source, clock } = context;
  const validation = (await store.meta.get(VALIDATION_KEY)) as ValidationSummary | undefined;
  const tenant = (await store.meta.get('source')) as { readonly name?: string } | undefined;
  const links = createLinks(context, about.site);
  const failures: FailedRecord[] = [];
  const skips: SkippedRecord[] = [];
  for (const kind of COUNTED_KINDS) {
    for await (const row of store.crosswalk.iterate(kind)) {
      if (row.state === 'done') continue;
      const record = { kind, id: row.sourceId, ...(await links(kind, row.sourceId)) };
      if (row.state === 'skipped') skips.push({ ...record, rule: row.reason ?? '' });
      else
        failures.push({ ...record, state: row.state, attempts: row.attempts, error: errorOf(row) });
    }
  }
  const modules = await countModules(store, validation);
  const findings = await Array.fromAsync(store.findings.iterate(), async (finding) => ({
    kind: finding.kind,
    id: finding.sourceId,
    field: finding.field,
    expected: finding.expected,
    actual: finding.actual,
    ...(await links(finding.kind, finding.sourceId)),
  }));
  const changes = await Array.fromAsync(store.changes.iterate(), async (change) => ({
    kind: change.kind,
    id: change.sourceId,
    field: change.field,
    reason: change.reason,
    detail: change.detail,
    ...(await links(change.kind, change.sourceId)),
  }));
  const conflicts = await Array.fromAsync(
    store.conflicts.iterate(),
    async ({ sourceId, ...conflict }) => ({
      ...conflict,
      id: sourceId,
      ...(await links(conflict.kind, sourceId)),
    }),
  );
  const sound =
    failures.length === 0 && findings.length === 0 && modules.every((m) => m.pending === 0);
  return {
    at: isoNow(clock),
    source: { name: source.name, tenant: tenant?.name ?? '' },
    target: { name: new URL(about.site).host, url: about.site },
    verdict: validation ? (sound ? 'complete' : 'incomplete') : 'not-validated',
    modules,
    slices: validation?.slices ?? [],
    failures,
    skips,
    unlisted: ((await store.meta.get(UNLISTED_KEY)) ?? {}) as Report['unlisted'],
    findings,
    changes,
    conflicts,
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

/** Kinds whose source ids begin with that of their ticket. */
const OF_TICKETS: ReadonlySet<string> = new Set([
  'ticket',
  'description',
  'place',
  'status',
  'thread',
  'comment',
  'continuation',
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
]);

/** Where a record can be looked at on both sides; parts of a ticket lead to their ticket. */
function createLinks({ store, source }: RunContext, site: string) {
  const known = new Map<string, { sourceUrl: string | undefined; targetUrl: string | undefined }>();
  return async (kind: string, sourceId: string) => {
    const [ticketId = ''] = sourceId.split('/');
    if (!OF_TICKETS.has(kind)) return { sourceUrl: undefined, targetUrl: undefined };
    const cached = known.get(ticketId);
    if (cached) return cached;
    const staged = await store.staging.get('ticket', ticketId);
    const row = await store.crosswalk.get('ticket', ticketId);
    const links = {
      sourceUrl: staged && source.parse.ticket(staged.payload).url,
      targetUrl: row?.targetKey ? `${site}/browse/${row.targetKey}` : undefined,
    };
    known.set(ticketId, links);
    return links;
  };
}

const errorOf = (row: CrosswalkRow): FailedRecord['error'] =>
  row.error ?? {
    code: 'INTERRUPTED',
    message: 'the run ended while it was being written',
    remedy: 'Run the command again: the target is asked whether it is there.',
  };
