import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openSqliteStore, type Store } from '../src/index.ts';
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
