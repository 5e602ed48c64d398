import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ZdjsmError } from '@zdjsm/core';
import { createFileBlobs } from '../file-blobs.ts';
import { pages, ROWS_A_PAGE } from '../pages.ts';
import { packPayload } from '../payload.ts';
import {
  batchFrom,
  batchValues,
  changeFrom,
  conflictFrom,
  crosswalkFrom,
  crosswalkValues,
  fileFrom,
  findingFrom,
  stagedFrom,
  textOf,
  toJson,
} from '../rows.ts';
import type { CrosswalkCount, CrosswalkState, Store, Writes } from '../store.ts';
import { createTurns } from '../turns.ts';
import { type Database, openDatabase } from './database.ts';
import { createGroupCommit } from './group-commit.ts';

/** One folder: `store.db` and `blobs/`. One process at a time. */
export function openSqliteStore(folder: string): Store {
  makeFolder(folder);
  const database = openDatabase(join(folder, 'store.db'));
  const statements = prepareStatements(database);
  const apply = prepareWrites(database);
  const group = createGroupCommit(database);

  return {
    meta: {
      async get(key) {
        const row = statements.meta.get(key);
        return row && (JSON.parse(String(row['value'])) as unknown);
      },
    },
    staging: {
      async get(kind, id) {
        const row = statements.staged.get(kind, id);
        return row && stagedFrom(row);
      },
      async hashOf(kind, id) {
        return textOf(statements.stagedHash.get(kind, id)?.['hash']);
      },
      iterate: (kind) =>
        pages(
          (after) => statements.stagedAfter.all(kind, after?.id ?? '', ROWS_A_PAGE),
          stagedFrom,
        ),
      ids: (kind) =>
        pages(
          (after) => statements.stagedIdsAfter.all(kind, after ?? '', ROWS_A_PAGE),
          (row) => String(row['id']),
        ),
      async count(kind) {
        return Number(statements.stagedCount.get(kind)?.['count'] ?? 0);
      },
      async ofParent(parentId) {
        return statements.stagedOfParent.all(parentId).map(stagedFrom);
      },
      async idOf(kind, name) {
        return textOf(statements.idOf.get(kind, name)?.['id']);
      },
      async files(owner) {
        return statements.files.all(owner).map(fileFrom);
      },
      failedFiles: () =>
        pages(
          (after) =>
            statements.failedFiles.all(after?.owner ?? '', after?.source ?? '', ROWS_A_PAGE),
          fileFrom,
        ),
    },
    crosswalk: {
      async get(kind, sourceId) {
        const row = statements.crosswalk.get(kind, sourceId);
        return row && crosswalkFrom(row);
      },
      iterate: (kind, { state, batch } = {}) =>
        pages((after) => {
          const page = { kind, after: after?.sourceId ?? '', batch: batch ?? null };
          const limited = { ...page, limit: ROWS_A_PAGE };
          return state === undefined
            ? statements.crosswalkAfter.all(limited)
            : statements.crosswalkInState.all({ ...limited, state });
        }, crosswalkFrom),
      async family(id) {
        // U+0030 comes right after the slash.
        const rows = statements.crosswalkFamily.all({ id, from: `${id}/`, to: `${id}0` });
        return rows.map(crosswalkFrom);
      },
      async summary() {
        return statements.crosswalkSummary.all().map(
          (row): CrosswalkCount => ({
            kind: String(row['kind']),
            state: row['state'] as CrosswalkState,
            count: Number(row['count']),
          }),
        );
      },
    },
    changes: {
      async of({ kind, sourceId }) {
        return statements.changesOf.all(kind, sourceId).map(changeFrom);
      },
      async *iterate() {
        for (const row of statements.changes.iterate()) yield changeFrom(row);
      },
    },
    findings: {
      async *iterate() {
        for (const row of statements.findings.iterate()) yield findingFrom(row);
      },
    },
    conflicts: {
      async *iterate() {
        for (const row of statements.conflicts.iterate()) yield conflictFrom(row);
      },
    },
    batches: {
      async list() {
        return statements.batches.all().map(batchFrom);
      },
    },
    workers: { list: async () => [] },
    blobs: createFileBlobs(join(folder, 'blobs'), {
      async get(sha256) {
        const row = statements.blob.get(sha256);
        return (
          row && { sha256, size: Number(row['size']), contentType: String(row['content_type']) }
        );
      },
      put: ({ sha256, size, contentType }) =>
        group.run(() => statements.putBlob.run(sha256, size, contentType)),
    }),
    commit: (writes) => group.run(() => apply(writes)),
    // No other process has the file open: it is enough that this one keeps its own order.
    alone: createTurns().take,
    async close() {
      group.flush();
      database.close();
    },
  };
}

