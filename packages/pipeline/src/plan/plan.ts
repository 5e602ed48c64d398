import type { LossCount } from '../facts/staged-facts.ts';
import type { Slice } from '../report/report.ts';
import type { Tenant } from '../source/source.ts';
import type { Forecast } from './forecast/forecast.ts';

/** What a plan holds for: with another tenant, another mapping or more extracted, it is no plan. */
export interface PlanBinding {
  /** Id of the source's organization. */
  readonly source: string;
  /** Id of the target's site. */
  readonly target: string;
  /** Of the config, of what the names in it mean in the target, and of zdjsm's own rules. */
  readonly mapping: string;
  /** Whether all in scope was extracted when it was made. */
  readonly extraction: 'complete' | 'partial';
}

/** What a load will do, for a person to read before it does: a file, bound to both tenants. */
export interface MigrationPlan {
  readonly format: 1;
  /** ISO 8601. */
  readonly at: string;
  /** Of all that follows: a plan that was changed by hand is none. */
  readonly hash: string;
  readonly binding: PlanBinding;
  readonly source: { readonly name: string; readonly tenant: Tenant['name'] };
  readonly target: { readonly site: string; readonly projects: readonly string[] };
  /** The phase of a phased migration; undefined for all of the scope. */
  readonly phase: string | undefined;
  readonly records: readonly PlannedRecords[];
  readonly slices: readonly Pick<Slice, 'name' | 'rows'>[];
  /** Tickets that a rule leaves out. */
  readonly leftOut: readonly { readonly rule: string; readonly tickets: number }[];
  /** Values that can't be carried over as they are, by name: the report lists each record. */
  readonly losses: readonly LossCount[];
  readonly unmapped: readonly UnmappedValue[];
  readonly refusedTexts: number;
  readonly forecast: Forecast;
  /** What the last preflight said; undefined where none was made. */
  readonly preflight: { readonly at: string; readonly blockers: number } | undefined;
}

/** What a load will do about one kind of record. */
export interface PlannedRecords {
  readonly kind: string;
  /** In scope, as far as it is extracted. */
  readonly inScope: number;
  /** Not in the target by what the folder knows. */
  readonly toCreate: number;
  /** There already: looked at again, and written where it differs. */
  readonly there: number;
}

/** A value that no setting decides, and what becomes of it. */
export interface UnmappedValue {
  /** Where it would be decided: `statuses`, `fields.cf_region`. */
  readonly setting: string;
  readonly value: string;
  readonly tickets: number;
  readonly becomes: string;
}
