import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COMMANDS } from '../src/cli/commands.ts';
import { EXIT } from '../src/cli/exit-codes.ts';

const page = readFileSync(new URL('../../../docs/reference/cli.md', import.meta.url), 'utf8');

test('the reference names every command, and no other', () => {
  const section = page.slice(page.indexOf('## Commands'), page.indexOf('## Exit codes'));
  const named = [...section.matchAll(/^\| `([a-z-]+)`/gm)].map(([, name]) => name);
  expect(named.toSorted()).toEqual(COMMANDS.map(({ name }) => name).toSorted());
});

test('the reference names every exit code', () => {
  const codes = [...page.matchAll(/^\| (\d+)\s*\| ([a-z]+)/gm)].map(([, code, name]) => [
    name,
    Number(code),
  ]);
  expect(Object.fromEntries(codes)).toEqual(EXIT);
});
