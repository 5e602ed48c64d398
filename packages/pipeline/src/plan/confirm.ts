import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ZdjsmError } from '@zdjsm/core';
import type { LoadContext } from '../load/load-context.ts';
import { isoNow } from '../run/context.ts';
import { bindingOf, hashOfPlan, makePlan } from './make-plan.ts';
import type { MigrationPlan, PlanBinding } from './plan.ts';

const CONFIRMED_KEY = 'plan:confirmed';

/** Who has read which plan. */
export interface PlanConfirmation {
  readonly hash: string;
  readonly binding: PlanBinding;
  /** A name, for those who ask later. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

/**
 * Asked when a load finds no confirmed plan that holds: returns who confirms this one, or undefined
 * to leave the load undone.
 */
export type ConfirmPlan = (plan: MigrationPlan) => string | undefined | Promise<string | undefined>;

export const planPath = (folder: string): string => join(folder, 'plan.json');

/** Makes the plan and puts it where a person reads it. */
export async function writePlan(
  context: LoadContext,
): Promise<{ readonly plan: MigrationPlan; readonly path: string }> {
  const plan = await makePlan(context);
  const path = planPath(context.config.folder);
  await mkdir(context.config.folder, { recursive: true });
  await writeFile(path, `${JSON.stringify(plan, undefined, 2)}\n`);
  return { plan, path };
}

/**
 * Confirms the plan that lies in the folder: the one that was read, not one that would be made now.
 *
 * @throws ZdjsmError `PLAN_MISSING`, `PLAN_CHANGED`, `PLAN_FOREIGN` or `PLAN_STALE`; nothing is confirmed then.
 */
export async function confirmPlan(
  context: LoadContext,
  { by }: { readonly by: string },
): Promise<PlanConfirmation> {
  const path = planPath(context.config.folder);
  const plan = await readPlan(path);
  const binding = await bindingOf(context);
  if (plan.hash !== hashOfPlan(plan)) {
    throw refusal('PLAN_CHANGED', `${path} was changed after it was made`);
  }
  if (plan.binding.source !== binding.source || plan.binding.target !== binding.target) {
    throw refusal('PLAN_FOREIGN', `${path} is of another organization or site than this folder`);
  }
  const stale = staleness(plan.binding, binding);
  if (stale !== undefined) throw refusal('PLAN_STALE', `${path} no longer holds: ${stale}`);
  return await confirm(context, plan, by);
}

/**
 * Lets a load begin only on a plan that somebody has confirmed and that still holds.
 *
 * @throws ZdjsmError `PLAN_NOT_CONFIRMED` or `PLAN_STALE`; the plan to read is in the folder then.
 */
export async function requirePlan(context: LoadContext, ask?: ConfirmPlan): Promise<void> {
  const known = (await context.store.meta.get(CONFIRMED_KEY)) as PlanConfirmation | undefined;
  const stale = known && staleness(known.binding, await bindingOf(context));
  if (known && stale === undefined) return;
  const { plan, path } = await writePlan(context);
  const by = await ask?.(plan);
  if (by !== undefined) {
    await confirm(context, plan, by);
    return;
  }
  throw stale === undefined
    ? refusal('PLAN_NOT_CONFIRMED', `nobody has confirmed a plan yet; it is in ${path}`)
    : refusal(
        'PLAN_STALE',
        `the plan that ${known?.by} confirmed no longer holds: ${stale}. A new one is in ${path}`,
      );
}

async function confirm(
  { store, clock }: LoadContext,
  { hash, binding }: MigrationPlan,
  by: string,
): Promise<PlanConfirmation> {
  const confirmation = { hash, binding, by, at: isoNow(clock) };
  await store.commit({ meta: { [CONFIRMED_KEY]: confirmation } });
  return confirmation;
}

/** Why a plan for the one does not hold for the other; undefined where it does. */
function staleness(planned: PlanBinding, now: PlanBinding): string | undefined {
  if (planned.mapping !== now.mapping) {
    return 'the config, or what its names mean in the target, has changed';
  }
  if (planned.extraction !== now.extraction) return 'more was extracted since';
  return undefined;
}

async function readPlan(path: string): Promise<MigrationPlan> {
  try {
    const plan: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (isPlan(plan)) return plan;
  } catch (cause) {
    throw refusal('PLAN_MISSING', `${path} can't be read`, cause);
  }
  throw refusal('PLAN_CHANGED', `${path} is no plan`);
}

/** What a confirmation relies on; the hash answers for the rest. */
function isPlan(plan: unknown): plan is MigrationPlan {
  return (
    typeof plan === 'object' &&
    plan !== null &&
    'format' in plan &&
    plan.format === 1 &&
    'hash' in plan &&
    'binding' in plan &&
    typeof plan.binding === 'object' &&
    plan.binding !== null
  );
}

type Refusal =
  | 'PLAN_CHANGED'
  | 'PLAN_FOREIGN'
  | 'PLAN_MISSING'
  | 'PLAN_NOT_CONFIRMED'
  | 'PLAN_STALE';

const REMEDIES: Readonly<Record<Refusal, string>> = {
  PLAN_CHANGED: 'Run `zdjsm plan` to make it anew, read it, then confirm it.',
  PLAN_FOREIGN: 'Run `zdjsm plan` in this folder, and read that one.',
  PLAN_MISSING: 'Run `zdjsm plan` first.',
  PLAN_NOT_CONFIRMED:
    'Read it, then run `zdjsm plan --confirm "<your name>"`, and this command again.',
  PLAN_STALE: 'Read the new one, then run `zdjsm plan --confirm "<your name>"`.',
};

const refusal = (code: Refusal, message: string, cause?: unknown): ZdjsmError =>
  new ZdjsmError({ code, message, remedy: REMEDIES[code], outcome: 'not-sent', cause });
