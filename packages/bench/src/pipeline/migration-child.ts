/** One whole migration in a process of its own, which tells what each phase of it took. */
import { getHeapStatistics } from 'node:v8';
import { createClock, Secret } from '@zdjsm/core';
import { createMigration, forecastCounts, resolveConfig, type Usage } from '@zdjsm/pipeline';
import { demoMapping } from '../../../../examples/demo/mapping.ts';
import { sandboxSides } from '../sandbox-sides.ts';
import type { MigrationCost, MigrationOrder, PhaseCost } from './migration-process.ts';

process.once('message', (order: MigrationOrder) => {
  void migrate(order).then((cost) => {
    process.send?.(cost);
    process.disconnect();
  });
});

async function migrate({ folder, speed, sandbox }: MigrationOrder): Promise<MigrationCost> {
  const { urls, zoho, jira } = sandbox;
  const config = resolveConfig({
    folder,
    ...sandboxSides(urls, zoho.orgId),
    ...demoMapping,
    silence: { confirmedBy: 'the bench' },
  });
  const migration = createMigration({
    config,
    secrets: {
      zoho: {
        clientId: zoho.clientId,
        clientSecret: new Secret(zoho.clientSecret),
        refreshToken: new Secret(zoho.refreshToken),
      },
      jira: { email: jira.email, apiToken: new Secret(jira.apiToken) },
    },
    // The client keeps to the vendors' rates: in a time that runs fast they hold nobody up.
    clock: createClock({ speed, start: sandbox.start }),
    timeoutMs: 600_000,
    confirmPlan: () => 'the bench',
  });
  const watch = watchMemory();
  const phases: PhaseCost[] = [];
  let used = NOTHING;
  const phase = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const [cpu, wall] = [process.cpuUsage(), performance.now()];
    watch.begin();
    const result = await work();
    const { user, system } = process.cpuUsage(cpu);
    const seconds = (performance.now() - wall) / 1000;
    const memory = watch.read();
    const usage = usageOf(migration.usage());
    phases.push({
      name,
      cpuSeconds: (user + system) / 1e6,
      seconds,
      ...memory,
      calls: usage.calls - used.calls,
      credits: usage.credits - used.credits,
      points: usage.points - used.points,
    });
    used = usage;
    return result;
  };
  await phase('extract', () => migration.extract());
  const { plan } = await phase('plan', () => migration.plan());
  await phase('load', () => migration.load());
  const { differences } = await phase('validate', () => migration.validate());
  const { report } = await phase('report', () => migration.report());
  await migration.close();
  watch.end();
  return {
    phases,
    peakMib: process.resourceUsage().maxRSS / 1024,
    verdict: report.verdict,
    differences,
    forecasts: { given: forecastCounts(sandbox.volumes, config), staged: plan.forecast },
  };
}

interface Used {
  readonly calls: number;
  readonly credits: number;
  readonly points: number;
}

const NOTHING: Used = { calls: 0, credits: 0, points: 0 };

const usageOf = ({ sourceCalls, targetCalls, credits, points }: Usage): Used => ({
  calls: sourceCalls + targetCalls,
  credits,
  points,
});

/** The largest values since `begin`, looked at so often that no phase slips through. */
function watchMemory() {
  const MIB = 2 ** 20;
  let rss = 0;
  let heap = 0;
  const look = (): void => {
    rss = Math.max(rss, process.memoryUsage.rss() / MIB);
    heap = Math.max(heap, getHeapStatistics().used_heap_size / MIB);
  };
  const timer = setInterval(look, 100);
  return {
    begin() {
      rss = 0;
      heap = 0;
      look();
    },
    read() {
      look();
      return { peakRssMib: rss, peakHeapMib: heap };
    },
    end: () => clearInterval(timer),
  };
}
