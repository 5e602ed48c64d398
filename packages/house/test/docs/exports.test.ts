import { expect, test } from 'vitest';
import { DOORS, publicExports } from './support/public-exports.ts';

test.each(DOORS)('%s: every public export says what it is', (door) => {
  const all = publicExports(door);
  expect(all.length).toBeGreaterThan(0);
  const silent = all.filter(({ documented }) => !documented);
  expect(silent.map(({ name, file }) => `${name} of ${file}`)).toEqual([]);
});
