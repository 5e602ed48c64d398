import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Forecast } from '@zdjsm/pipeline';
import type { SandboxGreeting } from './sandbox-process.ts';

export interface MigrationOrder {
  readonly folder: string;
  /** How much faster than the wall's its time runs. */
  readonly speed: number;
  readonly sandbox: SandboxGreeting;
}

export interface PhaseCost {
  readonly name: string;
  readonly cpuSeconds: number;
  /** Of the wall's clock. */
  readonly seconds: number;
  readonly peakRssMib: number;
  readonly peakHeapMib: number;
  /** To both sides. */
  readonly calls: number;
  readonly credits: number;
  readonly points: number;
}

export interface MigrationCost {
  readonly phases: readonly PhaseCost[];
  /** Resident, as the kernel counts it over the whole life of the process. */
  readonly peakMib: number;
  readonly verdict: string;
  readonly differences: number;
  readonly forecasts: {
    /** By the counts of what there is, before anything is read. */
    readonly given: Forecast;
    /** By what was extracted, before the load. */
    readonly staged: Forecast;
  };
}

/** Runs it; with `profileIn` a CPU profile of it is written to that folder. */
export async function runMigration(
  order: MigrationOrder,
  { profileIn }: { readonly profileIn?: string | undefined } = {},
): Promise<MigrationCost> {
  const profiling = profileIn === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileIn}`];
  const child = fork(new URL('./migration-child.ts', import.meta.url), [], {
    execArgv: ['--conditions=@zdjsm/source', ...profiling],
  });
  const exited = once(child, 'exit');
  child.send(order);
  const [cost] = (await Promise.race([
    once(child, 'message'),
    exited.then(([code]) => {
      throw new Error(`the migration ended with ${code}`);
    }),
  ])) as [MigrationCost];
  // The profile is written when the process ends.
  await exited;
  return cost;
}
