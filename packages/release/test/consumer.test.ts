import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { command, installed } from './support/command.ts';
import { PUBLISHED, ROOT } from './support/published.ts';

const consumer = inject('consumer');
const node = (...args: string[]): Promise<string> =>
  command(process.execPath, args, { cwd: consumer });

test('what is installed is the tarballs, without the core', async () => {
  const lockfile = await readFile(join(consumer, 'pnpm-lock.yaml'), 'utf8');
  for (const { folder } of Object.values(PUBLISHED)) expect(lockfile).toContain(`zdjsm-${folder}-`);
  expect(lockfile).not.toContain('@zdjsm/core');
});

test('works from ESM', async () => {
  expect(JSON.parse(await node('esm.mjs'))).toEqual({
    words: 'world',
    problems: 0,
    client: 'function',
    store: 'function',
    config: 'function',
    refused: true,
  });
});

test('works from CommonJS', async () => {
  expect(JSON.parse(await node('require.cjs'))).toEqual({
    text: 'Hello world',
    functions: ['function', 'function', 'function', 'function'],
  });
});

test('brings the command', async () => {
  const manifest = await readFile(join(ROOT, 'packages/pipeline/package.json'), 'utf8');
  expect((await installed('zdjsm', ['--version'], consumer)).trim()).toBe(
    JSON.parse(manifest).version,
  );
  expect(await installed('zdjsm', ['--help'], consumer)).toContain('preflight');
});
