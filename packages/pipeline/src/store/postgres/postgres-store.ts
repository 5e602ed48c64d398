import { createFileBlobs } from '../file-blobs.ts';
import { pages, ROWS_A_PAGE } from '../pages.ts';
import { batchFrom, crosswalkFrom, fileFrom, type Row, stagedFrom, textOf } from '../rows.ts';
import type {
  Change,
  CrosswalkCount,
  CrosswalkFilter,
  CrosswalkState,
  RecordName,
  Store,
} from '../store.ts';
import { createTurns } from '../turns.ts';
import type { WorkerRow } from '../worker-rows.ts';
import { createBlobIndex, createPostgresBlobs } from './blobs.ts';
import { connect, type PostgresSettings } from './connection.ts';
import { explain } from './errors.ts';
import { createReading } from './reading.ts';
import { upgrade } from './upgrade.ts';
import { createWriter, takeRunLock, tryLock, unlock, type Writer } from './writer.ts';

/** Which schema of which database, and who else may have it open. */
export interface PostgresStoreOptions extends PostgresSettings {
  /** Default `zdjsm`: one migration a schema. */
  readonly schema?: string | undefined;
  /** A folder that all who use the store see, for the files; without it they are in the database. */
  readonly filesFolder?: string | undefined;
  /**
   * `run` (default) keeps every other run out; `share` joins whoever is there: workers, and whoever
   * only looks.
   */
  readonly access?: 'run' | 'share' | undefined;
}

const TRY_LOCK_EVERY_MS = 25;

/** A schema of a PostgreSQL database. It is opened by the first that is asked of it. */
export function openPostgresStore({
  schema = 'zdjsm',
  filesFolder,
  access = 'run',
  ...settings
}: PostgresStoreOptions): Store {
  const { url } = settings;
  let opened: Promise<Writer> | undefined;
  const ready = (): Promise<Writer> => {
    opened ??= openWriter();
    return opened;
  };
  const openWriter = async (): Promise<Writer> => {
    const client = await connect(settings);
    const writer = createWriter(client, { schema, url });
    try {
      if (access === 'run') await takeRunLock(writer, schema);
      await upgrade(client, schema, url);
      return writer;
    } catch (error) {
      await writer.close().catch(() => {});
      throw explain(error, url);
    }
  };
  const reading = createReading(settings, ready);
  const turns = createTurns();
  /** The statement is prepared once a session, under the name of what it asks. */
  const all = (name: string, sql: string, values: readonly unknown[] = []) =>
    reading.query({ name, text: sql.replaceAll('@', `"${schema}".`), values: [...values] });
  const one = async (name: string, sql: string, values: readonly unknown[]) =>
    (await all(name, sql, values))[0];

  /** Rows of JSON lists, each a record's. */
  const notes = async function* <T extends RecordName>(table: string): AsyncGenerator<T> {
    const sql = `SELECT * FROM @${table} WHERE (kind, source_id) > ($1, $2)
      ORDER BY kind, source_id LIMIT ${ROWS_A_PAGE}`;
    const rows = pages(
      (after: Notes | undefined) => all(table, sql, [after?.kind ?? '', after?.sourceId ?? '']),
      notesFrom,
    );
    for await (const row of rows) yield* notesOf<T>(row);
  };

  return {
    meta: {
      async get(key) {
        const row = await one('meta', 'SELECT value FROM @meta WHERE key = $1', [key]);
        return row && (JSON.parse(String(row['value'])) as unknown);
      },
    },
    staging: {
      async get(kind, id) {
        const row = await one('staged', 'SELECT * FROM @staging WHERE kind = $1 AND id = $2', [
          ...[kind, id],
        ]);
        return row && stagedFrom(row);
      },
      async hashOf(kind, id) {
        const sql = 'SELECT hash FROM @staging WHERE kind = $1 AND id = $2';
        return textOf((await one('staged hash', sql, [kind, id]))?.['hash']);
      },
      iterate: (kind) =>
        pages(
          (after) => all('staged after', stagedAfter('*'), [kind, after?.id ?? '']),
          stagedFrom,
        ),
      ids: (kind) =>
        pages(
          (after) => all('staged ids after', stagedAfter('id'), [kind, after ?? '']),
          (row) => String(row['id']),
        ),
      async count(kind) {
        const sql = 'SELECT count(*) AS count FROM @staging WHERE kind = $1';
        return Number((await one('staged count', sql, [kind]))?.['count'] ?? 0);
      },
      async ofParent(parentId) {
        const sql = 'SELECT * FROM @staging WHERE parent_id = $1 ORDER BY kind, id';
        return (await all('staged of parent', sql, [parentId])).map(stagedFrom);
      },
      async idOf(kind, name) {
        const sql = 'SELECT id FROM @names WHERE kind = $1 AND name = $2';
        return textOf((await one('id of', sql, [kind, name]))?.['id']);
      },
      async files(owner) {
        const sql = 'SELECT * FROM @files WHERE owner = $1 ORDER BY source';
        return (await all('files', sql, [owner])).map(fileFrom);
      },
      failedFiles: () =>
        pages(
          (after) =>
            all(
              'failed files',
              `SELECT * FROM @files WHERE error IS NOT NULL AND (owner, source) > ($1, $2)
                 ORDER BY owner, source LIMIT ${ROWS_A_PAGE}`,
              [after?.owner ?? '', after?.source ?? ''],
            ),
          fileFrom,
        ),
    },
    crosswalk: {
      async get(kind, sourceId) {
        const sql = 'SELECT * FROM @crosswalk WHERE kind = $1 AND source_id = $2';
        const row = await one('crosswalk', sql, [kind, sourceId]);
        return row && crosswalkFrom(row);
      },
      iterate: (kind, filter = {}) =>
        pages((after) => {
          const { name, where, values } = conditions(filter);
          return all(
            `crosswalk after ${name}`,
            `SELECT * FROM @crosswalk WHERE kind = $1 AND source_id > $2 ${where}
               ORDER BY source_id LIMIT ${ROWS_A_PAGE}`,
            [kind, after?.sourceId ?? '', ...values],
          );
        }, crosswalkFrom),
      async family(id) {
        // U+0030 comes right after the slash.
        return (await all('family', FAMILY, [id, `${id}/`, `${id}0`])).map(crosswalkFrom);
      },
      async summary() {
        const sql = 'SELECT kind, state, count(*) AS count FROM @crosswalk GROUP BY kind, state';
        return (await all('summary', sql)).map(countFrom);
      },
    },
    changes: {
      async of({ kind, sourceId }) {
        const sql = 'SELECT * FROM @changes WHERE kind = $1 AND source_id = $2';
        const row = await one('changes of', sql, [kind, sourceId]);
        return row ? notesOf<Change>(notesFrom(row)) : [];
      },
      iterate: () => notes('changes'),
    },
    findings: { iterate: () => notes('findings') },
    conflicts: { iterate: () => notes('conflicts') },
    batches: {
      async list() {
        return (await all('batches', 'SELECT * FROM @batches ORDER BY started_at, id')).map(
          batchFrom,
        );
      },
    },
    workers: {
      async list() {
        return (await all('workers', WORKERS)).map(workerFrom);
      },
    },
    blobs:
      filesFolder === undefined
        ? createPostgresBlobs(reading, schema)
        : createFileBlobs(filesFolder, createBlobIndex(reading, schema)),
    commit: async (writes) => await (await ready()).commit(writes),
    alone: (name, work) =>
      turns.take(name, async () => {
        const writer = await ready();
        const lock = `zdjsm ${schema} ${name}`;
        while (!(await tryLock(writer, lock))) await pause(TRY_LOCK_EVERY_MS);
        try {
          return await work();
        } finally {
          await unlock(writer, lock);
        }
      }),
    async close() {
      const writer = await opened?.catch(() => undefined);
      await reading.close();
      await writer?.close();
    },
  };
}

