import type { Field, Project } from '../model/configuration.ts';
import type { Doc } from '../model/issues.ts';
import type { Json } from '../model/json.ts';
import type { Account } from '../model/people.ts';
import type { Site } from '../site.ts';

/** Where a value is going. */
export interface FieldWrite {
  readonly site: Site;
  readonly field: Field;
  readonly project: Project;
  /** ADF or wiki markup, as the door that the call came through takes it. */
  readonly richText: (input: unknown, fieldId: string) => Doc;
  readonly mayModifyReporter: boolean;
  /** The issue type of the issue that is written. */
  readonly issueTypeId: string;
}

/** How a value is shown: the links and the rich text differ by door. */
export interface FieldRead {
  readonly site: Site;
  readonly field: Field;
  /** `https://…/rest/api/3` */
  readonly rest: string;
  readonly issueKey: string;
  readonly user: (account: Account) => Readonly<Record<string, unknown>>;
  readonly richText: (stored: Doc) => unknown;
}

export type FieldOperation = 'set' | 'add' | 'remove' | 'edit';

/** How values of one kind are read from a request, stored and shown. */
export interface FieldKind {
  readonly type: string;
  readonly items?: string;
  readonly operations: readonly FieldOperation[];
  /** Null empties the field. Throws a Refusal that names the field. */
  parse(input: unknown, write: FieldWrite): Json;
  show(stored: Json, read: FieldRead): unknown;
  /** As a person reads it: in the change log, on the portal and for `~`. */
  text(stored: Json, site: Site): string;
}

/** Narrowing for stored values, whose shape the kind itself has written. */
export function storedString(stored: Json | undefined): string {
  return typeof stored === 'string' ? stored : '';
}

export function storedList(stored: Json | undefined): string[] {
  return Array.isArray(stored) ? stored.filter((item) => typeof item === 'string') : [];
}
