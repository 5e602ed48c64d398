/**
 * Runs an example against a sandbox of both clouds, which it starts and ends:
 *
 *     npx pnpm@12 run example full-migration
 *
 * Everything is kept in ./example-run. Before a second run the people of the sandbox's helpdesk have gone on working.
 * With credentials of your own no sandbox is started: README.md, beside this file.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startSandbox } from './demo/sandbox-process.ts';

/** What goes on where another example has begun, in its folder. */
const AFTER: Readonly<Record<string, string>> = {
  'delta-sync-until-cutover': 'full-migration',
  'reconciliation-only': 'full-migration',
  'reconcile-another-tools-migration': 'full-migration',
};
const NOT_RUN = ['connect.ts', 'run.ts', 'sandbox.config.ts', 'another-helpdesk.ts'];
const TICKETS = 30;
const STEPS_BETWEEN_RUNS = 5;

const [name = ''] = process.argv.slice(2).filter((argument) => argument !== '--');
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !NOT_RUN.includes(file))
  .map((file) => file.replace(/\.ts$/, ''));
if (names.includes(name)) process.exitCode = await run(name);
else {
  console.error(`Name one of the examples:\n${names.map((one) => `  ${one}`).join('\n')}`);
  process.exitCode = 2;
}

async function run(name: string): Promise<number> {
  const folder = resolve('example-run', AFTER[name] ?? name);
  const isFirst = !existsSync(folder);
  mkdirSync(folder, { recursive: true });
  const sandbox = await startSandbox(join(folder, 'sandbox'), TICKETS);
  if (!isFirst) {
    const body = JSON.stringify({ steps: STEPS_BETWEEN_RUNS });
    await fetch(`${sandbox.urls.control}/act/zoho/random-step`, { method: 'POST', body });
  }
  const script = join(import.meta.dirname, `${name}.ts`);
  const config = join(import.meta.dirname, 'sandbox.config.ts');
  const child = spawn(process.execPath, ['--conditions=@zdjsm/source', script], {
    cwd: folder,
    env: { ...process.env, ...sandbox.environment, ZDJSM_CONFIG: config },
    stdio: 'inherit',
  });
  // Ctrl-C reaches the example itself, which ends as it sees fit.
  process.on('SIGINT', () => {});
  const [code] = (await once(child, 'close')) as [number | null];
  sandbox.stop();
  return code ?? 1;
}
