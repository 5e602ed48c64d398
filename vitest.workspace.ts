import { existsSync, readdirSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { moreCases } from './packages/testing/src/cases.ts';

const conditions = ['@zdjsm/source', 'node'];

/** What a package's tests need once a run: `test/global-setup.ts`, where there is one. */
function setupOf(name: string): string[] {
  const path = `packages/${name}/test/global-setup.ts`;
  return existsSync(path) ? [path] : [];
}

/** What tests write is thrown away: where there is a file system in memory, nobody waits for a disk. */
function temporaryFolder(): string {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 4 * 2 ** 30 ? memory : tmpdir();
}

/** One project a package, so that `pnpm run test --project zoho-desk` runs that package alone. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    // Whole migrations wait for the vendors' paces more than they compute.
    maxWorkers: 4,
    // No module has state of its own, so files share what they have imported: half of the time.
    isolate: false,
    // What was transformed once is read from disk the next time.
    fsModuleCache: true,
    // The same for the processes that tests start: half of a command's start is compiling.
    env: { NODE_COMPILE_CACHE: resolve('node_modules/.cache/compiled'), TMPDIR: temporaryFolder() },
    coverage: {
      provider: 'v8',
      exclude: ['**/test/**'],
      reporter: ['json-summary', 'html'],
      reportOnFailure: true,
    },
    projects: readdirSync('packages').map((name) => ({
      extends: true,
      test: {
        name,
        include: [`packages/${name}/test/**/*.test.ts`],
        globalSetup: setupOf(name),
        // What is installed and compiled there takes its time on a busy machine.
        testTimeout: (name === 'release' ? 120_000 : 60_000) * Math.max(1, moreCases()),
      },
    })),
  },
});