function prepareStatements(database: Database) {
  return {
    meta: database.prepare('SELECT value FROM meta WHERE key = ?'),
    staged: database.prepare('SELECT * FROM staging WHERE kind = ? AND id = ?'),
    stagedHash: database.prepare('SELECT hash FROM staging WHERE kind = ? AND id = ?'),
    stagedAfter: database.prepare(
      'SELECT * FROM staging WHERE kind = ? AND id > ? ORDER BY id LIMIT ?',
    ),
    stagedIdsAfter: database.prepare(
      'SELECT id FROM staging WHERE kind = ? AND id > ? ORDER BY id LIMIT ?',
    ),
    stagedOfParent: database.prepare('SELECT * FROM staging WHERE parent_id = ? ORDER BY kind, id'),
    idOf: database.prepare('SELECT id FROM names WHERE kind = ? AND name = ?'),
    stagedCount: database.prepare('SELECT count(*) AS count FROM staging WHERE kind = ?'),
    files: database.prepare('SELECT * FROM files WHERE owner = ? ORDER BY source'),
    failedFiles: database.prepare(
      `SELECT * FROM files WHERE error IS NOT NULL AND (owner, source) > (?, ?)
         ORDER BY owner, source LIMIT ?`,
    ),
    blob: database.prepare('SELECT * FROM blobs WHERE sha256 = ?'),
    putBlob: database.prepare('INSERT OR REPLACE INTO blobs VALUES (?, ?, ?)'),
    crosswalk: database.prepare('SELECT * FROM crosswalk WHERE kind = ? AND source_id = ?'),
    crosswalkAfter: database.prepare(
      `SELECT * FROM crosswalk WHERE kind = $kind AND source_id > $after
         AND ($batch IS NULL OR batch = $batch) ORDER BY source_id LIMIT $limit`,
    ),
    // By the index of states: a few failures are found without a look at what is done.
    crosswalkInState: database.prepare(
      `SELECT * FROM crosswalk WHERE kind = $kind AND state = $state AND source_id > $after
         AND ($batch IS NULL OR batch = $batch) ORDER BY source_id LIMIT $limit`,
    ),
    // The kinds one after the other: each is a look-up by key, where DISTINCT would read all rows.
    crosswalkFamily: database.prepare(
      `WITH RECURSIVE kinds (kind) AS (
         SELECT min(kind) FROM crosswalk UNION ALL
         SELECT (SELECT min(kind) FROM crosswalk AS next WHERE next.kind > kinds.kind)
           FROM kinds WHERE kind IS NOT NULL
       )
       SELECT row.* FROM kinds CROSS JOIN crosswalk AS row
         ON row.kind = kinds.kind AND row.source_id = $id
       UNION ALL
       SELECT row.* FROM kinds CROSS JOIN crosswalk AS row
         ON row.kind = kinds.kind AND row.source_id > $from AND row.source_id < $to`,
    ),
    crosswalkSummary: database.prepare(
      'SELECT kind, state, count(*) AS count FROM crosswalk GROUP BY kind, state',
    ),
    changesOf: database.prepare(
      'SELECT * FROM changes WHERE kind = ? AND source_id = ? ORDER BY position',
    ),
    changes: database.prepare('SELECT * FROM changes ORDER BY kind, source_id, position'),
    findings: database.prepare('SELECT * FROM findings ORDER BY kind, source_id, position'),
    conflicts: database.prepare('SELECT * FROM conflicts ORDER BY kind, source_id, position'),
    batches: database.prepare('SELECT * FROM batches ORDER BY started_at, id'),
  };
}

