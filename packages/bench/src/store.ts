/**
 * What the two stores do in a second, on this machine, side by side.
 * Run: ZDJSM_TEST_POSTGRES=postgres://… npx pnpm@12 run bench store
 *
 * Without the variable a PostgreSQL is started for it. One JSON line a figure.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '@zdjsm/core';
import { type CrosswalkRow, openPostgresStore, openSqliteStore, type Store } from '@zdjsm/pipeline';
import { createTestDatabase } from '@zdjsm/testing/postgres';

const COMMITS = 1_000;
const AT_ONCE = 8;
const RECORDS = 5_000;
const RECORDS_A_COMMIT = 100;
/** About what a ticket with its messages is. */
const PAYLOAD = { subject: 'Printer', content: '<p>It does not print any more.</p>'.repeat(120) };

const database = await createTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'zdjsm-bench-'));
const stores: [name: string, store: Store][] = [['SQLite', openSqliteStore(folder)]];
if (database) {
  const { url, password } = database;
  stores.push(['PostgreSQL', openPostgresStore({ url, password: new Secret(password) })]);
}
figure('load of the machine', loadavg()[0] ?? 0, 'processes');
for (const [name, store] of stores) {
  await measure(name, store);
  await store.close();
}
rmSync(folder, { recursive: true });
await database?.drop();

async function measure(name: string, store: Store): Promise<void> {
  const put = (nth: number) => store.commit({ crosswalk: [row(nth)] });
  await perSecond(`${name}: commits, one after the other`, COMMITS, async () => {
    for (let nth = 0; nth < COMMITS; nth += 1) await put(nth);
  });
  await perSecond(`${name}: commits, ${AT_ONCE} at a time`, COMMITS, async () => {
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < COMMITS) await put(next++);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  });
  await perSecond(`${name}: look-ups by key`, COMMITS, async () => {
    for (let nth = 0; nth < COMMITS; nth += 1) await store.crosswalk.get('ticket', String(nth));
  });
  await perSecond(`${name}: records staged, ${RECORDS_A_COMMIT} a commit`, RECORDS, async () => {
    for (let from = 0; from < RECORDS; from += RECORDS_A_COMMIT) {
      const ids = Array.from({ length: RECORDS_A_COMMIT }, (_, i) => String(from + i));
      const record = { kind: 'ticket', payload: PAYLOAD, hash: 'h', modifiedAt: undefined };
      await store.commit({ staged: ids.map((id) => ({ ...record, id })) });
    }
  });
  await perSecond(`${name}: staged records read in order`, RECORDS, async () => {
    for await (const _ of store.staging.iterate('ticket'));
  });
}

async function perSecond(name: string, count: number, work: () => Promise<void>): Promise<void> {
  const start = performance.now();
  await work();
  figure(name, count / ((performance.now() - start) / 1000), '1/s');
}

function row(nth: number): CrosswalkRow {
  return {
    kind: 'ticket',
    sourceId: String(nth),
    targetKey: `SUP-${nth}`,
    state: 'done',
    rollback: 'delete',
    attempts: 1,
    batch: 'b',
    at: '2026-03-02T09:00:00.000Z',
  };
}

function figure(name: string, value: number, unit: string): void {
  const rounded = Math.round(value * 10) / 10;
  console.log(JSON.stringify({ bench: 'store', figure: name, value: rounded, unit }));
}
