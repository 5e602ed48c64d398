import { expect, test } from 'vitest';
import { createWorld } from './support/world.ts';

const TREE = /\/categoryTree$/;

type Node = Record<string, unknown> & { readonly children?: readonly Node[] };

test.each<[string, (tree: Node) => unknown]>([
  [
    'an id that is a list',
    ({ children = [], ...root }) => ({
      ...root,
      children: [{ ...children[0], id: ['1', '2'] }, ...children.slice(1)],
    }),
  ],
  ['children that are none', (tree) => ({ ...tree, children: { 0: 'x' } })],
])('M-13: a category with %s is parked, and the rest is read', async (_, damage) => {
  const world = await createWorld({ zoho: { tickets: 1 } });
  let isFirst = true;
  world.sandbox.setFaults({
    next({ path }) {
      if (!TREE.test(path) || !isFirst) return undefined;
      isFirst = false;
      return { kind: 'alter', alter: (text) => JSON.stringify(damage(JSON.parse(text) as Node)) };
    },
  });
  const migration = world.open();
  const { report } = await migration.run();
  await migration.close();
  expect(report.failures.map(({ kind, id, error }) => [kind, id.slice(0, 8), error.code])).toEqual([
    ['article-category', 'unnamed-', 'SOURCE_RECORD'],
  ]);
  await world.stop();
});
