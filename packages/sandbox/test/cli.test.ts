import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

/** Of this process alone, so that two runs of the tests do not meet. */
const PORT = 20_000 + (process.pid % 2_000) * 10;

const CLI = join(import.meta.dirname, '../src/cli.ts');

function start(...args: readonly string[]) {
  const child = spawn(process.execPath, ['--conditions=@zdjsm/source', CLI, ...args]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let output = '';
  const greeted = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString('utf8');
        if (output.includes('Ctrl-C stops it.')) resolve(output);
      });
    }
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }));
  return { child, greeted, ended };
}

test('it serves both clouds, says how to reach them, and stops on Ctrl-C', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zdjsm-sandbox-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const env = join(folder, 'sandbox.env');
  const args = ['--', '--port', String(PORT), '--tickets', '30', '--env', env];
  const { child, greeted, ended } = start(...args);
  const text = await greeted;
  expect(text).toContain(`http://127.0.0.1:${PORT}/api/v1`);
  const field = (name: string): string =>
    new RegExp(`${name} +(\\S+)`).exec(text)?.[1] ?? `no ${name}`;
  const answer = await fetch(`http://127.0.0.1:${PORT}/oauth/v2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: field('client id'),
      client_secret: field('client secret'),
      refresh_token: field('refresh token'),
    }),
  });
  expect(await answer.json()).toHaveProperty('access_token');
  for (const [name, value] of [
    ['ZDJSM_ZOHO_DESK', `http://127.0.0.1:${PORT}`],
    ['ZDJSM_ZOHO_ORG', field('orgId')],
    ['ZDJSM_ZOHO_REFRESH_TOKEN', field('refresh token')],
    ['ZDJSM_JIRA_TOKEN', field('API token')],
  ]) {
    expect(text).toContain(`  export ${name}=${value}\n`);
  }
  const exported = [...text.matchAll(/^ {2}export (.*)$/gm)].map(([, line]) => line);
  expect((await readFile(env, 'utf8')).trimEnd().split('\n')).toEqual(exported);
  const jira = await fetch(`${field('Jira')}/rest/api/3/serverInfo`);
  expect(jira.status).toBeLessThan(500);
  child.kill('SIGINT');
  expect((await ended).code).toBe(0);
});

test('a number that is none is refused with the usage', async () => {
  const { ended } = start('--tickets', 'many');
  const { code, output } = await ended;
  expect(code).toBe(1);
  expect(output).toContain("--tickets takes a whole number from 1 to 9000000, not 'many'");
  expect(output).toContain('--folder');
});

test('a port that is taken is refused with what to do', async () => {
  const args = ['--port', String(PORT + 5), '--tickets', '30'];
  const first = start(...args);
  await first.greeted;
  const { code, output } = await start(...args).ended;
  expect(code).toBe(1);
  expect(output).toMatch(/EADDRINUSE.*\nChoose other ports with --port\./);
});
