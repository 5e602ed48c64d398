import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { ZdjsmError } from '@zdjsm/core';
import type { Prng } from '@zdjsm/sandbox';
import { openSqliteStore } from '../../src/index.ts';
import { startMigration } from '../support/cli-process.ts';
import type { World } from '../support/world.ts';

/** A run in a process of its own is killed without a word, and no second one got at its store meanwhile. */
export async function killForReal(world: World, prng: Prng): Promise<string[]> {
  const { history } = world.sandbox;
  const { child, ended } = startMigration(world);
  const moment = 1 + prng.below(400);
  let over = false;
  void ended.then(() => {
    over = true;
  });
  const complaints: string[] = [];
  // The clock is the wall's: long pauses are not waited for.
  const end = performance.now() + LONGEST_MS;
  while (!over && history.calls.length < moment && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  if (!over && history.calls.length > 2) complaints.push(...secondProcess(world));
  child.kill('SIGKILL');
  await ended;
  if (prng.chance(0.5)) tearLog(world, prng);
  return complaints;
}

const LONGEST_MS = 15_000;

function secondProcess(world: World): string[] {
  try {
    void openSqliteStore(String(world.config.folder)).close();
    return ['two processes have one store'];
  } catch (error) {
    return ZdjsmError.is(error) && error.code === 'STORE_IN_USE'
      ? []
      : [`a second process is refused with ${String(error)}`];
  }
}

/** What a write leaves that was cut off: half a frame at the end of the log. */
function tearLog(world: World, prng: Prng): void {
  const log = join(String(world.config.folder), 'store.db-wal');
  if (existsSync(log)) appendFileSync(log, prng.hex(1 + prng.below(2_000)));
}
