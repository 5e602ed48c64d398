import { readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const conditions = ['@zdjsm/source', 'node'];

/** One project a package, so that `pnpm run test --project zoho-desk` runs that package alone. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
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
