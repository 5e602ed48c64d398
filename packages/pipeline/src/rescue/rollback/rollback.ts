import { join } from 'node:path';
import { ZdjsmError } from '@zdjsm/core';
import type { Jsm } from '@zdjsm/jsm';
import { moveBatch } from '../../batch/batch-states.ts';
import { projectKeysOf } from '../../config/project-keys.ts';
import { refuseForeignTarget } from '../../load/prepare-load.ts';
import { createSilence, SILENT_SCHEME } from '../../load/silence.ts';
import { isoNow, type RunContext } from '../../run/context.ts';
import type { Batch } from '../../store/store.ts';
import { type BatchChoice, chooseBatch } from '../choose-batch.ts';
import { lastNoted, readActivity, rollbackOf, rollbackTime } from './activity.ts';
import type { RollbackContext } from './context.ts';
import { refuseUnknownKinds } from './kinds.ts';
import { lastPlan } from './last-plan.ts';
import type { Rollback } from './result.ts';
import { createUses } from './uses.ts';
import { type Walk, walk } from './walk.ts';
import { writeLists } from './write-lists.ts';

/** Says what a rollback of the batch would do. Reads only. */
export async function planRollback(
  context: RunContext,
  jsm: Jsm,
  choice: BatchChoice,
): Promise<Rollback> {
  const batch = await chooseBatch(context.store, choice);
  moveBatch(batch, 'rolling-back');
  await refuse(context, jsm);
  const walked = await walk(await prepare(context, jsm, batch));
  await context.store.commit({ meta: lastPlan(batch.id, walked.kept.length) });
  return await conclude(context, batch, { walked, carriedOut: false });
}

/**
 * Takes the batch back: what it created, and nobody has touched since. Each record is looked at again
 * right before, and read back after. Killed in the middle, the next call goes on from there.
 */
export async function rollBack(
  context: RunContext,
  jsm: Jsm,
  choice: BatchChoice,
): Promise<Rollback> {
  const { store, clock, config } = context;
  const chosen = await chooseBatch(store, choice);
  const endedAt = chosen.endedAt ?? (await lastNoted(store, chosen));
  const batch = moveBatch(chosen, 'rolling-back', { endedAt });
  await refuse(context, jsm);
  await refuseWithoutPermission(context, jsm);
  const startedAt = (await rollbackOf(store, batch.id))?.startedAt ?? isoNow(clock);
  await store.commit({ batches: [batch], meta: rollbackTime(batch.id, { startedAt }) });

  const silence = createSilence({ ...context, jsm });
  let begun: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    begun ??= silence.begin();
    return begun;
  };
  let walked: Walk;
  try {
    walked = await walk(await prepare(context, jsm, batch), begin);
  } finally {
    await silence.end();
  }
  const result = await conclude(context, batch, { walked, carriedOut: true });
  if (walked.failed.length > 0) return result;
  if (config.silence.agents === 'mute') await jsm.site.dropUnusedScheme(SILENT_SCHEME);
  await store.commit({
    forget: walked.atTheEnd,
    batches: [moveBatch(batch, 'rolled-back')],
    meta: rollbackTime(batch.id, { startedAt, endedAt: isoNow(clock) }),
  });
  return result;
}

async function refuse(context: RunContext, jsm: Jsm): Promise<void> {
  await refuseForeignTarget(context, jsm);
  await refuseUnknownKinds(context.store);
}

async function prepare(context: RunContext, jsm: Jsm, taken: Batch): Promise<RollbackContext> {
  const { store, signal, clock } = context;
  const migrator = await jsm.users.myself({ signal });
  const batches = await store.batches.list();
  const approved = batches.filter(({ state }) => state === 'approved').map(({ id }) => id);
  return {
    ...context,
    jsm,
    taken,
    migrator,
    activity: await readActivity(store, { migrator: migrator.accountId, now: clock.now() }),
    uses: createUses({ ...context, jsm }, taken),
    approved: new Set(approved),
  };
}

async function conclude(
  { config }: RunContext,
  { id }: Batch,
  { walked, carriedOut }: { readonly walked: Walk; readonly carriedOut: boolean },
): Promise<Rollback> {
  const { atTheEnd: _, ...lists } = walked;
  const folder = join(config.folder, 'rollback', id);
  const rollback = { batch: id, carriedOut, ...lists, folder };
  await writeLists(rollback, config.target.site);
  return rollback;
}

/** Better now than after half of it. */
async function refuseWithoutPermission({ config, signal }: RunContext, jsm: Jsm): Promise<void> {
  for (const projectKey of projectKeysOf(config)) {
    const wanted = { projectKey, permissions: ['DELETE_ISSUES'] };
    const { DELETE_ISSUES: may } = await jsm.site.permissions(wanted, { signal });
    if (may?.havePermission) continue;
    throw new ZdjsmError({
      code: 'FORBIDDEN',
      message: `The account may not delete issues in ${projectKey}`,
      remedy: `Give it the permission Delete issues (Project settings › Permissions of ${projectKey}), then run the command again. Nothing was deleted.`,
      outcome: 'not-sent',
    });
  }
}
