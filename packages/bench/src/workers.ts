/**
 * Several processes load one migration, through one PostgreSQL, into the sandbox.
 * Run: npx pnpm@12 run bench workers [--tickets 1000] [--speed 200]
 *      tickets a second of 1, 2 and 4 processes, against a sandbox without limits, people not counted
 * Run: npx pnpm@12 run bench workers --proof [--tickets 20000] [--speed 20] [--processes 8]
 *      a run whose limits are real, in which two workers are killed and started again: what is lost, what is twice
 *
 * ZDJSM_TEST_POSTGRES and ZDJSM_TEST_REDIS name the servers. The sandbox runs in this process, and has to
 * share the machine's cores with the others. `--speed` is how much faster its time goes, for all alike: pauses,
 * rates and lags shrink with it, work does not. One JSON line a figure.
 */
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openSite, type Running, type Site } from './workers/site.ts';

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    proof: { type: 'boolean', default: false },
    tickets: { type: 'string' },
    speed: { type: 'string' },
    processes: { type: 'string', default: '8' },
  },
});
/** Few, since one process writes them, however many there are. */
const CONTACTS = 40;

if (values.proof) await prove(Number(values.tickets ?? 20_000), Number(values.speed ?? 20));
else await race(Number(values.tickets ?? 1_000), Number(values.speed ?? 200));

async function race(tickets: number, speed: number): Promise<void> {
  for (const processes of [1, 2, 4]) {
    const site = await openSite({ tickets, speed, limits: 'off', contacts: CONTACTS });
    await site.start('extract').ended;
    const { seconds } = await load(site, processes);
    const of = `${processes} processes, ${tickets} tickets`;
    figure(`${of}: load of the machine`, loadavg()[0] ?? 0, 'processes');
    figure(`${of}: seconds of the whole load`, seconds, 's');
    figure(`${of}: tickets a second`, site.pace(), '1/s');
    await site.stop();
  }
}

async function prove(tickets: number, speed: number): Promise<void> {
  const processes = Number(values.processes);
  const site = await openSite({ tickets, speed, limits: 'real' });
  await site.start('extract').ended;
  const { seconds } = await load(site, processes, { kills: 2, tickets });
  const marks = site.marks();
  const differences = Number(await site.start('validate').ended);
  const of = `proof, ${tickets} tickets, ${processes} processes, time × ${speed}`;
  figure(`${of}: load of the machine`, loadavg()[0] ?? 0, 'processes');
  figure(`${of}: seconds`, seconds, 's');
  figure(`${of}: requests`, marks.length, 'requests');
  figure(`${of}: requests that are there twice`, marks.length - new Set(marks).size, 'requests', 0);
  figure(`${of}: differences found when all was read back`, differences, 'differences', 0);
  figure(`${of}: calls over a limit`, site.counts.throttled, 'calls');
  await site.stop();
}

async function load(
  site: Site,
  processes: number,
  { kills, tickets }: { readonly kills: number; readonly tickets: number } = {
    kills: 0,
    tickets: 0,
  },
): Promise<{ readonly seconds: number }> {
  const workers: Running[] = [];
  for (let nth = 1; nth < processes; nth += 1) workers.push(site.start('work'));
  const start = performance.now();
  const run = site.start('load');
  let isOver = false;
  void run.ended.finally(() => {
    isOver = true;
  });
  for (let nth = 1; nth <= kills; nth += 1) {
    const due = (tickets * nth) / (kills + 1);
    while (!isOver && site.counts.created < due) await pause(1_000);
    const victim = workers.shift();
    victim?.child.kill('SIGKILL');
    await victim?.ended;
    workers.push(site.start('work'));
  }
  await run.ended;
  const seconds = (performance.now() - start) / 1000;
  for (const { child } of workers) child.kill('SIGTERM');
  await Promise.all(workers.map(({ ended }) => ended));
  return { seconds };
}

function figure(name: string, value: number, unit: string, goal?: number): void {
  const rounded = Math.round(value * 100) / 100;
  console.log(JSON.stringify({ bench: 'workers', figure: name, value: rounded, unit, goal }));
}