function prepareWrites(database: Database): (writes: Writes) => void {
  const meta = database.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)');
  const staged = database.prepare('INSERT OR REPLACE INTO staging VALUES (?, ?, ?, ?, ?, ?)');
  const named = database.prepare('INSERT OR REPLACE INTO names VALUES (?, ?, ?)');
  const unstage = database.prepare('DELETE FROM staging WHERE kind = ? AND id = ?');
  const unname = database.prepare('DELETE FROM names WHERE kind = ? AND id = ?');
  const file = database.prepare(
    'INSERT OR REPLACE INTO files (owner, source, sha256, content_type, error) VALUES (?, ?, ?, ?, ?)',
  );
  const crosswalk = database.prepare(
    `INSERT OR REPLACE INTO crosswalk (kind, source_id, target_id, target_key, state, rollback,
       hash, fields, reason, error, attempts, batch, changed_in, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const forget = database.prepare('DELETE FROM crosswalk WHERE kind = ? AND source_id = ?');
  const forgetChanges = database.prepare('DELETE FROM changes WHERE kind = ? AND source_id = ?');
  const change = database.prepare('INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?)');
  const forgetFindings = database.prepare('DELETE FROM findings WHERE kind = ? AND source_id = ?');
  const finding = database.prepare('INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?)');
  const forgetConflicts = database.prepare(
    'DELETE FROM conflicts WHERE kind = ? AND source_id = ?',
  );
  const conflict = database.prepare('INSERT INTO conflicts VALUES (?, ?, ?, ?, ?, ?, ?)');
  const batch = database.prepare('INSERT OR REPLACE INTO batches VALUES (?, ?, ?, ?, ?, ?, ?)');

  return (writes) => {
    for (const [key, value] of Object.entries(writes.meta ?? {})) {
      meta.run(key, JSON.stringify(value));
    }
    for (const record of writes.staged ?? []) {
      const { kind, id, payload, hash, modifiedAt, parentId, names } = record;
      staged.run(kind, id, packPayload(payload), hash, modifiedAt ?? null, parentId ?? null);
      for (const name of names ?? []) named.run(kind, name, id);
    }
    for (const { kind, id } of writes.unstage ?? []) {
      unstage.run(kind, id);
      unname.run(kind, id);
    }
    for (const { owner, source, sha256, contentType, error } of writes.files ?? []) {
      file.run(owner, source, sha256 ?? null, contentType ?? null, toJson(error));
    }
    for (const { kind, sourceId } of writes.forget ?? []) {
      for (const statement of [forget, forgetChanges, forgetFindings, forgetConflicts]) {
        statement.run(kind, sourceId);
      }
    }
    for (const row of writes.crosswalk ?? []) crosswalk.run(...crosswalkValues(row));
    for (const { kind, sourceId, changes } of writes.changes ?? []) {
      forgetChanges.run(kind, sourceId);
      for (const [position, { field, reason, detail }] of changes.entries()) {
        change.run(kind, sourceId, position, field, reason, detail);
      }
    }
    for (const { kind, sourceId, findings } of writes.findings ?? []) {
      forgetFindings.run(kind, sourceId);
      for (const [position, { field, expected, actual }] of findings.entries()) {
        finding.run(kind, sourceId, position, field, expected, actual);
      }
    }
    for (const { kind, sourceId, conflicts } of writes.conflicts ?? []) {
      forgetConflicts.run(kind, sourceId);
      for (const [position, { field, reason, detail, outcome }] of conflicts.entries()) {
        conflict.run(kind, sourceId, position, field, reason, detail, outcome);
      }
    }
    for (const row of writes.batches ?? []) batch.run(...batchValues(row));
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new ZdjsmError({
      code: 'DISK',
      message: `${folder} can't be made (${codeOf(cause)})`,
      remedy: 'Correct `folder` in the config, or allow writing there; then run the command again.',
      outcome: 'not-sent',
      cause,
    });
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
