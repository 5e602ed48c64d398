import type { Store } from '../store/store.ts';
import type { PhaseName } from './events.ts';
import type { Usage } from './usage.ts';

/** One run of the command, or of a script: what it did and what it used. */
export interface RunRecord {
  readonly id: string;
  readonly phases: readonly PhaseTime[];
  readonly usage: Usage;
}

/** How long a phase took. */
export interface PhaseTime {
  readonly phase: PhaseName;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly seconds: number;
}

const KEY = 'runs';

/** All runs of this store that came to the end of a phase, the oldest first. */
export async function readRuns(store: Store): Promise<readonly RunRecord[]> {
  return ((await store.meta.get(KEY)) as readonly RunRecord[] | undefined) ?? [];
}

/** Notes what the run has done so far, in place of what was noted of it before. */
export async function noteRun(store: Store, run: RunRecord): Promise<void> {
  await store.alone('runs', async () => {
    const others = (await readRuns(store)).filter(({ id }) => id !== run.id);
    await store.commit({ meta: { [KEY]: [...others, run] } });
  });
}
