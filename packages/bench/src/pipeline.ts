/**
 * Whole migrations against a sandbox without limits: memory, CPU, calls and credits as the tickets grow.
 * Run: npx pnpm@12 run bench pipeline [--profile] [tickets …]
 *
 * One JSON line a figure. Sizes ascend; growth is told against the size before. `--profile` adds a run of
 * the first size under the profiler, whose times count for nothing else.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { PhaseForecast } from '@zdjsm/pipeline';
import { floorOf } from './pipeline/floor.ts';
import { type MigrationCost, type PhaseCost, runMigration } from './pipeline/migration-process.ts';
import { sharesIn } from './pipeline/profile.ts';
import {
  type SandboxCost,
  type SandboxGreeting,
  startSandbox,
} from './pipeline/sandbox-process.ts';

const { values, positionals } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: { profile: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const given = positionals.map(Number);
const sizes = given.length > 0 ? given : [1_000, 10_000, 100_000];

/** The vendors' rates, to which the clients keep, hold nobody up in a time that runs so much faster. */
const SPEED = 200;

interface Measured extends MigrationCost {
  readonly tickets: number;
  readonly sandbox: SandboxGreeting;
  readonly served: SandboxCost;
}

let before: Measured | undefined;
for (const size of sizes) {
  const measured = await measure(size);
  tell(measured);
  if (before) tellGrowth(before, measured);
  before = measured;
}
if (values.profile) await profile(sizes[0] ?? 0);

async function measure(size: number, profileIn?: string): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'zdjsm-bench-'));
  const sandbox = await startSandbox(size, SPEED);
  try {
    const order = { folder: join(folder, 'migration'), speed: SPEED, sandbox };
    const cost = await runMigration(order, { profileIn });
    const served = await sandbox.stop();
    return { ...cost, tickets: sandbox.volumes.tickets, sandbox, served };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function profile(size: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zdjsm-profile-'));
  await measure(size, folder);
  for (const [owner, share] of Object.entries(sharesIn(folder))) {
    figure(`${size} share of CPU: ${owner}`, share, '%');
  }
  rmSync(folder, { recursive: true });
}

function tell({ phases, peakMib, verdict, differences, forecasts, ...of }: Measured): void {
  const { tickets, sandbox, served } = of;
  const name = (what: string): string => `${tickets} ${what}`;
  const sum = (get: (phase: PhaseCost) => number): number =>
    phases.reduce((total, phase) => total + get(phase), 0);
  figure(name('differences'), differences, verdict, 0);
  figure(name('load of the machine'), loadavg()[0] ?? 0, 'processes');
  figure(name('peak memory'), peakMib, 'MiB');
  for (const { name: phase, cpuSeconds, seconds, peakRssMib, peakHeapMib } of phases) {
    figure(name(`${phase}: CPU`), cpuSeconds, 's');
    figure(name(`${phase}: time`), seconds, 's');
    figure(name(`${phase}: peak memory`), peakRssMib, 'MiB');
    figure(name(`${phase}: peak heap`), peakHeapMib, 'MiB');
  }
  figure(name('CPU a ticket'), (sum((phase) => phase.cpuSeconds) / tickets) * 1000, 'ms');
  figure(name('tickets a second'), tickets / sum((phase) => phase.seconds), '1/s');
  const calls = sum((phase) => phase.calls);
  const credits = sum((phase) => phase.credits);
  const floor = floorOf(sandbox.volumes, served.transitions);
  figure(name('calls a ticket'), calls / tickets, 'calls');
  figure(name('calls ÷ floor'), calls / floor.calls, 'ratio', 1.1);
  figure(name('credits a ticket'), credits / tickets, 'credits');
  figure(name('credits ÷ floor'), credits / floor.credits, 'ratio', 1.1);
  figure(name('sandbox: CPU'), served.cpuSeconds, 's');
  figure(name('sandbox: peak memory'), served.peakMib, 'MiB');
  const { given: fromCounts, staged } = forecasts;
  for (const forecast of [
    fromCounts.phases.filter(({ phase }) => phase === 'extract'),
    staged.phases,
  ].flat()) {
    const counted = phases.find((phase) => phase.name === forecast.phase);
    if (counted) tellForecast(name, forecast, counted);
  }
}

function tellForecast(
  name: (what: string) => string,
  forecast: PhaseForecast,
  counted: PhaseCost,
): void {
  for (const unit of ['calls', 'credits', 'points'] as const) {
    const foretold = forecast[unit];
    if (foretold === undefined) continue;
    const off = Math.abs(foretold / counted[unit] - 1) * 100;
    figure(name(`forecast of the ${forecast.phase}: ${unit} off by`), off, '%', 10);
  }
}

function tellGrowth(small: Measured, large: Measured): void {
  const name = (what: string): string => `${large.tickets} ÷ ${small.tickets}: ${what}`;
  const cpuOf = ({ phases, tickets }: Measured): number =>
    phases.reduce((total, { cpuSeconds }) => total + cpuSeconds, 0) / tickets;
  const timeOf = ({ phases, tickets }: Measured): number =>
    phases.reduce((total, { seconds }) => total + seconds, 0) / tickets;
  figure(name('peak memory'), large.peakMib / small.peakMib, 'ratio', 1.3);
  figure(name('CPU a ticket'), cpuOf(large) / cpuOf(small), 'ratio', 1.15);
  figure(name('time a ticket'), timeOf(large) / timeOf(small), 'ratio', 1.15);
}

function figure(name: string, value: number, unit: string, goal?: number): void {
  const rounded = Math.round(value * 1000) / 1000;
  console.log(JSON.stringify({ bench: 'pipeline', figure: name, value: rounded, unit, goal }));
}
