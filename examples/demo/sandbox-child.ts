import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSandbox, createSandboxClock, environmentOf, type SandboxUrls } from '@zdjsm/sandbox';
import type { SandboxGreeting } from './sandbox-process.ts';

const [folder = '', tickets = ''] = process.argv.slice(2);
const sandbox = createSandbox({
  folder,
  // The migration goes by the time of this machine: a rollback compares the two.
  clock: createSandboxClock({ start: Date.now() }),
  zoho: { tickets: Number(tickets) },
});
const urls = await serveWhereItWas(join(folder, 'urls.json'));
// What a person does in the project settings of a real site before anything is loaded.
sandbox.jira.act('customer-mails', { on: false });

const greeting: SandboxGreeting = {
  urls,
  zoho: sandbox.zoho.credentials,
  jira: sandbox.jira.credentials,
  environment: { ...environmentOf(sandbox, urls), ...actingAsOthers() },
};
process.send?.(greeting);
// The parent may be killed; nothing is lost, for every answer was on disk before it was sent.
process.once('disconnect', () => process.exit());

/** Who has a token of their own, and an app that may act for others: what `impersonation.ts` asks for. */
function actingAsOthers(): Record<string, string> {
  const { agent, secondAdmin, portalCustomer, connectApp } = sandbox.jira.access;
  return {
    AGENT_WITH_TOKEN: agent.accountId,
    AGENT_EMAIL: agent.email,
    AGENT_TOKEN: agent.apiToken,
    OTHER_AGENT: secondAdmin.accountId,
    CUSTOMER: portalCustomer.accountId,
    APP_CLIENT_ID: connectApp.oauthClientId,
    APP_SHARED_SECRET: connectApp.sharedSecret,
    APP_TOKEN_SERVER: urls.assertions,
  };
}

/** A site keeps its address: the links between migrated tickets name it. */
async function serveWhereItWas(file: string): Promise<SandboxUrls> {
  const before = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as SandboxUrls)
    : undefined;
  const portOf = (url: string | undefined): number =>
    Number(url === undefined ? 0 : new URL(url).port);
  const ports = {
    zoho: portOf(before?.desk),
    jira: portOf(before?.site),
    media: portOf(before?.media),
    control: portOf(before?.control),
  };
  // Somebody else may have taken one of them since: then the links lead nowhere, and are written anew.
  const served = await sandbox.serve(ports).catch(() => sandbox.serve());
  writeFileSync(file, JSON.stringify(served));
  return served;
}
