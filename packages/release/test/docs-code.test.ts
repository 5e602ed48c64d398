import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSandbox } from '@zdjsm/sandbox';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { command } from './support/command.ts';
import { DOC_FOLDER, docPrograms } from './support/doc-programs.ts';
import { ROOT } from './support/published.ts';

const consumer = inject('consumer');
const programs = (await docPrograms()).filter(({ notRun }) => notRun === undefined);

/** Runs the code of the docs as it stands there: with the packages as published, against the sandbox. */
describe('the code of the docs runs', () => {
  const sandbox = createSandbox({ zoho: { tickets: 30 } });
  let urls: Awaited<ReturnType<typeof sandbox.serve>>;

  beforeAll(async () => {
    urls = await sandbox.serve();
  });

  afterAll(() => sandbox.stop());

  /** What the docs write for what is the reader's own, and what stands for it here. */
  const own = (code: string): string => {
    const { zoho, jira } = sandbox;
    const { email, apiToken } = jira.credentials;
    const { orgId, clientId, clientSecret, refreshToken } = zoho.credentials;
    const { desk, accounts, media, site } = urls;
    const text = JSON.stringify;
    const replacements: readonly (readonly [written: string, here: string])[] = [
      ["'https://your-company.atlassian.net'", text(site)],
      ["'you@your-company.com'", text(email)],
      [
        "apiToken: '…' },",
        `apiToken: ${text(apiToken)} }, mediaHosts: [${text(new URL(media).host)}],`,
      ],
      ["dataCentre: 'eu'", `dataCentre: ${text({ desk, accounts })}`],
      ["orgId: '…'", `orgId: ${text(orgId)}`],
      ["clientId: '…'", `clientId: ${text(clientId)}`],
      ["clientSecret: '…'", `clientSecret: ${text(clientSecret)}`],
      ["refreshToken: '…'", `refreshToken: ${text(refreshToken)}`],
    ];
    return replacements.reduce((done, [written, here]) => done.replaceAll(written, here), code);
  };

  test.each(programs)('$place', async ({ file, code }) => {
    const folder = join(consumer, DOC_FOLDER, file.replace(/^docs\/|\.ts$/g, ''));
    await mkdir(folder, { recursive: true });
    await copyFile(join(ROOT, 'examples/screenshot.png'), join(folder, 'screenshot.png'));
    await writeFile(join(folder, 'script.ts'), own(code));
    await command(process.execPath, ['script.ts'], { cwd: folder });
    if (code.includes("'tickets.jsonl'")) {
      const lines = (await readFile(join(folder, 'tickets.jsonl'), 'utf8')).trimEnd().split('\n');
      expect(lines.length).toBeGreaterThan(20);
    }
    if (code.includes("key: 'HELP'")) {
      const { accountId } = sandbox.jira.access.of('maria.lopez@umbrella.example');
      const seen = JSON.stringify(sandbox.jira.visibleToCustomer('HELP-1', accountId));
      expect(seen).toContain('It should be green. See:');
      expect(seen).not.toContain('run out of green');
    }
  });
});
