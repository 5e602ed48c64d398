import { ZdjsmError } from '@zdjsm/core';
import type { Jsm } from '@zdjsm/jsm';
import { inBatch } from '../batch/in-batch.ts';
import type { LoadContext } from '../load/load-context.ts';
import { checkTarget, prepareLoad } from '../load/prepare-load.ts';
import { OTHER_PHASE } from '../mapping/scope.ts';
import { type GoneAgent, listGoneAgents } from '../reclaim/gone-agents.ts';
import { type Reclaim, reclaimAgents } from '../reclaim/reclaim.ts';
import type { RunContext } from '../run/context.ts';
import type { PhaseName } from '../run/events.ts';
import { bindSource } from '../source/bind-source.ts';
import { type Cutover, cutover } from './cutover.ts';
import { type SyncPass, type SyncPassOptions, syncPass } from './pass.ts';
import { syncUntilCutover } from './until-cutover.ts';

/** Whether a sync repeats until little is left. */
export interface SyncOptions extends Pick<SyncPassOptions, 'reread'> {
  /** One pass after the other, until one is short enough. */
  readonly untilCutover?: boolean | undefined;
}

/** What is done between the first load and the day after the cutover. */
export interface Delta {
  /** Carries over what the source has changed since, in one pass or until the cutover is near. */
  sync(options?: SyncOptions): Promise<SyncPass>;
  /** The last pass, everything read back, and the list of what is left for people. */
  cutover(): Promise<Cutover>;
  /** Agents without an account in the target, and how many tickets wait for them. */
  goneAgents(): Promise<GoneAgent[]>;
  /** Gives their tickets to the accounts that a person has named. */
  reclaim(reclaims: readonly Reclaim[]): Promise<{ readonly writes: number }>;
}

interface DeltaParts {
  readonly context: RunContext;
  readonly jsm: Jsm;
  readonly ready: () => Promise<LoadContext>;
  readonly phase: <T>(name: PhaseName, work: () => Promise<T>) => Promise<T>;
  /** Told how much was written, for the record of the run. */
  readonly wrote: (count: number) => void;
}

export function createDelta({ context, jsm, ready, phase, wrote }: DeltaParts): Delta {
  const begin = async (): Promise<void> => {
    await refuseFirstLoad(context);
    await refuseLaterPhases(context);
    await checkTarget(context, jsm);
    await bindSource(context);
  };
  const pass = async (options: SyncPassOptions): Promise<SyncPass> => {
    // Read anew each time: departments come and go in a loop that takes days.
    const done = await syncPass(context, () => prepareLoad(context, jsm), options);
    wrote(done.writes);
    return done;
  };
  return {
    sync: ({ untilCutover = false, reread } = {}) =>
      phase('sync', async () => {
        await begin();
        const once = () => pass({ reread });
        return untilCutover ? await syncUntilCutover(context, once) : await once();
      }),
    cutover: () =>
      phase('cutover', async () => {
        await begin();
        return await cutover({ context, ready, pass });
      }),
    goneAgents: () => listGoneAgents(context),
    reclaim: (reclaims) =>
      phase('reclaim', async () => {
        const writes = await inBatch(await ready(), { purpose: 'reclaim' }, async (loading) => {
          await reclaimAgents(loading, reclaims);
          return loading.writes.count;
        });
        wrote(writes);
        return { writes };
      }),
  };
}

/** A pass would load everything, without the plan that a first load asks for. */
async function refuseFirstLoad({ store }: RunContext): Promise<void> {
  const counts = await store.crosswalk.summary();
  if (counts.some(({ kind, state }) => kind === 'ticket' && state === 'done')) return;
  // Also loaded: a helpdesk of which every ticket was left out, by a rule or because it is gone.
  const decided = counts.reduce(
    (sum, { kind, count }) => (kind === 'ticket' ? sum + count : sum),
    0,
  );
  const isLoaded = counts.some(({ state }) => state === 'done');
  if (isLoaded && decided >= (await store.staging.count('ticket-row'))) return;
  throw new ZdjsmError({
    code: 'NOT_LOADED',
    message: 'Nothing is loaded yet: there is nothing to bring up to date',
    remedy: 'Make the first load: `zdjsm plan`, then `zdjsm load`.',
    outcome: 'not-sent',
  });
}

/** A pass that names no phase is one of all: it would load the phases that still wait, unread. */
async function refuseLaterPhases({ config, store }: RunContext): Promise<void> {
  const { phases, phase } = config;
  if (phases.length === 0 || phase !== undefined) return;
  for await (const { reason } of store.crosswalk.iterate('ticket', { state: 'skipped' })) {
    if (reason?.startsWith(OTHER_PHASE) !== true) continue;
    const names = phases.map(({ name }) => `--phase "${name}"`).join(', ');
    throw new ZdjsmError({
      code: 'NOT_LOADED',
      message: 'Not every phase is loaded yet, and no phase is named',
      remedy: `Name one that is loaded (${names}), or load the others first.`,
      outcome: 'not-sent',
    });
  }
}