interface Notes extends RecordName {
  readonly items: readonly object[];
}

const notesFrom = (row: Row): Notes => ({
  kind: String(row['kind']),
  sourceId: String(row['source_id']),
  items: JSON.parse(String(row['items'])) as readonly object[],
});

const notesOf = <T extends RecordName>({ kind, sourceId, items }: Notes): T[] =>
  items.map((item) => ({ kind, sourceId, ...item }) as T);

const stagedAfter = (columns: string): string =>
  `SELECT ${columns} FROM @staging WHERE kind = $1 AND id > $2 ORDER BY id LIMIT ${ROWS_A_PAGE}`;

/** Only the conditions that there are, so that the index on the state is used. */
function conditions({ state, batch }: CrosswalkFilter) {
  const given = Object.entries({ state, batch }).filter(([, value]) => value !== undefined);
  return {
    name: given.map(([column]) => column).join(' '),
    where: given.map(([column], i) => `AND ${column} = $${i + 3}`).join(' '),
    values: given.map(([, value]) => value),
  };
}

// The kinds one after the other: each is a look-up by key, where DISTINCT would read all rows.
const FAMILY = `WITH RECURSIVE kinds (kind) AS (
    SELECT min(kind) FROM @crosswalk UNION ALL
    SELECT (SELECT min(next.kind) FROM @crosswalk AS next WHERE next.kind > kinds.kind)
      FROM kinds WHERE kind IS NOT NULL
  )
  SELECT row.* FROM kinds JOIN @crosswalk AS row ON row.kind = kinds.kind AND row.source_id = $1
  UNION ALL
  SELECT row.* FROM kinds JOIN @crosswalk AS row
    ON row.kind = kinds.kind AND row.source_id > $2 AND row.source_id < $3`;

const WORKERS = `SELECT *, extract(epoch FROM now() - seen_at) AS seconds_ago FROM @workers
  WHERE run = (SELECT run FROM @workers ORDER BY seen_at DESC LIMIT 1) ORDER BY host, pid`;

const workerFrom = (row: Row): WorkerRow => ({
  run: String(row['run']),
  host: String(row['host']),
  pid: Number(row['pid']),
  tickets: Number(row['tickets']),
  failed: Number(row['failed']),
  writes: Number(row['writes']),
  secondsAgo: Math.round(Number(row['seconds_ago'])),
});

const countFrom = (row: Row): CrosswalkCount => ({
  kind: String(row['kind']),
  state: row['state'] as CrosswalkState,
  count: Number(row['count']),
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
