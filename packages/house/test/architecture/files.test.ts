import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../../..');
const LONGEST = 300;

/** Files that may be longer, and why. */
const MAY_BE_LONG: Readonly<Record<string, string>> = {
  'packages/jsm/src/resources/confluence-pages.ts':
    'one API family with its types, as all resources',
  'packages/transform/src/adf/types.ts': 'one vocabulary: every node and mark that is made',
  'packages/sandbox/test/jira-walk-platform.ts': 'a list: every route of the platform, called once',
};

const files = globSync(['packages/*/{src,test}/**/*.ts', 'examples/**/*.ts', '*.ts'], {
  cwd: ROOT,
  exclude: (path) => path.includes('node_modules'),
});
const lines = (path: string): string[] => readFileSync(resolve(ROOT, path), 'utf8').split('\n');

test('all files are looked at', () => {
  expect(files.length).toBeGreaterThan(800);
});

test(`no file is longer than ${LONGEST} lines without a reason`, () => {
  const long = files.filter((path) => lines(path).length - 1 > LONGEST);
  expect(long.toSorted()).toEqual(Object.keys(MAY_BE_LONG).toSorted());
});

test('files are named in kebab-case', () => {
  const named = /^[a-z0-9]+(-[a-z0-9]+)*(\.(d|(property\.)?test|workspace|library|config))?\.ts$/;
  expect(files.filter((path) => !named.test(basename(path)))).toEqual([]);
});

test('index.ts holds exports only', () => {
  const others = files
    .filter((path) => basename(path) === 'index.ts' && path.includes('/src/'))
    .filter((path) =>
      /^(const|let|function|class|async|interface|type)\b/m.test(lines(path).join('\n')),
    );
  expect(others).toEqual([]);
});

test('every property takes its cases from one place', () => {
  const others = files.filter((path) => {
    const text = lines(path).join('\n');
    return text.includes('fc.assert(') && !text.includes("from '@zdjsm/testing/cases'");
  });
  expect(others).toEqual([]);
});
