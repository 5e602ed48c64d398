import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { ZdjsmError } from '@zdjsm/core';
import pg from 'pg';
import { type Db, PgBoss } from 'pg-boss';
import { connectionOptions, type PostgresSettings } from '../store/postgres/connection.ts';
import { explain } from '../store/postgres/errors.ts';
import type { Store } from '../store/store.ts';
import type { Crew, CrewCount, SharedRun } from './crew.ts';

const QUEUE = 'tickets';
const RUN_KEY = 'workers:run';
const IDS_AN_INSERT = 1_000;

const LEASE_SECONDS = 30;
/** For workers that were not heard of for as long as that. */
const LOOK_EVERY_SECONDS = 3;
const BEATS_A_LEASE = 6;
/** Before others may take over, whatever the clocks say. */
const GIVE_UP_AFTER_SHARE = 0.75;
const LOOK_AGAIN_MS = 250;

interface Job {
  readonly id: string;
}

export interface CrewOptions extends PostgresSettings {
  readonly schema: string;
  readonly store: Store;
  /**
   * Seconds without a word after which a worker's tickets go to others; at least 10. The first to join a
   * store decides. Default 30.
   */
  readonly leaseSeconds?: number | undefined;
}

/** The line is a queue of pg-boss, in a schema of its own beside the store's. */
export async function joinCrew({
  schema,
  store,
  leaseSeconds = LEASE_SECONDS,
  ...settings
}: CrewOptions): Promise<Crew> {
  const worker = { id: randomUUID(), host: hostname(), pid: process.pid };
  const table = `"${schema}".workers`;
  const pool = new pg.Pool({ ...connectionOptions(settings), max: 2 });
  pool.on('error', () => {});
  const explained = async <T>(work: () => Promise<T>): Promise<T> =>
    await work().catch((error: unknown) => {
      throw explain(error, settings.url);
    });
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: `${schema}_queue`,
    schedule: false,
    superviseIntervalSeconds: LOOK_EVERY_SECONDS,
    monitorIntervalSeconds: LOOK_EVERY_SECONDS,
  });
  // What fails in the background fails in the foreground, too, and is explained there.
  boss.on('error', () => {});
  const lease = await explained(async () => {
    // The store makes the table.
    await store.meta.get(RUN_KEY);
    await boss.start();
    await boss.createQueue(QUEUE, {
      policy: 'exclusive',
      heartbeatSeconds: leaseSeconds,
      expireInSeconds: 24 * 60 * 60 - 1,
      retentionSeconds: 365 * 24 * 60 * 60,
      // Whoever had it died of something else, as a rule; a ticket is never given up.
      retryLimit: 1_000,
    });
    return (await boss.getQueue(QUEUE))?.heartbeatSeconds ?? leaseSeconds;
  });
  const giveUpAfterMs = lease * GIVE_UP_AFTER_SHARE * 1_000;

  const inHand = new Map<string, { readonly id: string; readonly retryCount: number }>();
  const lost = new AbortController();
  let heard = performance.now();
  const beat = async (): Promise<void> => {
    const begun = performance.now();
    if (inHand.size > 0) await boss.touch(QUEUE, [...inHand.values()]);
    await pool.query(`UPDATE ${table} SET seen_at = now() WHERE id = $1`, [worker.id]);
    heard = begun;
  };
  const beating = setInterval(
    () => {
      // Also when the process itself was stopped for a while.
      if (inHand.size > 0 && performance.now() - heard > giveUpAfterMs) {
        lost.abort(lostError(giveUpAfterMs / 1_000));
      }
      void beat().catch(() => {});
    },
    (lease * 1_000) / BEATS_A_LEASE,
  );
  beating.unref();

  const current = async (): Promise<SharedRun | undefined> =>
    ((await store.meta.get(RUN_KEY)) as SharedRun | null | undefined) ?? undefined;
  const isOpen = async ({ id }: SharedRun): Promise<boolean> => (await current())?.id === id;

  const isAny = (condition: string): Promise<boolean> =>
    explained(async () => {
      const sql = `SELECT EXISTS (SELECT FROM ${schema}_queue.job WHERE name = $1 AND ${condition}) AS any`;
      const { rows } = await pool.query<{ any: boolean }>(sql, [QUEUE]);
      return rows[0]?.any === true;
    });

  return {
    lost: lost.signal,
    open: (run) => store.commit({ meta: { [RUN_KEY]: run } }),
    async close(run, signal) {
      if (await isOpen(run)) await store.commit({ meta: { [RUN_KEY]: null } });
      while (await isAny("state = 'active'")) {
        signal?.throwIfAborted();
        await pause(LOOK_AGAIN_MS);
      }
    },
    run: current,
    async enqueue(ids) {
      let position = 0;
      let page: string[] = [];
      const insert = () =>
        explained(async () => {
          const jobs = page.map((id, i) => ({
            data: { id },
            singletonKey: id,
            priority: -(position + i),
          }));
          await boss.insert(QUEUE, jobs);
          position += page.length;
          page = [];
        });
      for await (const id of ids) {
        page.push(id);
        if (page.length === IDS_AN_INSERT) await insert();
      }
      if (page.length > 0) await insert();
      return position;
    },
    async claim(run) {
      if (lost.signal.aborted || !(await isOpen(run))) return undefined;
      const [job] = await explained(() => boss.fetch<Job>(QUEUE, { includeMetadata: true }));
      if (!job) return undefined;
      const attempt = { id: job.id, retryCount: job.retryCount };
      if (inHand.size === 0) heard = performance.now();
      inHand.set(job.id, attempt);
      const giveBack = async (): Promise<void> => {
        inHand.delete(job.id);
        await explained(() => boss.fail(QUEUE, attempt));
      };
      // It may have been closed in between: whoever closed it counts on nobody who began later.
      if (!(await isOpen(run))) {
        await giveBack();
        return undefined;
      }
      return {
        id: job.data.id,
        giveBack,
        end: ({ writes, failed }) =>
          explained(async () => {
            const sql = `INSERT INTO ${table} AS row (id, run, host, pid, tickets, failed, writes)
              VALUES ($1, $2, $3, $4, 1, $5, $6) ON CONFLICT (id, run) DO UPDATE SET seen_at = now(),
                tickets = row.tickets + 1, failed = row.failed + $5, writes = row.writes + $6`;
            const { id, host, pid } = worker;
            await inTransaction(pool, async (client) => {
              await client.query(sql, [id, run.id, host, pid, failed ? 1 : 0, writes]);
              const db: Db = { executeSql: (text, values) => client.query(text, values) };
              await boss.deleteJob(QUEUE, attempt, { db });
            });
            inHand.delete(job.id);
          }),
      };
    },
    line: () =>
      explained(async () => {
        const sql = `SELECT count(*) FILTER (WHERE state = 'active') AS running, count(*) AS all
          FROM ${schema}_queue.job WHERE name = $1 AND state < 'completed'`;
        const { rows } = await pool.query(sql, [QUEUE]);
        const [running, all] = [Number(rows[0]?.['running']), Number(rows[0]?.['all'])];
        return { waiting: all - running, running };
      }),
    isDrained: async () => !(await isAny("state < 'completed'")),
    count: (run) =>
      explained(async () => {
        const sql = `SELECT id = $2 AS own, sum(tickets) AS tickets, sum(failed) AS failed,
          sum(writes) AS writes FROM ${table} WHERE run = $1 GROUP BY id = $2`;
        const { rows } = await pool.query(sql, [run.id, worker.id]);
        const sumOf = (some: readonly Record<string, unknown>[]): CrewCount => {
          const sum = (name: string) => some.reduce((all, row) => all + Number(row[name]), 0);
          return { tickets: sum('tickets'), failed: sum('failed'), writes: sum('writes') };
        };
        return { all: sumOf(rows), others: sumOf(rows.filter((row) => row['own'] === false)) };
      }),
    async leave() {
      clearInterval(beating);
      await boss.stop({ graceful: false }).catch(() => {});
      await pool.end();
    },
  };
}

async function inTransaction(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<void>,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
    client.release();
  } catch (error) {
    // What is half done ends with its session.
    client.release(true);
    throw error;
  }
}

const lostError = (seconds: number): ZdjsmError =>
  new ZdjsmError({
    code: 'WORKER_LOST',
    message: `This worker was not heard of for ${seconds} seconds: others take over its tickets`,
    remedy: 'See that the machine and its way to the database are well, then start it again.',
    outcome: 'not-sent',
  });

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
