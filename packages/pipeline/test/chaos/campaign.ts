import {
  createPrng,
  type JiraOptions,
  type Prng,
  plannedFaults,
  type RecordedCall,
} from '@zdjsm/sandbox';
import type { Report } from '../../src/index.ts';
import { stateOf } from '../support/state-of.ts';
import type { World } from '../support/world.ts';
import { type Course, disturb } from './disturb.ts';
import { drawPlan, strike } from './fault-classes.ts';
import { differences, type End, endOf, judge, judgeConduct, undecided } from './judge.ts';
import { poison } from './poison.ts';
import { asProcess, migrateOnce } from './runs.ts';
import { workAndSync } from './stories/delta.ts';
import { comparable, movingSource, stateAfter } from './stories/moving-source.ts';
import { WORLDS, worldOf } from './world-of.ts';

export interface CampaignOptions {
  /** Tickets in each world. Default 4. */
  readonly tickets?: number | undefined;
}

export interface SeedResult extends Omit<Course, 'report'> {
  readonly seed: number;
  /** For whoever looks into it. */
  readonly calls: readonly RecordedCall[];
}

/** Whole migrations under faults, each held against one of the same helpdesk without any. */
export interface Campaign {
  run(seed: number): Promise<SeedResult>;
}

/** Of the seeds, so many are about people who work meanwhile; each costs runs of its own. */
const MOVING_SHARE = 0.08;
const DELTA_SHARE = 0.12;

export function createCampaign({ tickets = 4 }: CampaignOptions = {}): Campaign {
  const undisturbed = new Map<number, Promise<End>>();
  const expectation = (number: number): Promise<End> => {
    const known = undisturbed.get(number) ?? calmEnd(number, tickets);
    undisturbed.set(number, known);
    return known;
  };

  /** The end of a run in a source that stands still, and, of some, of what people do afterwards. */
  const still = async (world: World, seed: number, prng: Prng, number: number): Promise<Course> => {
    const expected = await expectation(number);
    const poisoned = poison(world, number);
    const plan = drawPlan(prng, { seed, now: world.sandbox.clock.now });
    const course = await disturb(world, prng, plan);
    if (poisoned !== undefined) strike(course.strikes, poisoned);
    const complaints = [...course.complaints, ...judge(world, course.report, expected)];
    if (complaints.length === 0 && poisoned === undefined && prng.chance(DELTA_SHARE)) {
      complaints.push(...(await workAndSync(world, seed, plan)));
      complaints.push(...judgeConduct(world));
    }
    return { ...course, complaints };
  };

  /** The end of a run in a source that people change while it is read. */
  const moving = async (
    world: World,
    seed: number,
    prng: Prng,
    number: number,
  ): Promise<Course> => {
    const faults = drawPlan(prng, { seed, now: world.sandbox.clock.now });
    const { plan, moves } = movingSource(world, prng, faults);
    const course = await disturb(world, prng, plan);
    world.sandbox.setFaults(plannedFaults([]));
    const report = await catchUp(world);
    const expected = await stateAfter(number, { tickets, moves });
    return {
      ...course,
      complaints: [
        ...course.complaints,
        ...judgeConduct(world),
        ...differences('the target', comparable(stateOf(world)), expected),
        ...undecided(report),
      ],
    };
  };

  return {
    async run(seed) {
      const prng = createPrng(seed, 'chaos');
      const number = 1 + prng.below(WORLDS);
      const isMoving = prng.chance(MOVING_SHARE);
      const start = isMoving ? undefined : prng.pick(STARTS);
      const site = siteOf(prng);
      const world = await worldOf(number, { tickets, start, jira: site });
      try {
        const course = isMoving
          ? await moving(world, seed, prng, number)
          : await still(world, seed, prng, number);
        if (site.limits === 'real') strike(course.strikes, ISSUE_LIMIT);
        if (site.searchLag === LONG_LAG) strike(course.strikes, INDEX_LAG);
        return { seed, calls: world.sandbox.history.calls, ...course };
      } finally {
        await world.stop();
      }
    },
  };
}

/** When it begins: on any day, and in the night before clocks are set forward or back (class 12). */
const STARTS = [Date.UTC(2026, 2, 2, 9), Date.UTC(2026, 2, 8, 7, 50), Date.UTC(2026, 10, 1, 6, 50)];

/** Numbers of the classes that are the site's way. */
const ISSUE_LIMIT = 16;
const INDEX_LAG = 23;
const LONG_LAG = 30_000;

/** What sites differ in that makes no difference to the end: classes 16 and 23, small pages. */
function siteOf(prng: Prng): JiraOptions {
  return {
    searchLag: prng.pick([0, 1_500, LONG_LAG]),
    limits: prng.chance(0.3) ? 'real' : 'off',
    deskPageLimit: prng.chance(0.2) ? 5 : 50,
  };
}

async function calmEnd(number: number, tickets: number): Promise<End> {
  const world = await worldOf(number, { tickets });
  poison(world, number);
  try {
    const report = await asProcess(world, { calm: true }, (it) =>
      migrateOnce(it, { again: false }),
    );
    return endOf(world, report);
  } finally {
    await world.stop();
  }
}

/** A pass that reads everything again: some of it was read before it was changed. */
const catchUp = (world: World): Promise<Report> =>
  asProcess(world, { calm: true }, async (migration) => {
    await migration.sync({ reread: 'all' });
    await migration.validate();
    return (await migration.report()).report;
  });
