import { systemClock, ZdjsmError } from '@zdjsm/core';
import { createWriteLog } from '../batch/write-log.ts';
import type { LoadContext } from '../load/load-context.ts';
import { createSilence } from '../load/silence.ts';
import type { RunContext } from '../run/context.ts';
import type { Crew, SharedRun } from './crew.ts';
import { loadClaimed } from './load-claimed.ts';

const LOOK_FOR_RUN_MS = 500;

const EACH_FOR_ITSELF =
  "No `limits.redis`: each process keeps to the vendors' limits by itself, and all together go over them.";

/** How a worker is told to stop. */
export interface WorkOptions {
  /** Ends the work in good order: no further ticket is taken, those under way are finished. */
  readonly drain?: AbortSignal | undefined;
}

/** Helps every run that opens its line, until it is told to stop. Returns how much it has written. */
export async function work(
  context: RunContext,
  {
    crew,
    prepare,
    drain = new AbortController().signal,
  }: WorkOptions & { readonly crew: Crew; prepare(): Promise<LoadContext> },
): Promise<number> {
  const { emit, signal, config } = context;
  if (config.limits?.redis === undefined) emit({ type: 'note', message: EACH_FOR_ITSELF });
  let written = 0;
  let waits = false;
  while (!drain.aborted) {
    const run = await crew.run();
    if (run === undefined) {
      if (!waits)
        emit({ type: 'note', message: 'Waiting for a run: `zdjsm load` or `zdjsm run`.' });
      waits = true;
      await systemClock.sleep(LOOK_FOR_RUN_MS, AbortSignal.any([signal, drain])).catch(() => {});
      signal.throwIfAborted();
      continue;
    }
    waits = false;
    written += await help(await prepare(), { crew, run, drain });
  }
  return written;
}

async function help(
  prepared: LoadContext,
  {
    crew,
    run,
    drain,
  }: { readonly crew: Crew; readonly run: SharedRun; readonly drain: AbortSignal },
): Promise<number> {
  if (prepared.fingerprint !== run.fingerprint) throw differs(run);
  const inBatch = { ...prepared, batch: run.batch };
  const silence = createSilence(inBatch);
  const writes = createWriteLog(inBatch, { purpose: run.purpose, silence });
  inBatch.emit({ type: 'note', message: `Helping with batch ${run.batch}.` });
  await loadClaimed(
    { ...inBatch, writes },
    {
      crew,
      run,
      isOver: async () => drain.aborted || (await crew.run())?.id !== run.id,
    },
  );
  return writes.count;
}

const differs = ({ batch }: SharedRun): ZdjsmError =>
  new ZdjsmError({
    code: 'WORKER_DIFFERS',
    message: `This worker's config, or its version of zdjsm, is not that of the run (batch ${batch})`,
    remedy: 'Give all machines the same config and version, then start the worker again.',
    outcome: 'not-sent',
  });
