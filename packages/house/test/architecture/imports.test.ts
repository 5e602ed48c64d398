import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { beforeAll, describe, expect, test } from 'vitest';
import { MAY_IMPORT, RULES } from './rules.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');
const PACKAGES = readdirSync(resolve(ROOT, 'packages'));

describe('who imports whom', () => {
  let graph: ICruiseResult;

  beforeAll(async () => {
    const { output } = await cruise(
      ['packages', 'examples'],
      {
        baseDir: ROOT,
        validate: true,
        ruleSet: { forbidden: [...RULES] },
        tsPreCompilationDeps: true,
        doNotFollow: { path: 'node_modules' },
        exclude: { path: '(^|/)(node_modules|dist|fixtures|consumer)/' },
      },
      { conditionNames: ['@zdjsm/source', 'import', 'node'], exportsFields: ['exports'] },
    );
    if (typeof output === 'string') throw new Error(output);
    graph = output;
  }, 120_000);

  test.each(RULES.map(({ name }) => name ?? ''))('%s', (name) => {
    const broken = graph.summary.violations.filter(({ rule }) => rule.name === name);
    expect(broken.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('the graph is whole', () => {
    expect(graph.summary.totalCruised).toBeGreaterThan(800);
    const unresolved = graph.modules.flatMap(({ source, dependencies }) =>
      dependencies
        .filter(({ couldNotResolve, module }) => couldNotResolve && !module.startsWith('node:'))
        .map(({ module }) => `${source} → ${module}`),
    );
    expect(unresolved).toEqual([]);
  });
});

test('each package has its rule, and its line in the map of CONTRIBUTING', () => {
  expect(Object.keys(MAY_IMPORT).toSorted()).toEqual(PACKAGES.toSorted());
  const map = readFileSync(resolve(ROOT, 'CONTRIBUTING.md'), 'utf8');
  const named = [...map.matchAll(/^\| `packages\/([a-z-]+)`/gm)].map(([, name]) => name);
  expect(named.toSorted()).toEqual(PACKAGES.toSorted());
});
