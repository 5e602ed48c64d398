import { createPrng, createSandboxClock, type Prng, plannedFaults } from '@zdjsm/sandbox';
import { openSqliteStore, type Report } from '../../src/index.ts';
import { stateOf } from '../support/state-of.ts';
import { createSteppingClock } from '../support/stepping-clock.ts';
import { createWorld, type World } from '../support/world.ts';
import { type Crash, crashingStore } from './crashing-store.ts';
import { drawPlan } from './fault-classes.ts';
import { judge } from './judge.ts';

export interface CampaignOptions {
  /** Tickets in each world. Default 6. */
  readonly tickets?: number | undefined;
}

export interface SeedResult {
  readonly seed: number;
  /** Strikes by the number of their class. */
  readonly struck: ReadonlyMap<number, number>;
  readonly crashes: number;
  /** Runs that it took, the first one included. */
  readonly runs: number;
  /** What is wrong; empty for a good seed. */
  readonly complaints: readonly string[];
}

/** Whole migrations under faults, each held against one of the same helpdesk without any. */
export interface Campaign {
  run(seed: number): Promise<SeedResult>;
}

// So many different helpdesks: each costs an undisturbed run of its own.
const WORLDS = 4;
const SPEED = 400;
const TIMEOUT_MS = 400;
// Longer pauses are steps of time.
const LONGEST_SLEEP_MS = 20_000;
const DISTURBED_RUNS = 5;
const CALM_RUNS = 3;
const LAST_COMMIT = 250;
/** Numbers of the classes that are not of the wire. */
export const KILL = 17;
export const DISK = 18;

export function createCampaign({ tickets = 6 }: CampaignOptions = {}): Campaign {
  const undisturbed = new Map<number, Promise<unknown>>();
  const expectation = (worldSeed: number): Promise<unknown> => {
    const known = undisturbed.get(worldSeed);
    if (known !== undefined) return known;
    const state = calmState(worldSeed, tickets);
    undisturbed.set(worldSeed, state);
    return state;
  };

  return {
    async run(seed) {
      const prng = createPrng(seed, 'chaos');
      const worldSeed = 1 + prng.below(WORLDS);
      const state = await expectation(worldSeed);
      const world = await newWorld(worldSeed, tickets, prng.pick([0, 1_500, 30_000]));
      try {
        const { struck, crashes, runs, report, error } = await disturb(world, seed, prng);
        const complaints = error ? [error] : judge(world, report, { state });
        return { seed, struck, crashes, runs, complaints };
      } finally {
        await world.stop();
      }
    },
  };
}

async function newWorld(seed: number, tickets: number, searchLag: number): Promise<World> {
  return await createWorld({
    seed,
    clock: createSandboxClock({ speed: SPEED }),
    zoho: { tickets },
    jira: { searchLag },
  });
}

async function calmState(seed: number, tickets: number): Promise<unknown> {
  const world = await newWorld(seed, tickets, 0);
  try {
    await runOnce(world, undefined);
    return stateOf(world);
  } finally {
    await world.stop();
  }
}

/** Runs it again and again, as a person does who sees it fail; the last runs are left in peace. */
async function disturb(world: World, seed: number, prng: Prng) {
  const { plan, struck } = drawPlan(prng, { seed, now: () => world.sandbox.clock.now() });
  const crashing = prng.chance(0.5);
  let crashes = 0;
  let report: Report | undefined;
  for (let run = 1; run <= DISTURBED_RUNS + CALM_RUNS; run++) {
    const calm = run > DISTURBED_RUNS;
    world.sandbox.setFaults(calm ? plannedFaults([]) : plan);
    const crash = crashing && !calm ? drawCrash(prng) : undefined;
    try {
      report = await runOnce(world, crash, run > 1);
      if (report.verdict === 'complete') return { struck, crashes, runs: run, report };
    } catch (error) {
      if (isDefect(error)) return { struck, crashes, runs: run, error: String(error) };
      if (crash) {
        crashes += 1;
        const number = crash.how === 'full' ? DISK : KILL;
        struck.set(number, (struck.get(number) ?? 0) + 1);
      }
    }
  }
  return { struck, crashes, runs: DISTURBED_RUNS + CALM_RUNS, report };
}

const drawCrash = (prng: Prng): Omit<Crash, 'onDeath'> => ({
  at: 1 + prng.below(LAST_COMMIT),
  how: prng.pick(['before', 'after', 'full']),
});

/** A programming error, which no fault excuses. */
const isDefect = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;

async function runOnce(
  world: World,
  crash: Omit<Crash, 'onDeath'> | undefined,
  again = false,
): Promise<Report> {
  const folder = String(world.config.folder);
  const store = openSqliteStore(folder);
  const death = new AbortController();
  const migration = world.open(
    {},
    {
      clock: createSteppingClock(world.sandbox, LONGEST_SLEEP_MS),
      timeoutMs: TIMEOUT_MS,
      signal: death.signal,
      store: crash ? crashingStore(store, { ...crash, onDeath: () => death.abort() }) : store,
    },
  );
  try {
    const { report } = await migration.run();
    if (!again || report.verdict === 'complete') return report;
    // What failed for good is taken up again only when somebody says so.
    await migration.retry();
    await migration.validate();
    return (await migration.report()).report;
  } finally {
    await migration.close().catch(() => {});
    if (crash) await store.close();
  }
}
