/** Both clouds in a process of their own, without limits: its CPU and memory are not the migration's. */
import { createSandbox, createSandboxClock } from '@zdjsm/sandbox';
import type { SandboxGreeting } from './sandbox-process.ts';

const [tickets = '', speed = ''] = process.argv.slice(2);
const sandbox = createSandbox({
  clock: createSandboxClock({ speed: Number(speed) }),
  historyLimit: 100,
  zoho: {
    tickets: Number(tickets),
    content: 'lean',
    edition: 'enterprise',
    credits: 1_000_000_000,
    switches: { searchLag: 0 },
  },
  jira: { searchLag: 0, customerMails: 'off' },
});
const urls = await sandbox.serve();
const greeting: SandboxGreeting = {
  urls,
  zoho: sandbox.zoho.credentials,
  jira: sandbox.jira.credentials,
  start: sandbox.clock.now(),
};
process.send?.(greeting);
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({
    calls: sandbox.history.calls.at(-1)?.seq ?? 0,
    cpuSeconds: (user + system) / 1e6,
    peakMib: process.resourceUsage().maxRSS / 1024,
  });
});
process.once('disconnect', () => process.exit());
