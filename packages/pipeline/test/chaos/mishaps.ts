import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ZdjsmError } from '@zdjsm/core';
import { createSandbox, type Prng } from '@zdjsm/sandbox';
import type { MigrationConfig } from '../../src/index.ts';
import { stateOf } from '../support/state-of.ts';
import type { World } from '../support/world.ts';
import { type Strikes, strike } from './fault-classes.ts';
import { asProcess, migrateOnce, type RunOptions } from './runs.ts';

/** Something that people or their network do wrong: it has to be refused, and nothing may be written. */
interface Mishap {
  readonly number: number;
  readonly name: string;
  /** Codes of the errors that it may end with. */
  readonly codes: readonly string[];
  /** Whether it can happen before the folder knows its site. */
  readonly atFirst: boolean;
  attempt(world: World): Promise<unknown>;
}

/** Lets one of them happen. */
export async function mishap(world: World, prng: Prng, strikes: Strikes): Promise<string[]> {
  const bound = isBound(world);
  const { number, name, codes, attempt } = prng.pick(
    MISHAPS.filter(({ atFirst }) => atFirst || bound),
  );
  strike(strikes, number);
  await quiet(world);
  const before = JSON.stringify(stateOf(world));
  const error = await attempt(world).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const complaints: string[] = [];
  if (!ZdjsmError.is(error)) complaints.push(`${name}: ended with ${String(error)}`);
  else if (!codes.includes(error.code)) complaints.push(`${name}: refused with ${error.code}`);
  if (JSON.stringify(stateOf(world)) !== before) complaints.push(`${name}: something was written`);
  return complaints;
}

/** What a process that died had sent may still be on its way. */
async function quiet({ sandbox }: World): Promise<void> {
  for (let calls = -1; calls !== sandbox.history.calls.length; ) {
    calls = sandbox.history.calls.length;
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
}

/** Longer than the slowest answer that a fault makes. */
const QUIET_MS = 150;

const databaseOf = (world: World): string => join(String(world.config.folder), 'store.db');

function isBound(world: World): boolean {
  if (!existsSync(databaseOf(world))) return false;
  const database = new DatabaseSync(databaseOf(world));
  try {
    return database.prepare("SELECT 1 FROM meta WHERE key = 'target'").get() !== undefined;
  } catch {
    // Nothing but the file is there.
    return false;
  } finally {
    database.close();
  }
}

const run = (world: World, config: Partial<MigrationConfig>, options: RunOptions = {}) =>
  asProcess(world, { ...options, config }, (it) => migrateOnce(it, { again: false }));

const toSite = (world: World, site: string) =>
  run(world, { target: { ...world.config.target, site, gateway: site } });

const MISHAPS: readonly Mishap[] = [
  {
    number: 20,
    name: 'no such host',
    // Looking for it may take longer than a call may take.
    codes: ['NETWORK', 'TIMEOUT'],
    atFirst: true,
    attempt: (world) => toSite(world, 'https://nowhere.invalid'),
  },
  {
    number: 20,
    name: 'nobody listens',
    codes: ['NETWORK'],
    atFirst: true,
    attempt: (world) => toSite(world, 'http://127.0.0.1:9'),
  },
  {
    number: 20,
    name: 'nobody listens on IPv6',
    codes: ['NETWORK'],
    atFirst: true,
    attempt: (world) => toSite(world, 'http://[::1]:9'),
  },
  {
    number: 20,
    name: 'no TLS where it was meant',
    codes: ['NETWORK'],
    atFirst: true,
    attempt: (world) => toSite(world, world.urls.site.replace('http:', 'https:')),
  },
  {
    number: 22,
    name: 'another site',
    codes: ['FOREIGN_TARGET'],
    atFirst: false,
    attempt: toAnotherSite,
  },
  {
    number: 22,
    name: 'a store of a newer version',
    codes: ['STORE_TOO_NEW'],
    atFirst: false,
    attempt: withNewerSchema,
  },
];

async function toAnotherSite(world: World): Promise<unknown> {
  const other = createSandbox({ seed: 4_711 });
  const { site, gateway } = await other.serve();
  try {
    return await run(world, { target: { ...world.config.target, site, gateway } });
  } finally {
    await other.stop();
  }
}

async function withNewerSchema(world: World): Promise<unknown> {
  const version = setSchema(world, 999);
  try {
    return await run(world, {});
  } finally {
    setSchema(world, version);
  }
}

/** Returns what it was. */
function setSchema(world: World, version: number): number {
  const database = new DatabaseSync(databaseOf(world));
  const row = database.prepare('PRAGMA user_version').get();
  database.exec(`PRAGMA user_version = ${version}`);
  database.close();
  return Number(row?.['user_version']);
}
