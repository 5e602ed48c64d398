import { maskEmail } from '@zdjsm/core';
import { isOpen } from '../batch/batch-states.ts';
import { isGone } from '../extract/gone-files.ts';
import { CHILD_KINDS, MASTER_KINDS } from '../extract/kinds.ts';
import { type BeforeSilence, silenceUnderWay } from '../load/silence.ts';
import { isoNow, type RunContext } from '../run/context.ts';
import type { Batch, CrosswalkState, Store } from '../store/store.ts';
import type { WorkerRow } from '../store/worker-rows.ts';
import { VALIDATION_KEY, type ValidationSummary } from '../validate/validate.ts';
import { knownKinds } from './kinds.ts';
import { nextStep } from './next-step.ts';

/** Where a migration stands, read from its folder alone: neither side is asked. */
export interface Status {
  /** ISO 8601. */
  readonly at: string;
  readonly folder: string;
  readonly extraction: readonly Extraction[];
  readonly kinds: readonly KindStatus[];
  readonly failures: readonly FailureGroup[];
  /** Files of the source that could not be fetched, and may be another time. */
  readonly missingFiles: number;
  /** Files that the source itself has lost. */
  readonly goneFiles: number;
  /** Those that are not ended: they can still be rolled back. */
  readonly openBatches: readonly Batch[];
  /** A silence that a run has begun and not ended: the site mails no agents until one does. */
  readonly silence: BeforeSilence | undefined;
  /** Who works, or has worked, on the last run that several processes did. */
  readonly workers: readonly WorkerRow[];
  readonly validation: Pick<ValidationSummary, 'at' | 'differences'> | undefined;
  /** What to do now. */
  readonly next: string;
}

export interface Extraction {
  readonly kind: string;
  readonly staged: number;
  /** Whether the source's list was read to its end. */
  readonly complete: boolean;
}

export interface KindStatus extends Readonly<Record<CrosswalkState, number>> {
  readonly kind: string;
}

/** Records that failed for one reason. */
export interface FailureGroup {
  readonly kind: string;
  readonly code: string;
  readonly count: number;
  /** Of the first of them. */
  readonly example: { readonly id: string; readonly message: string; readonly remedy: string };
}

export async function readStatus({
  store,
  config,
  clock,
}: Pick<RunContext, 'store' | 'config' | 'clock'>): Promise<Status> {
  const validation = (await store.meta.get(VALIDATION_KEY)) as ValidationSummary | undefined;
  const facts = {
    at: isoNow(clock),
    folder: config.folder,
    extraction: await readExtraction(store, config.scope.without),
    kinds: await countKinds(store),
    failures: await groupFailures(store),
    ...(await countFiles(store)),
    openBatches: (await store.batches.list()).filter(isOpen),
    silence: await silenceUnderWay(store),
    workers: await store.workers.list(),
    validation: validation && { at: validation.at, differences: validation.differences },
  };
  return { ...facts, next: nextStep(facts) };
}

async function readExtraction(store: Store, without: readonly string[]): Promise<Extraction[]> {
  const listed: Extraction[] = [];
  const kinds = [...MASTER_KINDS, 'ticket-row', ...CHILD_KINDS];
  for (const kind of kinds.filter((one) => !without.includes(one))) {
    const state = (await store.meta.get(`extract:${kind}`)) as { complete?: boolean } | undefined;
    const staged = await store.staging.count(kind);
    listed.push({ kind, staged, complete: state?.complete ?? false });
  }
  return listed;
}

async function countKinds(store: Store): Promise<KindStatus[]> {
  const kinds = new Map<string, Record<CrosswalkState, number>>();
  for (const { kind, state, count } of await store.crosswalk.summary()) {
    const counts = kinds.get(kind) ?? { done: 0, skipped: 0, failed: 0, intent: 0 };
    kinds.set(kind, { ...counts, [state]: count });
  }
  return [...kinds]
    .map(([kind, counts]) => ({ kind, ...counts }))
    .sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

async function groupFailures(store: Store): Promise<FailureGroup[]> {
  const groups = new Map<string, FailureGroup>();
  for (const kind of await knownKinds(store)) {
    for await (const { sourceId, error } of store.crosswalk.iterate(kind, { state: 'failed' })) {
      const { code = 'UNKNOWN', message = '', remedy = '' } = error ?? {};
      const group = groups.get(`${kind} ${code}`);
      // Customers go by their address, and what is shown here is pasted into chats and tickets.
      const example = group?.example ?? { id: maskEmail(sourceId), message, remedy };
      groups.set(`${kind} ${code}`, { kind, code, count: (group?.count ?? 0) + 1, example });
    }
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

async function countFiles(store: Store): Promise<Pick<Status, 'missingFiles' | 'goneFiles'>> {
  const counts = { missingFiles: 0, goneFiles: 0 };
  for await (const row of store.staging.failedFiles()) {
    counts[isGone(row) ? 'goneFiles' : 'missingFiles'] += 1;
  }
  return counts;
}
