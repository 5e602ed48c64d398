import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openChangeLog } from './change-log.ts';
import { type Collection, createCollection, type StoredCollection } from './collection.ts';

export type { Collection } from './collection.ts';

/**
 * What both clouds know. With a folder, each commit is on disk before its answer is sent, so that
 * a killed sandbox comes back as it was; what the seed makes is made again instead of stored.
 */
export interface World {
  collection<T>(name: string): Collection<T>;
  /** The next number of a sequence, from 1. */
  sequence(name: string): number;
  /** Keeps the bytes and returns their SHA-256. */
  putBlob(bytes: Uint8Array): string;
  blob(sha256: string): Uint8Array | undefined;
  /** Ends seeding: what changed until now is known from the seed, what is on disk comes on top. */
  seeded(): void;
  /** Makes the changes since the last commit durable, all or none. */
  commit(): void;
  close(): void;
}

export function createWorld(options: { folder?: string | undefined } = {}): World {
  const collections = new Map<string, StoredCollection<unknown>>();
  const dirty = new Map<string, Set<string>>();
  const blobs = createBlobs(options.folder);
  const log = options.folder ? openChangeLog(join(options.folder, 'changes.jsonl')) : undefined;
  let logging = false;

  const touch = (name: string, id: string): void => {
    if (!logging) return;
    const ids = dirty.get(name);
    if (ids) ids.add(id);
    else dirty.set(name, new Set([id]));
  };

  const stored = (name: string): StoredCollection<unknown> => {
    const known = collections.get(name);
    if (known) return known;
    const made = createCollection<unknown>((id) => touch(name, id));
    collections.set(name, made);
    return made;
  };

  // One name means one type: each cloud declares its collections in one place.
  const collection = <T>(name: string): Collection<T> => stored(name) as StoredCollection<T>;

  const sequences = collection<number>('sequences');

  return {
    collection,
    sequence(name) {
      const next = (sequences.get(name) ?? 0) + 1;
      sequences.set(name, next);
      return next;
    },
    putBlob: blobs.put,
    blob: blobs.get,
    seeded() {
      for (const { name, id, value } of log?.read() ?? []) {
        stored(name).restore(id, value);
      }
      logging = log !== undefined;
    },
    commit() {
      if (dirty.size === 0) return;
      log?.append(
        [...dirty].flatMap(([name, ids]) =>
          [...ids].map((id) => ({ name, id, value: stored(name).get(id) })),
        ),
      );
      dirty.clear();
    },
    close: () => log?.close(),
  };
}

function createBlobs(folder: string | undefined) {
  const memory = new Map<string, Uint8Array>();
  const pathOf = (sha256: string): string | undefined =>
    folder && join(folder, 'blobs', sha256.slice(0, 2), sha256);
  return {
    put(bytes: Uint8Array): string {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(sha256);
      if (!path) memory.set(sha256, bytes);
      else if (!existsSync(path)) {
        mkdirSync(join(path, '..'), { recursive: true });
        writeFileSync(path, bytes);
      }
      return sha256;
    },
    get(sha256: string): Uint8Array | undefined {
      const path = pathOf(sha256);
      if (!path) return memory.get(sha256);
      return existsSync(path) ? readFileSync(path) : undefined;
    },
  };
}
