/** Both clouds in a process of their own, without limits: its CPU and memory are not the migration's. */
import { createSandbox, createSandboxClock, volumesOf } from '@zdjsm/sandbox';
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
  // In a time that runs fast a link to a file would be over before it is followed.
  jira: { searchLag: 0, customerMails: 'off', mediaTokenLifetime: Number.MAX_SAFE_INTEGER },
});
// Counted as they pass, since a history of all calls would be most of the memory.
const { record } = sandbox.history;
let transitions = 0;
sandbox.history.record = (call) => {
  if (call.method === 'POST' && call.path.endsWith('/transitions')) transitions += 1;
  record(call);
};
const urls = await sandbox.serve();
const greeting: SandboxGreeting = {
  urls,
  zoho: sandbox.zoho.credentials,
  jira: sandbox.jira.credentials,
  start: sandbox.clock.now(),
  volumes: volumesOf(sandbox.zoho.truth()),
};
process.send?.(greeting);
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({
    transitions,
    calls: sandbox.history.calls.at(-1)?.seq ?? 0,
    cpuSeconds: (user + system) / 1e6,
    peakMib: process.resourceUsage().maxRSS / 1024,
  });
});
process.once('disconnect', () => process.exit());
