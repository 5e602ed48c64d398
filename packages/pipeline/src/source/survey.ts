import type { Agent, Department, Product } from '../model/helpdesk.ts';
import type { Tenant } from './source.ts';

/**
 * What a source holds, by names and counts, before a record of it is read: made from a handful of
 * calls. `init`, `inventory` and the preflight are built on it.
 */
export interface SourceSurvey {
  readonly tenant: Tenant;
  readonly departments: readonly SurveyedDepartment[];
  readonly agents: readonly Agent[];
  readonly products: readonly Product[];
  readonly modules: readonly SurveyedModule[];
  /** Fields of tickets, the standard ones included. */
  readonly fields: readonly SourceField[];
  /** What the account can't read, and why. */
  readonly closed: readonly ClosedArea[];
  /** What a whole extraction takes, by module; undefined where the source has no price. */
  readonly cost: ExtractionCost | undefined;
}

/** A department, and how many tickets it has. */
export interface SurveyedDepartment extends Department {
  /** Undefined where the account may not count. */
  readonly tickets: TicketCounts | undefined;
}

/** How many tickets have which value. Archived ones are not counted before they are listed. */
export interface TicketCounts {
  readonly total: number;
  readonly status: Readonly<Record<string, number>>;
  readonly statusType: Readonly<Record<string, number>>;
  readonly priority: Readonly<Record<string, number>>;
  readonly channel: Readonly<Record<string, number>>;
}

/** A kind of record, and how many there are. */
export interface SurveyedModule {
  /** The source's own name: `contacts`, `cm_devices`. */
  readonly name: string;
  /** Undefined where only reading all of it would tell. */
  readonly count: number | undefined;
  readonly isCustom: boolean;
}

/** What a field holds, whatever the source calls its type. */
export type FieldKind =
  | 'line'
  | 'text'
  | 'url'
  | 'number'
  | 'date'
  | 'time'
  | 'choice'
  | 'choices'
  | 'flag'
  /** Refers to another record. */
  | 'reference';

/** A field of tickets, and what it can hold. */
export interface SourceField {
  /** As the config names it: `status`, `cf_region`. */
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly isCustom: boolean;
  /** Of fields with a choice; empty for others. */
  readonly values: readonly string[];
}

/** What the account may not see. */
export interface ClosedArea {
  readonly area: string;
  /** Whether a migration can do without it. */
  readonly isNeeded: boolean;
  readonly message: string;
  readonly remedy: string;
}

/** What reading all of the source will cost. */
export interface ExtractionCost {
  readonly credits: number;
  readonly calls: number;
  /** Days that the allowance lasts for, the reserve kept. */
  readonly days: number | undefined;
  readonly modules: Readonly<Record<string, { readonly credits: number; readonly calls: number }>>;
}
