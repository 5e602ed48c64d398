import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { createSandbox, environmentOf, type Sandbox } from '@zdjsm/sandbox';
import { childEnvironment } from '@zdjsm/testing';
import { expect, onTestFinished, test } from 'vitest';

const EXAMPLES = resolve(import.meta.dirname, '../../../examples');

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs examples as their reader would, in an empty folder, against one sandbox. */
async function examples(): Promise<{
  readonly sandbox: Sandbox;
  run(name: string, answer?: string): Promise<Outcome>;
  removeByHand(issueKey: string): Promise<void>;
}> {
  const sandbox = createSandbox({ zoho: { content: 'lean', tickets: 4 } });
  sandbox.jira.act('customer-mails', { on: false });
  const urls = await sandbox.serve();
  const env = {
    ...childEnvironment(),
    ...environmentOf(sandbox, urls),
    ZDJSM_CONFIG: join(EXAMPLES, 'sandbox.config.ts'),
  };
  const folder = await mkdtemp(join(tmpdir(), 'zdjsm-examples-'));
  onTestFinished(async () => {
    await sandbox.stop();
    await rm(folder, { recursive: true });
  });
  return {
    sandbox,
    run: async (name, answer = '') => {
      const args = ['--conditions=@zdjsm/source', join(EXAMPLES, name)];
      const child = spawn(process.execPath, args, { cwd: folder, env });
      const ended = new Promise<number | null>((done) => child.once('close', done));
      child.stdin.end(answer);
      const [code, stdout, stderr] = await Promise.all([
        ended,
        text(child.stdout),
        text(child.stderr),
      ]);
      return { code, stdout, stderr };
    },
    removeByHand: async (key) => {
      const { email, apiToken } = sandbox.jira.credentials;
      const authorization = `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`;
      const issue = `${urls.site}/rest/api/3/issue/${key}`;
      await fetch(issue, { method: 'DELETE', headers: { authorization } });
    },
  };
}

test('phases, a plan that a person confirms, deltas, the cutover and both reconciliations, in one helpdesk', async () => {
  const { sandbox, run, removeByHand } = await examples();
  const phased = await run('phased-by-department.ts');
  expect(phased).toMatchObject({ code: 0, stderr: '' });
  expect(phased.stdout).toMatch(
    /^support: .* complete\nbilling: .* complete\nthe rest: .* complete\n$/,
  );
  const truth = sandbox.zoho.truth();
  const listed = [...truth.tickets('live'), ...truth.tickets('archived')];
  const requests = sandbox.jira.issues().filter(({ requestType }) => requestType);
  expect(requests).toHaveLength(listed.length);

  // All in one is a plan of its own; there is nothing left that it would write.
  const whole = await run('full-migration.ts', 'Ann Lee\n');
  expect(whole).toMatchObject({ code: 0, stderr: '' });
  expect(whole.stdout).toMatch(
    /Load this\?.*── validate[\s\S]*\n0 writes, 0 differences: complete\n/s,
  );
  expect(sandbox.jira.inspect().outbox).toEqual([]);

  const [ticket] = truth.tickets('live');
  sandbox.zoho.act('edit-ticket', { ticketId: ticket?.id, subject: 'Changed since' });
  const synced = await run('delta-sync-until-cutover.ts');
  expect(synced).toMatchObject({ code: 0, stderr: '' });
  expect(synced.stdout).toMatch(/^changed in the source: \{"ticket".*\n[1-9]\d* writes/);

  await removeByHand(requests[0]?.key ?? '');
  const reconciled = await run('reconciliation-only.ts');
  expect(reconciled).toMatchObject({ code: 1, stderr: '' });
  expect(reconciled.stdout).toMatch(/\n[1-9]\d* differences\n/);
  const foreign = await run('reconcile-another-tools-migration.ts');
  expect(foreign).toMatchObject({ code: 1, stderr: '' });
  expect(foreign.stdout).toMatch(
    new RegExp(`^\\d+: is not there\\n1 of ${listed.length} tickets of \\d+ lack something\\n$`),
  );
}, 240_000);

test('M-14: the example makes an object of every custom record, and changes nothing when run again', async () => {
  const { sandbox, run } = await examples();
  const { stdout, stderr } = await run('custom-modules-to-assets.ts');
  expect(stderr).toBe('');
  expect(stdout).toBe(
    'Device: 60 created, 0 updated, 0 unchanged\nSubscription: 40 created, 0 updated, 0 unchanged\nWarranty case: 25 created, 0 updated, 0 unchanged\n',
  );
  const { assets } = sandbox.jira.inspect();
  for (const { module, id, cf } of sandbox.zoho.truth().customRecords()) {
    if (module.apiName !== 'cm_subscriptions') continue;
    const object = assets.find(({ values }) => values['External id']?.includes(id));
    const device = [...sandbox.zoho.truth().customRecords()].find(
      (record) => record.id === cf['cf_device'],
    );
    expect(object?.values['Device']).toEqual([device?.name]);
  }
  const again = await run('custom-modules-to-assets.ts');
  expect(again.stdout).toContain('Device: 0 created, 0 updated, 60 unchanged');
}, 60_000);

test('M-13: the example publishes what everybody may read, and nothing else', async () => {
  const { sandbox, run } = await examples();
  const { stdout, stderr } = await run('knowledge-base-to-confluence.ts');
  expect(stderr).toBe('');
  const open = sandbox.zoho
    .truth()
    .articles()
    .filter(
      ({ status, permission, path, isHidden }) =>
        status === 'Published' &&
        permission === 'ALL' &&
        !isHidden &&
        path.every(({ visibility, isTrashed }) => visibility === 'ALL_USERS' && !isTrashed),
    );
  expect(open.length).toBeGreaterThan(2);
  expect(stdout).toMatch(new RegExp(`^${open.length} articles are in `));
  const pages = sandbox.jira.inspect().pages.filter(({ properties }) => 'zoho' in properties);
  expect(pages.map(({ title }) => title).sort()).toEqual(open.map(({ title }) => title).sort());
  for (const { parent, title, files, body } of pages) {
    const article = open.find((one) => one.title === title);
    expect(parent).toBe(article?.path.at(-1)?.name);
    expect(files.length).toBeGreaterThan(0);
    expect(body).toContain('"type":"media"');
  }
}, 60_000);
