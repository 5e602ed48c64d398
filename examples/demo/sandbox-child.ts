import { createSandbox } from '@zdjsm/sandbox';
import type { SandboxGreeting } from './sandbox-process.ts';

const [folder = '', tickets = ''] = process.argv.slice(2);
const sandbox = createSandbox({ folder, zoho: { tickets: Number(tickets) } });
const urls = await sandbox.serve();
// What a person does in the project settings of a real site before anything is loaded.
sandbox.jira.act('customer-mails', { on: false });

const greeting: SandboxGreeting = {
  urls,
  zoho: sandbox.zoho.credentials,
  jira: sandbox.jira.credentials,
};
process.send?.(greeting);
// The parent may be killed; nothing is lost, for every answer was on disk before it was sent.
process.once('disconnect', () => process.exit());
