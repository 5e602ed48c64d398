/**
 * Whole migrations against a sandbox without limits: memory, CPU, calls and credits as the tickets grow.
 * Run: npx pnpm@12 run bench pipeline [tickets …] [--profile]
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMigration } from './pipeline/migration-process.ts';
import { startSandbox } from './pipeline/sandbox-process.ts';

const SPEED = 1_000;
for (const size of process.argv.slice(2).map(Number)) {
  const folder = mkdtempSync(join(tmpdir(), 'zdjsm-bench-'));
  const sandbox = await startSandbox(size, SPEED);
  const cost = await runMigration(
    { folder: join(folder, 'migration'), speed: SPEED, sandbox },
    { profileIn: process.env.PROFILE },
  );
  console.log(JSON.stringify(cost, undefined, 1), await sandbox.stop(), folder);
}
