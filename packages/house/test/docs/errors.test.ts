import { expect, test } from 'vitest';
import { collectErrorCodes } from './support/error-codes.ts';
import { page } from './support/pages.ts';

const rows = page('docs/reference/errors.md')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim()),
  )
  .filter(([code = '']) => /^`[A-Z_]+`$/.test(code));
const { codes, unreadable } = collectErrorCodes();

test('every code that an error can have is explained, once, and no other', () => {
  expect(codes.size).toBeGreaterThan(80);
  const explained = rows.map(([code = '']) => code.slice(1, -1));
  expect(explained.toSorted()).toEqual([...codes.keys()].toSorted());
});

test('each says what is seen, what it means, and what to do next', () => {
  for (const row of rows) {
    expect(row, row[0]).toHaveLength(4);
    for (const cell of row) expect(cell, row[0]).toMatch(/\w/);
  }
});

test('no code is put together where it can’t be read', () => {
  expect(unreadable).toEqual([]);
});
