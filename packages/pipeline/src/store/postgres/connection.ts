import { type Secret, ZdjsmError } from '@zdjsm/core';
import type pg from 'pg';
import { explain, placeOf } from './errors.ts';

/** A database, and the way in. */
export interface PostgresSettings {
  /** `postgres://user@host:port/database`. */
  readonly url: string;
  readonly password?: Secret | undefined;
}

const CONNECT_WITHIN_MS = 30_000;
/** A server that is gone without a word is not waited for longer. */
const ANSWER_WITHIN_MS = 120_000;

/**
 * Commits are on disk before they are told done, whatever the server's default. The server drops a
 * machine that is gone after half a minute, and with it what it had locked.
 */
const SESSION = [
  'synchronous_commit=on',
  'tcp_keepalives_idle=15',
  'tcp_keepalives_interval=5',
  'tcp_keepalives_count=3',
  'client_min_messages=warning',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

export function connectionOptions({ url, password }: PostgresSettings): pg.ClientConfig {
  const place = new URL(url);
  // The client takes a password from nowhere else, once it is given a URL.
  if (password) place.password = password.reveal();
  return {
    connectionString: place.href,
    application_name: 'zdjsm',
    options: SESSION,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 15_000,
  };
}

/** One session, whose locks end with it. */
export async function connect(settings: PostgresSettings): Promise<pg.Client> {
  // The driver is loaded by whoever has a database, and by nobody else.
  const { default: driver } = await import('pg');
  const client = new driver.Client(connectionOptions(settings));
  // Whoever waits for an answer hears of it; there may be nobody.
  client.on('error', () => {});
  try {
    await client.connect();
    await refuseUnsafe(client, settings.url);
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw explain(error, settings.url);
  }
}

/** A server that may lose what it called committed would make the write protocol worthless. */
async function refuseUnsafe(client: pg.Client, url: string): Promise<void> {
  const { rows } = await client.query<Record<string, string>>(
    `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
       current_setting('server_encoding') AS encoding`,
  );
  const { fsync, commit = '', encoding } = rows[0] ?? {};
  const unsafe = (message: string, remedy: string): ZdjsmError =>
    new ZdjsmError({
      code: 'STORE_UNSAFE',
      message: `${placeOf(url)} ${message}`,
      remedy,
      outcome: 'not-sent',
    });
  if (fsync !== 'on') {
    throw unsafe('may lose commits: fsync is off', 'Set fsync = on in its configuration.');
  }
  if (!['on', 'remote_apply'].includes(commit)) {
    throw unsafe(
      'may lose commits: synchronous_commit is off',
      'Connect without a pooler in between, or set synchronous_commit = on.',
    );
  }
  if (encoding !== 'UTF8') {
    throw unsafe('does not keep its texts in UTF-8', 'Create the database with ENCODING UTF8.');
  }
}
