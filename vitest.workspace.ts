import { readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const conditions = ['@zdjsm/source', 'node'];

/** One project a package, so that `pnpm run test --project zoho-desk` runs that package alone. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    // Whole migrations wait for the vendors' paces more than they compute.
    maxWorkers: 3,
    // What was transformed once is read from disk the next time.
    fsModuleCache: true,
    projects: readdirSync('packages').map((name) => ({
      extends: true,
      test: {
        name,
        include: [`packages/${name}/test/**/*.test.ts`],
        testTimeout: 20_000,
      },
    })),
  },
});
