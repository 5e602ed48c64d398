import type pg from 'pg';
import type { Row } from '../rows.ts';
import { connectionOptions, type PostgresSettings } from './connection.ts';
import { explain } from './errors.ts';
import { fromText, toText } from './text.ts';

/** Sessions that read, and take files: what they write harms nobody if it is written twice. */
export interface Reading {
  query(query: pg.QueryConfig): Promise<readonly Row[]>;
  transaction(work: (client: pg.ClientBase) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

const MOST_SESSIONS = 4;

/** `ready` comes first: nothing is read of a store that is not open. */
export function createReading(settings: PostgresSettings, ready: () => Promise<unknown>): Reading {
  let pool: Promise<pg.Pool> | undefined;
  const explained = async <T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> => {
    await ready();
    pool ??= openPool(settings);
    try {
      return await work(await pool);
    } catch (error) {
      throw explain(error, settings.url);
    }
  };
  return {
    query: (query) =>
      explained(async (pool) => {
        const values = (query.values ?? []).map((one: unknown) =>
          typeof one === 'string' ? toText(one) : one,
        );
        const { rows } = await pool.query<Row>({ ...query, values });
        return rows.map(decoded);
      }),
    transaction: (work) =>
      explained(async (pool) => {
        const client = await pool.connect();
        let broken: Error | undefined;
        try {
          await client.query('BEGIN');
          await work(client);
          await client.query('COMMIT');
        } catch (error) {
          await client.query('ROLLBACK').catch((cause: Error) => {
            broken = cause;
          });
          throw error;
        } finally {
          client.release(broken);
        }
      }),
    async close() {
      await (await pool)?.end();
    },
  };
}

async function openPool(settings: PostgresSettings): Promise<pg.Pool> {
  const { default: driver } = await import('pg');
  const pool = new driver.Pool({ ...connectionOptions(settings), max: MOST_SESSIONS });
  // Of a session that breaks while nobody uses it.
  pool.on('error', () => {});
  return pool;
}

function decoded(row: Row): Row {
  const coded = Object.entries(row).filter(
    ([, value]) => typeof value === 'string' && value.includes('\u0001'),
  );
  if (coded.length === 0) return row;
  return {
    ...row,
    ...Object.fromEntries(coded.map(([name, text]) => [name, fromText(String(text))])),
  };
}
