/**
 * The fault campaign: whole migrations under seeded plans of faults, each held against one without.
 *
 *     npx pnpm@12 run chaos -- --seeds 1000
 *     npx pnpm@12 run chaos -- --first 421 --seeds 1     repeats one seed
 *     npx pnpm@12 run chaos -- --planted                 does it notice bugs? takes an hour
 *     npx pnpm@12 run chaos -- --crash-matrix            death at every commit of one migration
 */
import { parseArgs } from 'node:util';
import { playCrashMatrix } from './crash-matrix.ts';
import { playPlanted } from './planted/play-planted.ts';
import { play } from './play.ts';

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    seeds: { type: 'string', default: '20' },
    first: { type: 'string', default: '1' },
    tickets: { type: 'string', default: '4' },
    jobs: { type: 'string', default: '3' },
    'until-failure': { type: 'boolean', default: false },
    /** Prints the calls that match: `--calls 'POST .*comment'`. */
    calls: { type: 'string' },
    planted: { type: 'boolean', default: false },
    /** Only the bugs that have this in their names. */
    bug: { type: 'string', default: '' },
    'crash-matrix': { type: 'boolean', default: false },
    /** Every so many commits. */
    stride: { type: 'string', default: '1' },
  },
});
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const options = {
  first: Number(values.first),
  seeds: Number(values.seeds),
  tickets: Number(values.tickets),
  jobs: Number(values.jobs),
  untilFailure: values['until-failure'],
  calls: values.calls === undefined ? undefined : new RegExp(values.calls),
  print,
};

const failed = values.planted
  ? await playPlanted({ ...options, bug: values.bug })
  : values['crash-matrix']
    ? await playCrashMatrix({ stride: Number(values.stride), print })
    : await play(options);
process.exitCode = failed > 0 ? 1 : 0;
