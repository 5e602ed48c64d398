/**
 * The whole of it, on this machine: a helpdesk of 240 tickets with real mails moves from a sandbox of
 * Zoho Desk to one of Jira Service Management. Run it twice, kill it half-way, open the report.
 *
 *     npx pnpm@12 run demo                 everything in ./demo-run; run it again: 0 writes
 *     npx pnpm@12 run demo -- --fresh      begins anew
 *     npx pnpm@12 run demo -- --tickets 60 --folder /tmp/small
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runCli } from '@zdjsm/pipeline';
import { demoMapping } from './mapping.ts';
import { startSandbox } from './sandbox-process.ts';

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    folder: { type: 'string', default: 'demo-run' },
    tickets: { type: 'string', default: '240' },
    fresh: { type: 'boolean', default: false },
  },
});
const folder = resolve(values.folder);
if (values.fresh) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const sandbox = await startSandbox(join(folder, 'sandbox'), Number(values.tickets));
const config = join(folder, 'zdjsm.json');
writeFileSync(
  config,
  JSON.stringify(
    {
      folder: './migration',
      source: {
        dataCentre: { desk: sandbox.urls.desk, accounts: sandbox.urls.accounts },
        orgId: sandbox.zoho.orgId,
        edition: 'professional',
        agents: 10,
      },
      target: {
        site: sandbox.urls.site,
        gateway: sandbox.urls.gateway,
        mediaHosts: [new URL(sandbox.urls.media).host],
      },
      ...demoMapping,
      // In the demo a program switched the mails off; with a real site a person does, and says so here.
      silence: { confirmedBy: 'the demo, at each start' },
    },
    undefined,
    2,
  ),
);

const stop = new AbortController();
process.once('SIGINT', () => stop.abort(new Error('interrupted')));
process.exitCode = await runCli(['run', '--config', config], {
  env: {
    ZDJSM_ZOHO_CLIENT_ID: sandbox.zoho.clientId,
    ZDJSM_ZOHO_CLIENT_SECRET: sandbox.zoho.clientSecret,
    ZDJSM_ZOHO_REFRESH_TOKEN: sandbox.zoho.refreshToken,
    ZDJSM_JIRA_EMAIL: sandbox.jira.email,
    ZDJSM_JIRA_TOKEN: sandbox.jira.apiToken,
  },
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
  // A person reads the plan of a real one, and says so with `zdjsm plan --confirm`.
  confirmPlan: () => 'the demo',
});
console.log(`Mails that customers would have got: ${await sandbox.mails()}`);
sandbox.stop();
