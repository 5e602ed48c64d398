import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '@zdjsm/core';
import { expect, test } from 'vitest';
import { createMigration, loadConfig, loadSecrets, resolveConfig } from '../src/index.ts';

const MINIMAL = {
  source: { orgId: '12345678' },
  target: { site: 'https://example.atlassian.net' },
  departments: { Support: { project: 'SUP', requestType: 'Get help' } },
};

function file(name: string, text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'zdjsm-config-')), name);
  writeFileSync(path, text);
  return path;
}

test('ten lines are enough', () => {
  expect(resolveConfig(MINIMAL)).toMatchObject({
    source: { dataCentre: 'com', edition: 'enterprise' },
    contacts: { withoutEmail: 'placeholder' },
    tickets: { spam: 'skip' },
  });
});

test.each([
  [
    'YAML',
    'zdjsm.yaml',
    'source: { orgId: "1" }\ntarget: { site: https://a.example }\ndepartments: { S: { project: P, requestType: R } }\n',
  ],
  ['JSON', 'zdjsm.json', JSON.stringify(MINIMAL)],
  [
    'TypeScript',
    'zdjsm.config.ts',
    `const config: object = ${JSON.stringify(MINIMAL)};\nexport default config;\n`,
  ],
])('the same schema reads %s', async (_, name, text) => {
  const path = file(name, text);
  const config = await loadConfig(path);
  expect(Object.keys(config.departments)).toHaveLength(1);
  expect(config.folder).toBe(join(path, '..', 'zdjsm-data'));
});

test('every mistake is named with its place, in one message', () => {
  const broken = {
    source: { orgId: 'abc', dataCentre: 'mars' },
    target: { site: 'example' },
    departments: {},
    colour: 'red',
  };
  expect(() => resolveConfig(broken, 'zdjsm.yaml')).toThrow(
    /zdjsm\.yaml: 5 settings are wrong:[\s\S]*source\.dataCentre[\s\S]*source\.orgId: digits only[\s\S]*target\.site[\s\S]*departments: at least one[\s\S]*colour/,
  );
});

test.each([
  ['a missing file', 'none.yaml', undefined, /there is no such file/],
  ['broken YAML', 'a.yaml', 'source: [', /can't be read/],
  ['a file without an export', 'a.ts', 'const a = 1;', /top level/],
])('%s is a clear error', async (_, name, text, message) => {
  const path = text === undefined ? `/nowhere/${name}` : file(name, text);
  await expect(loadConfig(path)).rejects.toThrow(message);
  await expect(loadConfig(path)).rejects.toMatchObject({ code: 'CONFIGURATION' });
});

test('secrets come from the environment or a file, and missing ones are named', async () => {
  const path = file(
    'secrets.env',
    'ZDJSM_ZOHO_CLIENT_SECRET=hush\nZDJSM_ZOHO_REFRESH_TOKEN=hush2\n',
  );
  const environment = {
    ZDJSM_SECRETS_FILE: path,
    ZDJSM_ZOHO_CLIENT_ID: 'id',
    ZDJSM_JIRA_EMAIL: 'me@example.com',
    ZDJSM_JIRA_TOKEN: 'hush3',
  };
  const secrets = await loadSecrets(environment);
  expect(secrets.zoho.clientSecret.reveal()).toBe('hush');
  expect(JSON.stringify(secrets)).not.toContain('hush');
  await expect(loadSecrets({})).rejects.toThrow(/ZDJSM_JIRA_TOKEN/);
});

test('hooks are functions: YAML is told where they can be written, a bound one asks for a version', () => {
  expect(() => resolveConfig({ ...MINIMAL, hooks: { ticket: 'draft => draft' } })).toThrow(
    /hooks\.ticket: has to be a function, which only a config in TypeScript/,
  );
  const bound = Math.max.bind(undefined);
  expect(() => resolveConfig({ ...MINIMAL, hooks: { ticket: bound } })).toThrow(/hooks\.version/);
  expect(resolveConfig({ ...MINIMAL, hooks: { ticket: bound, version: '1' } }).hooks.version).toBe(
    '1',
  );
});

test('Zoho’s settings and credentials are asked for where it is the source', () => {
  const { source: _, ...rest } = MINIMAL;
  const folder = mkdtempSync(join(tmpdir(), 'zdjsm-config-'));
  const jira = { email: 'ann@example.com', apiToken: new Secret('x') };
  const open = (settings: object) => () =>
    createMigration({ config: resolveConfig({ ...settings, folder }), secrets: { jira } });
  expect(open(rest)).toThrow(/^source: Zoho Desk is to be read/);
  expect(open(MINIMAL)).toThrow(/^secrets\.zoho: Zoho Desk is to be read/);
});
