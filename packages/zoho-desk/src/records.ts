/**
 * What Zoho sent, as it came: the keys that its documents name are typed, any other is there too.
 * Ids are strings of up to 18 digits, beyond what a number holds.
 */
export interface RawRecord {
  readonly [key: string]: unknown;
}

/** Zoho sends counts as strings in answers, though its documents allow both. */
export type Count = string | number;

/** Zoho prints some booleans as strings. */
export type Flag = boolean | 'true' | 'false';

/** `2026-03-24T09:50:03.000Z`, always UTC. */
export type Timestamp = string;

/** An id of Zoho's: digits, more than a number can hold. */
export type Id = string;

/** What appears of an agent or a contact inside other records. */
export interface PersonRef extends RawRecord {
  readonly id?: Id | null;
  readonly name?: string | null;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
  readonly photoURL?: string | null;
}

/** A record as others name it. */
export interface NamedRef extends RawRecord {
  readonly id: Id;
  readonly name?: string | null;
}

export function isRecord(value: unknown): value is RawRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A count as a number: "7" is 7. Undefined when it is absent or no count, so that nobody takes
 * "not said" for zero; Zoho's -1 (seen on drafts) is "not said" as well.
 */
export function countOf(value: unknown): number | undefined {
  const count = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : undefined;
}

/** Whether a flag is set: Zoho sends booleans and texts. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** As text, whatever came: an object of JSON may have a `toString` that is none. */
export const textOf = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);
