import type { Clock } from '@zdjsm/core';
import {
  type Migration,
  type MigrationOptions,
  openSqliteStore,
  type Report,
} from '../../src/index.ts';
import { createSteppingClock } from '../support/stepping-clock.ts';
import type { World } from '../support/world.ts';
import { type Crash, crashingStore } from './crashing-store.ts';

export interface RunOptions {
  /** When and how the process dies in this run; undefined lets it live. */
  readonly crash?: Omit<Crash, 'onDeath'> | undefined;
  /** How far the migration's clock is ahead of the vendors', in milliseconds. Default 0. */
  readonly skew?: number | undefined;
  /** Nothing goes wrong on the wire: whatever takes long is this machine's own slowness. */
  readonly calm?: boolean | undefined;
  readonly config?: Parameters<World['open']>[0];
  /** Called with the number of the newest call when the process dies. */
  onDeath?(seq: number): void;
}

// Of the wall: shorter than that, a busy machine looks like a server that is silent.
const TIMEOUT_MS = { calm: 60_000, disturbed: 1_500 };
// Longer pauses are steps of time: on a busy machine an hour would pass between two calls otherwise.
const LONGEST_SLEEP_MS = 200;

/** Opens the migration as a process does, works with it, and closes it or lets it die. */
export async function asProcess<T>(
  world: World,
  { crash, skew = 0, calm = false, config = {}, onDeath }: RunOptions,
  work: (migration: Migration) => Promise<T>,
): Promise<T> {
  const store = openSqliteStore(String(world.config.folder));
  const death = new AbortController();
  const die = (): void => {
    onDeath?.(world.sandbox.history.calls.at(-1)?.seq ?? 0);
    death.abort(new Error('the process is dead'));
  };
  const options: Partial<MigrationOptions> = {
    clock: skewed(createSteppingClock(world.sandbox, LONGEST_SLEEP_MS), skew),
    timeoutMs: calm ? TIMEOUT_MS.calm : TIMEOUT_MS.disturbed,
    signal: death.signal,
    store: crash ? crashingStore(store, { ...crash, onDeath: die }) : store,
  };
  const migration = world.open(config, options);
  try {
    return await work(migration);
  } finally {
    await migration.close().catch(() => {});
    if (crash) await store.close();
  }
}

/** The command that a person starts, and starts again when it fails. */
export async function migrateOnce(
  migration: Migration,
  { again }: { readonly again: boolean },
): Promise<Report> {
  const { report } = await migration.run();
  if (!again || report.verdict === 'complete') return report;
  // What failed for good is taken up again only when somebody says so.
  await migration.retry();
  await migration.validate();
  return (await migration.report()).report;
}

const skewed = (clock: Clock, ms: number): Clock => ({
  now: () => clock.now() + ms,
  sleep: (duration, signal) => clock.sleep(duration, signal),
});
