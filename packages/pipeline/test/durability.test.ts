import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openSqliteStore, type Store, ZdjsmError } from '../src/index.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'zdjsm-durability-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folders = 0;
function newFolder(): string {
  folders += 1;
  const path = join(root, String(folders));
  mkdirSync(path);
  return path;
}

function open(path: string): Store {
  const store = openSqliteStore(path);
  onTestFinished(() => store.close().catch(() => {}));
  return store;
}

const KINDS = ['a', 'b', 'c'];
const COMMITS = 60;

/** The number of the commit, in several tables; all of it, or nothing. */
async function commit(store: Store, number: number): Promise<void> {
  const staged = KINDS.map((kind) => ({
    kind,
    id: 'record',
    payload: { number, text: 'x'.repeat((number * 97) % 5_000) },
    hash: String(number),
    modifiedAt: undefined,
  }));
  await store.commit({ staged, meta: { number } });
}

async function numbersIn(store: Store): Promise<ReadonlySet<unknown>> {
  const numbers = [await store.meta.get('number')];
  for (const kind of KINDS) {
    const payload = (await store.staging.get(kind, 'record'))?.payload;
    numbers.push((payload as { readonly number?: number } | undefined)?.number);
  }
  return new Set(numbers);
}

describe('a store that was cut off in the middle of a write', () => {
  let template: string;
  /** Length of the log when each commit was acknowledged. */
  let lengths: number[];

  beforeAll(async () => {
    template = newFolder();
    const store = openSqliteStore(template);
    lengths = [];
    for (let number = 1; number <= COMMITS; number++) {
      await commit(store, number);
      lengths.push(statSync(join(template, 'store.db-wal')).size);
    }
    // As the disk is while the process lives: closing it would tidy up.
    template = copyOf(template);
    await store.close();
  });

  function copyOf(path: string): string {
    const copy = newFolder();
    for (const name of ['store.db', 'store.db-wal']) {
      copyFileSync(join(path, name), join(copy, name));
    }
    return copy;
  }

  test('opens with every commit that was acknowledged, and no part of another', async () => {
    const whole = readFileSync(join(template, 'store.db-wal'));
    expect(new Set(lengths).size).toBe(COMMITS);
    await fc.assert(
      fc.asyncProperty(
        fc.noBias(fc.nat(whole.length)),
        fc.uint8Array({ maxLength: 5_000 }),
        async (length, rubbish) => {
          const path = copyOf(template);
          // What a disk has of a write that was under way may be anything.
          writeFileSync(
            join(path, 'store.db-wal'),
            [whole.subarray(0, length), rubbish]
              .map((part) => Buffer.from(part))
              .reduce((a, b) => Buffer.concat([a, b])),
          );
          const store = openSqliteStore(path);
          const numbers = await numbersIn(store);
          await store.close();
          rmSync(path, { recursive: true });
          const acknowledged = lengths.filter((size) => size <= length).length;
          expect([...numbers]).toHaveLength(1);
          expect(Number([...numbers][0] ?? 0)).toBeGreaterThanOrEqual(acknowledged);
        },
      ),
      cases(40),
    );
  });

  test('takes new commits as if nothing had happened', async () => {
    const path = copyOf(template);
    const wal = join(path, 'store.db-wal');
    writeFileSync(wal, readFileSync(wal).subarray(0, Math.floor(statSync(wal).size / 2)));
    const store = open(path);
    await commit(store, 1_000);
    await store.close();
    expect(await numbersIn(open(path))).toEqual(new Set([1_000]));
  });
});

describe('a store that can not be used says so', () => {
  test('pages that a disk has changed', async () => {
    const sound = newFolder();
    const store = openSqliteStore(sound);
    // So many that most pages hold them, and not the tables that nobody reads here.
    const staged = Array.from({ length: 2_000 }, (_, number) => {
      const payload = randomBytes(200).toString('base64');
      return { kind: 'a', id: String(number), payload, hash: '', modifiedAt: undefined };
    });
    await store.commit({ staged });
    await store.close();
    const bytes = readFileSync(join(sound, 'store.db'));
    let noticed = 0;
    await fc.assert(
      fc.asyncProperty(fc.noBias(fc.nat(bytes.length - 600)), async (at) => {
        const path = newFolder();
        const damaged = Buffer.from(bytes);
        damaged.fill(0xa5, at, at + 512);
        writeFileSync(join(path, 'store.db'), damaged);
        try {
          const opened = open(path);
          await Array.fromAsync(opened.staging.iterate('a'));
          await opened.commit({ meta: { a: 1 } });
          await opened.close();
        } catch (error) {
          if (!ZdjsmError.is(error)) throw error;
          expect(error.code).toBe('STORE_CORRUPT');
          expect(error.message).toMatch(/store/);
          noticed += 1;
        }
      }),
      cases(40),
    );
    expect(noticed).toBeGreaterThan(5);
  });

  test('a file of the store that a disk has changed, or lost', async () => {
    const path = newFolder();
    const store = open(path);
    const { sha256 } = await store.blobs.write(one(Buffer.from('a picture')), 'image/png');
    const file = join(path, 'blobs', sha256.slice(0, 2), sha256);
    writeFileSync(file, 'another one');
    const damaged = Array.fromAsync(store.blobs.open(sha256));
    await expect(damaged).rejects.toMatchObject({ code: 'BLOB_DAMAGED' });
    rmSync(file);
    const lost = Array.fromAsync(store.blobs.open(sha256));
    await expect(lost).rejects.toMatchObject({ code: 'BLOB_LOST' });
  });

  test('one of a newer version', async () => {
    const path = newFolder();
    await openSqliteStore(path).close();
    const database = new DatabaseSync(join(path, 'store.db'));
    database.exec('PRAGMA user_version = 999');
    database.close();
    const newer = { code: 'STORE_TOO_NEW', message: expect.stringContaining('schema 999') };
    expect(() => open(path)).toThrow(expect.objectContaining(newer));
  });

  test('a folder that can not be made, and one in place of the file', () => {
    const file = join(newFolder(), 'a-file');
    writeFileSync(file, '');
    expect(() => open(join(file, 'below'))).toThrow(expect.objectContaining({ code: 'DISK' }));
    const path = newFolder();
    mkdirSync(join(path, 'store.db'));
    expect(() => open(path)).toThrow(expect.objectContaining({ code: 'DISK' }));
  });

  // Root may write anywhere.
  test.skipIf(process.getuid?.() === 0)('a folder that may only be read', async () => {
    const path = newFolder();
    chmodSync(path, 0o500);
    expect(() => open(path)).toThrow(expect.objectContaining({ code: 'DISK' }));
  });
});

test('nothing but rows and named files is left of a write that was broken off', async () => {
  const path = newFolder();
  const store = open(path);
  await store.blobs.write(one(Buffer.from('kept')), 'text/plain');
  const broken = async function* () {
    yield Buffer.from('some');
    throw new Error('cut');
  };
  await expect(store.blobs.write(broken(), 'text/plain')).rejects.toThrow('cut');
  const files = readdirSync(join(path, 'blobs'), { recursive: true, withFileTypes: true });
  expect(files.filter((entry) => entry.isFile())).toHaveLength(1);
});

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
