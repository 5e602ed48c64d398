/**
 * The fault campaign: whole migrations under seeded plans of faults, each held against one without.
 *
 *     npx pnpm@12 run chaos -- --seeds 1000
 *     npx pnpm@12 run chaos -- --first 421 --seeds 1     repeats one seed
 */
import { parseArgs } from 'node:util';
import { createCampaign, DISK, KILL } from './campaign.ts';
import { FAULT_CLASSES } from './fault-classes.ts';

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    seeds: { type: 'string', default: '20' },
    first: { type: 'string', default: '1' },
    tickets: { type: 'string', default: '6' },
  },
});
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const first = Number(values.first);
const campaign = createCampaign({ tickets: Number(values.tickets) });
const struck = new Map<number, number>();
let [failed, crashes, runs] = [0, 0, 0];
const NAMES = new Map([
  ...FAULT_CLASSES.map(({ number, name }) => [number, name] as const),
  [KILL, 'killed at a commit'],
  [DISK, 'disk full at a commit'],
]);

for (let seed = first; seed < first + Number(values.seeds); seed++) {
  const result = await campaign.run(seed);
  crashes += result.crashes;
  runs += result.runs;
  for (const [number, count] of result.struck) {
    struck.set(number, (struck.get(number) ?? 0) + count);
  }
  if (result.complaints.length === 0) continue;
  failed += 1;
  print(`seed ${seed} failed after ${result.runs} runs:`);
  for (const complaint of result.complaints.slice(0, 8)) print(`  ${complaint}`);
  print(
    `  repeat it: npx pnpm@12 run chaos -- --first ${seed} --seeds 1 --tickets ${values.tickets}`,
  );
}

for (const [number, count] of [...struck].sort(([a], [b]) => a - b)) {
  print(`class ${number}, ${NAMES.get(number)}: ${count}`);
}
print(`${values.seeds} seeds, ${runs} runs, ${crashes} crashes, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
