import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type CrosswalkRow, openSqliteStore, type Store } from '../src/index.ts';
import { storeEdgesSuite } from './store-edges-suite.ts';
import { type OpenStore, storeSuite } from './store-suite.ts';

const cleanUps: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'zdjsm-store-'));
  cleanUps.push(() => rmSync(path, { recursive: true }));
  return path;
}

function open(path: string): Store {
  const store = openSqliteStore(path);
  cleanUps.push(() => store.close().catch(() => {}));
  return store;
}

describe('SQLite', () => {
  const openEmpty: OpenStore = async () => {
    const path = folder();
    const store = open(path);
    return {
      store,
      async reopen() {
        await store.close();
        return open(path);
      },
    };
  };
  storeSuite(openEmpty);
  storeEdgesSuite(openEmpty);

  test('a second process is kept out with a clear message', () => {
    const path = folder();
    open(path);
    expect(() => open(path)).toThrow(/in use by another process/);
  });

  test('a file that is no store is named', () => {
    const path = folder();
    writeFileSync(join(path, 'store.db'), 'x'.repeat(10_000));
    expect(() => open(path)).toThrow(expect.objectContaining({ code: 'STORE_CORRUPT' }));
  });

  test('what is committed at a time goes to the disk at once', async () => {
    const path = folder();
    const store = open(path);
    const logged = () => statSync(join(path, 'store.db-wal')).size;
    const commit = (n: number) => store.commit({ meta: { [`key ${n}`]: n } });
    const numbers = Array.from({ length: 50 }, (_, n) => n);
    const start = logged();
    await Promise.all(numbers.map(commit));
    const together = logged() - start;
    for (const n of numbers) await commit(n);
    const apart = logged() - start - together;
    expect(together).toBeLessThan(apart / 10);
    expect(await store.meta.get('key 49')).toBe(49);
  });

  test('a commit that fails takes no other with it that was made at the same time', async () => {
    const store = open(folder());
    const broken = { kind: 'ticket', sourceId: '1' } as unknown as CrosswalkRow;
    const ended = await Promise.allSettled([
      store.commit({ meta: { before: 1 } }),
      store.commit({ meta: { broken: 1 }, crosswalk: [broken] }),
      store.commit({ meta: { after: 1 } }),
    ]);
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await store.meta.get('before')).toBe(1);
    expect(await store.meta.get('broken')).toBeUndefined();
    expect(await store.meta.get('after')).toBe(1);
  });

  test('a commit that waits with others is there once the store is closed', async () => {
    const path = folder();
    const store = open(path);
    const committed = store.commit({ meta: { last: true } });
    await store.close();
    await committed;
    expect(await open(path).meta.get('last')).toBe(true);
    await expect(store.commit({ meta: { later: true } })).rejects.toThrow();
  });

  test('a file that broke off leaves no file behind', async () => {
    const path = folder();
    const broken = async function* () {
      yield Buffer.from('some');
      throw new Error('cut');
    };
    await expect(open(path).blobs.write(broken(), 'text/plain')).rejects.toThrow('cut');
    expect(readdirSync(join(path, 'blobs', 'incoming'))).toEqual([]);
  });
});
