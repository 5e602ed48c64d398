import { ZdjsmError } from '@zdjsm/core';
import type pg from 'pg';
import type { Writes } from '../store.ts';
import { explain } from './errors.ts';
import { statementsOf } from './statements.ts';

/**
 * The one session that this process writes in. Its locks live as long as it can write: who has lost them
 * can commit nothing any more.
 */
export interface Writer {
  commit(writes: Writes): Promise<void>;
  query(text: string, values: readonly unknown[]): Promise<pg.QueryResult>;
  close(): Promise<void>;
}

interface Waiting {
  readonly writes: Writes;
  resolve(): void;
  reject(error: unknown): void;
}

const MOST_TRIES = 5;
// Deadlock, serialization: the server asks to try again.
const TRY_AGAIN = /^40(001|P01)$/;

export function createWriter(
  client: pg.Client,
  { schema, url }: { readonly schema: string; readonly url: string },
): Writer {
  let waiting: Waiting[] = [];
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: a transaction has the session for itself. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };

  const transact = async (all: readonly Writes[], attempt = 1): Promise<void> => {
    const statements = all.flatMap((writes) => statementsOf(schema, writes));
    // One statement is a transaction by itself.
    const isAlone = statements.length < 2;
    try {
      if (!isAlone) await client.query('BEGIN');
      for (const { name, text, values } of statements) {
        await client.query({ name, text, values: [...values] });
      }
      if (!isAlone) await client.query('COMMIT');
    } catch (error) {
      if (!isAlone) await client.query('ROLLBACK').catch(() => {});
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (TRY_AGAIN.test(code) && attempt < MOST_TRIES) return await transact(all, attempt + 1);
      throw explain(error, url);
    }
  };

  /** Whatever came while the session was busy goes into one transaction: one wait for the disk. */
  const writeWaiting = async (): Promise<void> => {
    const all = waiting;
    waiting = [];
    if (all.length === 0) return;
    try {
      await transact(all.map(({ writes }) => writes));
      for (const { resolve } of all) resolve();
    } catch (error) {
      if (all.length === 1) return all[0]?.reject(error);
      // One of them spoiled it for all.
      for (const { writes, resolve, reject } of all) await transact([writes]).then(resolve, reject);
    }
  };

  return {
    commit: (writes) =>
      new Promise((resolve, reject) => {
        waiting.push({ writes, resolve, reject });
        void inTurn(writeWaiting);
      }),
    query: (text, values) =>
      inTurn(() =>
        client.query(text, [...values]).catch((error: unknown) => {
          throw explain(error, url);
        }),
      ),
    close: () => inTurn(() => client.end()),
  };
}

/** Takes the lock that one run at a time may have; it ends with the session. */
export async function takeRunLock(writer: Writer, schema: string): Promise<void> {
  if (await tryLock(writer, `zdjsm ${schema} run`)) return;
  throw new ZdjsmError({
    code: 'STORE_IN_USE',
    message: `schema ${schema} of the store is in use by another run`,
    remedy:
      'Wait until that run has ended, or stop it; then run the command again. To help it, start `zdjsm worker`.',
    outcome: 'not-sent',
  });
}

export async function tryLock(writer: Writer, name: string): Promise<boolean> {
  const { rows } = await writer.query(
    'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken',
    [name],
  );
  return rows[0]?.taken === true;
}

export async function unlock(writer: Writer, name: string): Promise<void> {
  await writer.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name]);
}
