import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '@zdjsm/core';
import { createTestDatabase } from '@zdjsm/testing/postgres';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openPostgresStore, type PostgresStoreOptions, type Store } from '../src/index.ts';
import { storeEdgesSuite } from './store-edges-suite.ts';
import { type OpenStore, storeSuite } from './store-suite.ts';

const database = await createTestDatabase();
const cleanUps: (() => Promise<unknown> | unknown)[] = [];
let schemas = 0;

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});
afterAll(() => database?.drop());

describe.skipIf(!database)('PostgreSQL', () => {
  const newSchema = (): string => `s${++schemas}`;

  function open(schema: string, over: Partial<PostgresStoreOptions> = {}): Store {
    const { url = '', password = '' } = database ?? {};
    const store = openPostgresStore({ url, password: new Secret(password), schema, ...over });
    cleanUps.push(() => store.close().catch(() => {}));
    return store;
  }

  const openEmpty: OpenStore = async () => {
    const schema = newSchema();
    const store = open(schema);
    return {
      store,
      async reopen() {
        await store.close();
        return open(schema);
      },
    };
  };
  storeSuite(openEmpty);
  storeEdgesSuite(openEmpty);

  test('a second run is kept out, and lets workers in', async () => {
    const schema = newSchema();
    const run = open(schema);
    await run.commit({ meta: { a: 1 } });
    await expect(open(schema).meta.get('a')).rejects.toMatchObject({ code: 'STORE_IN_USE' });
    expect(await open(schema, { access: 'share' }).meta.get('a')).toBe(1);
    await run.close();
    expect(await open(schema).meta.get('a')).toBe(1);
  });

  test('two that open a new schema at once share it', async () => {
    const schema = newSchema();
    const both = [open(schema, { access: 'share' }), open(schema, { access: 'share' })];
    await Promise.all(both.map((store, i) => store.commit({ meta: { [`key ${i}`]: i } })));
    expect(await both[0]?.meta.get('key 1')).toBe(1);
  });

  test('work of one name is one process’s at a time, and goes over when its session ends', async () => {
    const schema = newSchema();
    const [one, other] = [open(schema, { access: 'share' }), open(schema, { access: 'share' })];
    const log: string[] = [];
    const begun = Promise.withResolvers<void>();
    const held = one.alone('a', async () => {
      begun.resolve();
      await new Promise(() => {});
    });
    void held.catch(() => {});
    await begun.promise;
    const waiting = other.alone('a', async () => log.push('other'));
    await other.alone('b', async () => log.push('b'));
    expect(log).toEqual(['b']);
    await endSessions('first');
    await waiting;
    expect(log).toEqual(['b', 'other']);
  });

  test('who has lost the session that holds the run can commit nothing any more', async () => {
    const schema = newSchema();
    const run = open(schema);
    await run.commit({ meta: { a: 1 } });
    await endSessions('all');
    await expect(run.commit({ meta: { a: 2 } })).rejects.toMatchObject({ code: 'STORE_LOST' });
    await expect(run.commit({ meta: { a: 2 } })).rejects.toMatchObject({ code: 'STORE_LOST' });
    expect(await open(schema).meta.get('a')).toBe(1);
  });

  test('a schema of a newer version is refused', async () => {
    const schema = newSchema();
    await open(schema).commit({ meta: { a: 1 } });
    await cleanUps.pop()?.();
    await database?.query(`UPDATE ${schema}.version SET version = 99`);
    await expect(open(schema).meta.get('a')).rejects.toMatchObject({
      code: 'STORE_TOO_NEW',
      remedy: expect.stringContaining('Update zdjsm'),
    });
  });

  test('no password is in an error', async () => {
    const { url = '' } = database ?? {};
    const wrong = new URL(url);
    wrong.port = '1';
    const password = new Secret('s3cret');
    const refused = await open('x', { url: wrong.href, password }).meta.get('a').catch(String);
    expect(refused).toContain('can’t be reached');
    expect(refused).not.toContain('s3cret');
    const missing = url.replace(/[^/]+$/, 'no_such_database');
    await expect(open('x', { url: missing }).meta.get('a')).rejects.toMatchObject({
      code: 'STORE_ACCESS',
    });
  });

  test('large files take no detour through memory, and a shared folder may hold them', async () => {
    const schema = newSchema();
    const folder = mkdtempSync(join(tmpdir(), 'zdjsm-files-'));
    cleanUps.push(() => rmSync(folder, { recursive: true }));
    const bytes = async function* () {
      for (let i = 0; i < 50; i += 1) yield Buffer.alloc(100_000, i);
    };
    const inDatabase = open(schema, { access: 'share' });
    const inFolder = open(newSchema(), { filesFolder: folder });
    for (const store of [inDatabase, inFolder]) {
      const { sha256, size } = await store.blobs.write(bytes(), 'a/b');
      expect(size).toBe(5_000_000);
      const back = Buffer.concat(await Array.fromAsync(store.blobs.open(sha256)));
      expect(back.equals(Buffer.concat(await Array.fromAsync(bytes())))).toBe(true);
    }
    expect(readdirSync(folder)).toHaveLength(2);
  });

  /** What the server does to whoever it takes for dead: the oldest session, or all of them. */
  async function endSessions(which: 'first' | 'all'): Promise<void> {
    const sessions = `SELECT pid FROM pg_stat_activity WHERE datname = current_database()
      AND application_name = 'zdjsm' ORDER BY backend_start ${which === 'first' ? 'LIMIT 1' : ''}`;
    await database?.query(`SELECT pg_terminate_backend(pid) FROM (${sessions}) AS session`);
  }
});
