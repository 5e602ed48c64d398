/**
 * Hundreds of thousands of calls, and what is left of them:
 *
 *     npx pnpm@12 run soak -- --rounds 40 --calls 5000
 */
import { parseArgs } from 'node:util';
import { slope } from './gauges.ts';
import { soak } from './soak.ts';

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    rounds: { type: 'string', default: '40' },
    calls: { type: 'string', default: '5000' },
  },
});
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const { calls, failures, readings, longestQueue } = await soak({
  rounds: Number(values.rounds),
  callsARound: Number(values.calls),
  onReading: (round, { heap, ...counts }) =>
    print(`round ${round}: ${heap.toFixed(1)} MB ${JSON.stringify(counts)}`),
});
// The first rounds fill what is bounded: caches, compiled code, the sandbox's history.
const settled = readings.slice(Math.ceil(readings.length / 3));
const of = (name: keyof (typeof settled)[number]): string =>
  slope(settled.map((reading) => reading[name])).toFixed(3);
print(`${calls} calls, ${failures} of them failed or were aborted; longest queue ${longestQueue}`);
print(`a round adds ${of('heap')} MB, ${of('files')} files, ${of('timers')} timers,`);
print(`${of('sockets')} sockets, ${of('listeners')} listeners`);
