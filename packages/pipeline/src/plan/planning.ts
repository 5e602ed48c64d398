import type { Jsm } from '@zdjsm/jsm';
import type { ResolvedConfig } from '../config/schema.ts';
import type { LoadContext } from '../load/load-context.ts';
import type { Migration } from '../migration.ts';
import type { PreflightReport } from '../preflight/finding.ts';
import { type PreflightOptions, preflight } from '../preflight/preflight.ts';
import type { RunContext } from '../run/context.ts';
import type { PhaseName } from '../run/events.ts';
import { migrateSample, type Sample, type SampleOptions } from '../sample/sample.ts';
import type { Source } from '../source/source.ts';
import { confirmPlan, type PlanConfirmation, writePlan } from './confirm.ts';
import { type Inventory, takeInventory } from './inventory.ts';
import { makePlan } from './make-plan.ts';
import type { MigrationPlan } from './plan.ts';

/** What comes before the first write. Only a preflight that is to fix and a sample write to the target. */
export interface Planning {
  /** What would go wrong, on both sides, and what the migration will take. */
  preflight(options?: PreflightOptions): Promise<PreflightReport>;
  /** What both sides hold, by counts: a few hundred credits. */
  inventory(): Promise<Inventory>;
  /** Writes what a load will do into `plan.json` of the folder; returns it and where it is. */
  plan(): Promise<{ readonly plan: MigrationPlan; readonly path: string }>;
  /** Confirms the plan that lies in the folder: a load asks for that. */
  confirmPlan(options: { readonly by: string }): Promise<PlanConfirmation>;
  /** Migrates the ugliest tickets into a trial project, and compares them: the one here that writes. */
  sample(options?: SampleOptions): Promise<Sample>;
  /** Walks everything that a load would, and writes nothing to anybody. */
  dryRun(): Promise<MigrationPlan>;
}

export interface PlanningInit {
  readonly context: RunContext;
  readonly jsm: Jsm;
  phase<T>(name: PhaseName, work: () => Promise<T>): Promise<T>;
  ready(): Promise<LoadContext>;
  /** A migration of its own, with this one's options. */
  open(config: ResolvedConfig, source: Source): Migration;
}

export function createPlanning({ context, jsm, phase, ready, open }: PlanningInit): Planning {
  return {
    preflight: (options) => phase('preflight', async () => await preflight(context, jsm, options)),
    inventory: async () => await takeInventory(context, jsm),
    plan: () => phase('plan', async () => await writePlan(await ready())),
    confirmPlan: async (options) => await confirmPlan(await ready(), options),
    sample: (options = {}) =>
      phase('sample', async () => await migrateSample(context, jsm, open, options)),
    dryRun: () => phase('plan', async () => await makePlan(await ready())),
  };
}
