import type { World } from '../support/world.ts';
import type { Crash } from './crashing-store.ts';
import { type End, endOf, judge } from './judge.ts';
import { asProcess, migrateOnce } from './runs.ts';
import { worldOf } from './world-of.ts';

/** One helpdesk, killed at a commit and started again, for one commit after the other. */
export interface CrashMatrixOptions {
  /** Tickets. Default 20. */
  readonly tickets?: number | undefined;
  /** Every so many commits. Default 1: all of them. */
  readonly stride?: number | undefined;
  /** The first commit to die at. Default 1. */
  readonly offset?: number | undefined;
  /** Ways to die, taken in turns. Default: each of them. */
  readonly ways?: readonly Crash['how'][] | undefined;
  print?(line: string): void;
}

const WORLD = 1;
const WAYS: readonly Crash['how'][] = ['before', 'after', 'full'];

/** Returns how many of the deaths had consequences. */
export async function playCrashMatrix(options: CrashMatrixOptions): Promise<number> {
  const { tickets = 20, stride = 1, offset = 1, ways = WAYS, print = () => {} } = options;
  const { end, commits } = await undisturbed(tickets);
  let [failed, deaths] = [0, 0];
  for (let at = offset; at <= commits; at += stride) {
    const how = ways[deaths % ways.length] ?? 'before';
    const complaints = await dieOnce(tickets, { at, how }, end);
    deaths += 1;
    if (complaints.length > 0) {
      failed += 1;
      print(`commit ${at}, ${how}: ${complaints.slice(0, 3).join('; ')}`);
    }
  }
  print(
    `${deaths} deaths at ${commits} commits of a migration of ${tickets} tickets, ${failed} with consequences`,
  );
  return failed;
}

async function undisturbed(
  tickets: number,
): Promise<{ readonly end: End; readonly commits: number }> {
  const world = await worldOf(WORLD, { tickets });
  let commits = 0;
  const onCommit = (number: number): void => {
    commits = number;
  };
  try {
    const report = await runOn(world, { at: Number.POSITIVE_INFINITY, how: 'before', onCommit });
    return { end: endOf(world, report), commits };
  } finally {
    await world.stop();
  }
}

async function dieOnce(
  tickets: number,
  crash: Omit<Crash, 'onDeath'>,
  expected: End,
): Promise<readonly string[]> {
  const world = await worldOf(WORLD, { tickets });
  try {
    await runOn(world, crash).catch(() => {});
    return judge(world, await runOn(world), expected);
  } finally {
    await world.stop();
  }
}

const runOn = (world: World, crash?: Omit<Crash, 'onDeath'>) =>
  asProcess(world, { crash, calm: true }, (it) => migrateOnce(it, { again: false }));
