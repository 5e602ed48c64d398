import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createSandbox, environmentOf } from '@zdjsm/sandbox';
import { childEnvironment } from '@zdjsm/testing';
import { expect, onTestFinished, test } from 'vitest';
import type { WholeTicket } from '../src/index.ts';

const SCRIPT = resolve(import.meta.dirname, '../../../examples/export-tickets-as-json-lines.ts');

test('the example exports every ticket as a line of JSON', async () => {
  const sandbox = createSandbox({ zoho: { tickets: 120 } });
  const urls = await sandbox.serve();
  const folder = await mkdtemp(join(tmpdir(), 'zdjsm-export-'));
  onTestFinished(async () => {
    await sandbox.stop();
    await rm(folder, { recursive: true });
  });
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@zdjsm/source', SCRIPT],
    {
      cwd: folder,
      env: { ...childEnvironment(), ...environmentOf(sandbox, urls) },
    },
  );
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^\d+ credits spent, \d+ left today\n$/);
  const lines = (await readFile(join(folder, 'tickets.jsonl'), 'utf8')).trimEnd().split('\n');
  const exported = lines.map((line) => (JSON.parse(line) as WholeTicket).ticket.id);
  const truth = sandbox.zoho.truth();
  const listed = [...truth.tickets('live'), ...truth.tickets('archived')].map(({ id }) => id);
  expect(exported.toSorted()).toEqual(listed.toSorted());
});
