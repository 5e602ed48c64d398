import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { configSchema } from '../src/config/schema.ts';

const REFERENCE = resolve(import.meta.dirname, '../../../docs/guides/mapping.md');

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly anyOf?: readonly Node[];
  readonly default?: unknown;
}

/** A status is a name or two settings, a selection a list or its contrary: the reference says so once. */
const ONCE = /(^|\.)statuses(ByType)?\..*\.(status|resolution)$|\.except$/;

/** Settings that have none below them, and their defaults. */
function leavesOf(node: Node, path: string): [name: string, value: unknown][] {
  const forms = [node, ...(node.anyOf ?? [])];
  const below = forms.flatMap((form) => [
    ...Object.entries(form.properties ?? {}),
    ...(typeof form.additionalProperties === 'object'
      ? [['*', form.additionalProperties] as const]
      : []),
  ]);
  const leaves = below.flatMap(([key, child]) => leavesOf(child, path ? `${path}.${key}` : key));
  const told = leaves.filter(([name]) => !ONCE.test(name) && !name.endsWith('.*'));
  return told.length > 0 ? told : [[path, node.default]];
}

test('the reference names every setting of the schema with its default, and no other', () => {
  const schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }) as Node;
  const told = [
    ...readFileSync(REFERENCE, 'utf8').matchAll(/^\| `([^`]+)` +\| (.*?) +\| `.+` +\| \S/gm),
  ];
  const documented = new Map(
    told.map(([, name = '', value = '']) => [name, value.replaceAll('`', '')]),
  );
  const settings = leavesOf(schema, '');
  expect([...documented.keys()].filter((name) => !/\.dataCentre$/.test(name)).sort()).toEqual(
    settings.map(([name]) => name).sort(),
  );
  for (const [name, value] of settings) {
    if (value === undefined) continue;
    expect(documented.get(name), name).toBe(JSON.stringify(value));
  }
});
