import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedCall } from '@zdjsm/sandbox';
import pMap from 'p-map';
import { createCampaign, type SeedResult } from './campaign.ts';
import { CLASS_NAMES } from './class-names.ts';
import { type Strikes, strike } from './fault-classes.ts';

export interface PlayOptions {
  readonly first: number;
  readonly seeds: number;
  readonly tickets: number;
  /** Seeds at the same time: they wait more than they compute. */
  readonly jobs: number;
  /** Ends with the first seed that fails. */
  readonly untilFailure: boolean;
  /** Prints the calls whose method and path it matches. */
  readonly calls?: RegExp | undefined;
  print(line: string): void;
}

const PROGRESS_EVERY = 25;

/** Plays seeds and prints what was wrong, then the figures; returns how many failed. */
export async function play(options: PlayOptions): Promise<number> {
  const { first, seeds, tickets, jobs, untilFailure, print } = options;
  const campaign = createCampaign({ tickets });
  const strikes: Strikes = new Map();
  let [played, failed, crashes, runs] = [0, 0, 0, 0];
  await pMap(
    Array.from({ length: seeds }, (_, n) => first + n),
    async (seed) => {
      if (untilFailure && failed > 0) return;
      const result = await campaign.run(seed).catch((error: unknown) => broken(seed, error));
      played += 1;
      for (const call of result.calls) {
        if (options.calls?.test(`${call.method} ${call.path}`)) print(lineOf(call));
      }
      crashes += result.crashes;
      runs += result.runs;
      for (const [number, count] of result.strikes) strike(strikes, number, count);
      if (result.complaints.length > 0) {
        failed += 1;
        complain(result, options);
      }
      if (played % PROGRESS_EVERY === 0) print(`${played} seeds played, ${failed} failed`);
    },
    { concurrency: jobs },
  );
  for (const [number, count] of [...strikes].sort(([a], [b]) => a - b)) {
    print(`class ${number}, ${CLASS_NAMES.get(number)}: ${count}`);
  }
  const { user, system } = process.cpuUsage();
  const cpu = ((user + system) / 1e6 / played).toFixed(1);
  print(
    `${played} seeds, ${runs} runs, ${crashes} crashes, ${failed} failed; ${cpu} s of CPU a seed`,
  );
  return failed;
}

/** Where not even a run without faults came to its end. */
const broken = (seed: number, error: unknown): SeedResult => ({
  seed,
  calls: [],
  strikes: new Map(),
  crashes: 0,
  runs: 0,
  complaints: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
});

/** What happened on the wire. */
const lineOf = ({ seq, at, method, path, query, status, fault = '', body = '' }: RecordedCall) =>
  `${seq} ${at} ${method} ${path}${query} ${status} ${fault} ${body.slice(0, 160)}`;

function complain(
  { seed, runs, complaints, calls }: SeedResult,
  { tickets, print }: PlayOptions,
): void {
  // Another time the machine is busy with something else, and the calls come in another order.
  const file = join(tmpdir(), `zdjsm-chaos-seed-${seed}.txt`);
  writeFileSync(file, calls.map(lineOf).join('\n'));
  print(`seed ${seed} failed after ${runs} runs:`);
  for (const complaint of complaints.slice(0, 8)) print(`  ${complaint}`);
  print(`  repeat it: npx pnpm@12 run chaos -- --first ${seed} --seeds 1 --tickets ${tickets}`);
  print(`  its calls: ${file}`);
}
