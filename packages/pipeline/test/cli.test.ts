import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCli } from './support/cli-process.ts';
import { createWorld, type World } from './support/world.ts';

describe('what goes wrong at the start is one clear message and an exit code', () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld({ zoho: { content: 'lean', tickets: 12 } });
  });
  afterAll(() => world.stop());

  const run = (over: Parameters<typeof startCli>[2]) => startCli(world, ['run'], over).ended;

  test.each([
    {
      what: 'a wrong refresh token',
      over: { environment: { ZDJSM_ZOHO_REFRESH_TOKEN: 'wrong' } },
      code: 3,
      message: /invalid_code[\s\S]*→ The refresh token is revoked/,
    },
    {
      what: 'a wrong API token',
      over: { environment: { ZDJSM_JIRA_TOKEN: 'wrong' } },
      code: 3,
      message: /401[\s\S]*→ Check the e-mail address and the API token/,
    },
    {
      what: 'no credentials',
      over: { environment: { ZDJSM_JIRA_TOKEN: '' } },
      code: 2,
      message: /missing:\s+ZDJSM_JIRA_TOKEN[\s\S]*→ Set these environment variables/,
    },
    {
      what: 'a wrong URL of the site',
      over: { config: { target: { site: 'http://127.0.0.1:1' } } },
      code: 5,
      message: /127\.0\.0\.1:1[\s\S]*→ Nothing listens at that address/,
    },
    {
      what: 'a broken config',
      over: { config: { source: { orgId: 'abc' }, departments: {} } },
      code: 2,
      message:
        /2 settings are wrong:[\s\S]*orgId: digits only[\s\S]*departments: at least one[\s\S]*→/,
    },
    {
      what: 'a name that the target does not have',
      over: { config: { departments: { Support: { project: 'SUPP', requestType: 'Help' } } } },
      code: 2,
      message: /no service project "SUPP"; it has "SUP", "BILL", "IT"[\s\S]*→/,
    },
    {
      what: 'nobody who has seen that mails are off',
      over: { config: { silence: {} } },
      code: 2,
      message: /mails no customer[\s\S]*→ In each of SUP, BILL, IT/,
    },
  ])('$what', async ({ over, code, message }) => {
    const result = await run(over);
    expect(result.output).toMatch(message);
    expect(result.code).toBe(code);
    expect(result.output).not.toContain('    at ');
  });

  test('nothing was written by any of them', () => {
    expect(world.sandbox.jira.inspect().issues).toEqual([]);
  });

  test('an unknown command shows what there is', async () => {
    const { code, output } = await startCli(world, ['migrate']).ended;
    expect(code).toBe(2);
    expect(output).toMatch(/unknown command 'migrate'[\s\S]*extract[\s\S]*validate/);
  });

  test('no secret is in what is printed or kept', async () => {
    const { output } = await run({ environment: { ZDJSM_JIRA_TOKEN: 'planted-secret' } });
    expect(output).not.toMatch(/planted-secret/);
    expect(output).not.toContain(world.environment['ZDJSM_ZOHO_CLIENT_SECRET']);
  });
});

test('an older Node.js is named, with the one that is needed', async () => {
  const older = 'Object.defineProperty(process, "versions", { value: { node: "20.20.2" } })';
  const cli = resolve(import.meta.dirname, '../src/cli.ts');
  const preload = `--import=data:text/javascript,${encodeURIComponent(older)}`;
  const run = promisify(execFile)(process.execPath, [
    preload,
    '--conditions=@zdjsm/source',
    cli,
    '--version',
  ]);
  await expect(run).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/needs Node\.js 22\.13 or newer, and this is 20\.20\.2\.\n→ /),
  });
});
