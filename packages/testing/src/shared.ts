import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const FOLDER = resolve(import.meta.dirname, '../../../../shared');

/**
 * The one door to ../shared (vendors' specifications, fact sheets, the mail corpus), which is not
 * part of the repository. A test that needs it is written `test.skipIf(!shared.available)`.
 */
export const shared = {
  available: existsSync(FOLDER),
  path: (...parts: string[]): string => {
    if (!existsSync(FOLDER)) {
      throw new Error(`${FOLDER} is missing: this test needs the material that is kept beside the
repository. Without it, run the tests that do not: they are all others, and need nothing.`);
    }
    return join(FOLDER, ...parts);
  },
  json: <T>(...parts: string[]): T => JSON.parse(readFileSync(shared.path(...parts), 'utf8')) as T,
};

if (!shared.available) {
  process.emitWarning(`${FOLDER} is missing: the tests against the vendors' documents are skipped`);
}
