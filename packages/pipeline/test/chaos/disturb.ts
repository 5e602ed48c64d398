import { type Prng, plannedFaults } from '@zdjsm/sandbox';
import type { Report } from '../../src/index.ts';
import type { World } from '../support/world.ts';
import { type DrawnPlan, type Strikes, strike } from './fault-classes.ts';
import { impatience } from './judges/patience.ts';
import { mishap } from './mishaps.ts';
import { killForReal } from './real-kill.ts';
import { asProcess, migrateOnce, type RunOptions } from './runs.ts';

/** How a disturbed migration went. */
export interface Course {
  /** Strikes by the number of their class. */
  readonly strikes: Strikes;
  readonly crashes: number;
  /** Runs that it took, the first one included. */
  readonly runs: number;
  /** What is wrong; empty for a good one. */
  readonly complaints: readonly string[];
  /** Of the last run that came to its end. */
  readonly report: Report | undefined;
}

const DISTURBED_RUNS = 3;
const CALM_RUNS = 3;
const CRASHING = 0.6;
const LAST_COMMIT = 700;
const SKEWED = 0.2;
const SKEW_MS = 600_000;
/** Most die in this very process, at a commit; a share of the seeds kills a process of its own. */
const REAL_KILLS = 0.08;
const MISHAPS = 0.3;
/** Numbers of the classes that are not of the wire. */
const CLOCK = 12;
const KILL = 17;
const DISK = 18;

/** Runs it again and again, as a person does who sees it fail; the last runs are left in peace. */
export async function disturb(world: World, prng: Prng, plan: DrawnPlan): Promise<Course> {
  const { strikes, asked } = plan;
  const crashing = prng.chance(CRASHING);
  const skew = prng.chance(SKEWED) ? prng.pick([-SKEW_MS, SKEW_MS]) : 0;
  if (skew !== 0) strike(strikes, CLOCK);
  const complaints: string[] = [];
  let [crashes, runs] = [0, 0];
  let report: Report | undefined;
  let isComplete = false;
  if (prng.chance(REAL_KILLS)) {
    world.sandbox.setFaults(plan);
    complaints.push(...(await killForReal(world, prng)));
    strike(strikes, KILL);
    crashes += 1;
    runs += 1;
  }
  for (let round = 1; !isComplete && round <= DISTURBED_RUNS + CALM_RUNS; round++) {
    const calm = round > DISTURBED_RUNS;
    world.sandbox.setFaults(calm ? plannedFaults([]) : plan);
    if (!calm && prng.chance(MISHAPS)) complaints.push(...(await mishap(world, prng, strikes)));
    const crash = crashing && !calm ? drawCrash(prng) : undefined;
    runs += 1;
    asked.length = 0;
    const before = world.sandbox.history.calls.at(-1)?.seq ?? 0;
    try {
      const options: RunOptions = { crash, skew, calm };
      report = await asProcess(world, options, (it) => migrateOnce(it, { again: runs > 1 }));
      if (report.verdict === 'complete') isComplete = true;
    } catch (error) {
      if (isDefect(error)) complaints.push(`a defect: ${String(error)}`);
      if (crash) {
        crashes += 1;
        strike(strikes, crash.how === 'full' ? DISK : KILL);
      }
    }
    complaints.push(...impatience(world, asked, before));
  }
  return { strikes, crashes, runs, complaints, report };
}

const drawCrash = (prng: Prng): NonNullable<RunOptions['crash']> => ({
  at: 1 + prng.below(LAST_COMMIT),
  how: prng.pick(['before', 'after', 'full']),
});

/** A programming error, which no fault excuses. */
const isDefect = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
