import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../../../../..');

/** Every page that a reader is sent to, by its path from the root. */
export const PAGES: readonly string[] = globSync(
  ['*.md', 'docs/**/*.md', 'packages/*/README.md', 'packages/*/fixtures/README.md'],
  { cwd: ROOT, exclude: (path) => path.includes('node_modules') || path.endsWith('reference/api') },
).toSorted();

export const page = (path: string): string => readFileSync(resolve(ROOT, path), 'utf8');
