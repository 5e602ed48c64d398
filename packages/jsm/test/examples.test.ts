import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createSandbox, environmentOf } from '@zdjsm/sandbox';
import { childEnvironment } from '@zdjsm/testing';
import { expect, onTestFinished, test } from 'vitest';
import { createJsm, type Exchange } from '../src/index.ts';

/** The sandbox, and a way to run an example against it in an empty folder. */
async function stage() {
  const sandbox = createSandbox();
  const urls = await sandbox.serve();
  const folder = await mkdtemp(join(tmpdir(), 'zdjsm-example-'));
  onTestFinished(async () => {
    await sandbox.stop();
    await rm(folder, { recursive: true });
  });
  const { email, apiToken } = sandbox.jira.credentials;
  const run = async (name: string, env: Readonly<Record<string, string>> = {}) => {
    const script = resolve(import.meta.dirname, '../../../examples', name);
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['--conditions=@zdjsm/source', script],
      {
        cwd: folder,
        env: { ...childEnvironment(), ...environmentOf(sandbox, urls), ...env },
      },
    );
    expect(stderr).toBe('');
    return stdout;
  };
  const jsm = createJsm({ site: urls.site, auth: { email, apiToken } });
  return { sandbox, urls, folder, run, jsm };
}

test('from nothing to a service desk with one perfect request; a second run makes nothing twice', async () => {
  const { sandbox, folder, run, jsm } = await stage();
  const first = await run('one-perfect-request.ts');
  expect(first).toMatch(/^HELP-1: .*\nimage as media; Waiting for support → .*Resolved\n$/);

  const { accountId: maria } = sandbox.jira.access.of('maria.lopez@umbrella.example');
  const request = await jsm.requests.get('HELP-1');
  expect(request.reporter?.accountId).toBe(maria);
  const seen = sandbox.jira.visibleToCustomer('HELP-1', maria);
  expect(seen.attachments).toEqual(['screenshot.png']);
  expect(JSON.stringify(seen)).toContain('we will paint it');
  expect(JSON.stringify(seen)).not.toContain('run out of green');
  const { fields } = await jsm.issues.get('HELP-1');
  expect(JSON.stringify(fields)).toContain('"name":"Umbrella"');
  expect(fields).toMatchObject({ status: { name: 'Resolved' }, resolution: { name: 'Done' } });
  expect(sandbox.jira.inspect().leaks).toEqual([]);

  await run('one-perfect-request.ts');
  const { attachment, comment } = (await jsm.issues.get('HELP-1')).fields as {
    readonly attachment: readonly unknown[];
    readonly comment: { readonly total: number };
  };
  expect([attachment.length, comment.total]).toEqual([1, 2]);
  await expect(jsm.issues.get('HELP-2')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const journal = await readFile(join(folder, 'journal.jsonl'), 'utf8');
  const told = journal
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Exchange);
  expect(told.length).toBeGreaterThan(40);
});

test('each author writes in the way that is open to them', async () => {
  const { sandbox, urls, run, jsm } = await stage();
  const { access } = sandbox.jira;
  const output = await run('impersonation.ts', {
    AGENT_WITH_TOKEN: access.agent.accountId,
    AGENT_EMAIL: access.agent.email,
    AGENT_TOKEN: access.agent.apiToken,
    OTHER_AGENT: access.secondAdmin.accountId,
    CUSTOMER: access.portalCustomer.accountId,
    APP_CLIENT_ID: access.connectApp.oauthClientId,
    APP_SHARED_SECRET: access.connectApp.sharedSecret,
    APP_TOKEN_SERVER: urls.assertions,
  });
  const key = output.trim().split('/').at(-1) ?? '';
  const comments = await jsm.comments.list(key).toArray({ limit: 9 });
  expect(comments.map(({ author }) => author?.accountId)).toEqual([
    access.agent.accountId,
    access.secondAdmin.accountId,
    access.admin.accountId,
  ]);
  expect(output.split('\n').map((line) => line.replace(/by .*? (natively|, for)/, '$1'))).toEqual([
    'm-1: natively',
    'm-2: natively',
    expect.stringContaining('for Maria'),
    `${urls.site}/browse/${key}`,
    '',
  ]);
});
