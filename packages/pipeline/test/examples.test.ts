import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { createSandbox, type Sandbox } from '@zdjsm/sandbox';
import { expect, onTestFinished, test } from 'vitest';

/** Runs an example as its reader would, against the sandbox. */
async function examples(): Promise<{
  readonly sandbox: Sandbox;
  run(name: string): Promise<{ readonly stdout: string; readonly stderr: string }>;
}> {
  const sandbox = createSandbox({ zoho: { tickets: 4 } });
  const { desk, accounts, site, gateway } = await sandbox.serve();
  onTestFinished(() => sandbox.stop());
  const { zoho, jira } = sandbox;
  const env = {
    ZOHO_DESK: desk,
    ZOHO_ACCOUNTS: accounts,
    ZOHO_ORG: zoho.credentials.orgId,
    ZOHO_CLIENT: zoho.credentials.clientId,
    ZOHO_SECRET: zoho.credentials.clientSecret,
    ZOHO_TOKEN: zoho.credentials.refreshToken,
    JIRA_SITE: site,
    JIRA_GATEWAY: gateway,
    JIRA_EMAIL: jira.credentials.email,
    JIRA_TOKEN: jira.credentials.apiToken,
  };
  return {
    sandbox,
    run: async (name) => {
      const script = resolve(import.meta.dirname, '../../../examples', name);
      return await promisify(execFile)(process.execPath, ['--conditions=@zdjsm/source', script], {
        env,
      });
    },
  };
}

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
