import { ZdjsmError } from '@zdjsm/core';
import type { FromSource, UnreadableValue } from '../model/from-source.ts';

/**
 * Reads fields of a raw payload and believes nothing: vendors send numbers for strings, "false" for
 * false, null for what their documents require, and keys that no document names. What is there and
 * can't be read is never dropped without a word: it is in `unreadable`.
 */
export interface PayloadReader {
  /** A non-empty string; numbers become strings. */
  text(key: string): string | undefined;
  /** A string that the record can't do without. */
  required(key: string): string;
  /** False where nothing is said. */
  flag(key: string): boolean;
  /** Undefined where nothing is said. */
  maybeFlag(key: string): boolean | undefined;
  number(key: string): number | undefined;
  /** ISO 8601 in UTC, of the years 1 to 9999; undefined when it is no time. */
  time(key: string): string | undefined;
  /** The object at the key; an empty one when there is none. */
  child(key: string): PayloadReader;
  children(key: string): PayloadReader[];
  texts(key: string): string[];
  /** As it came; empty when there is none. */
  list(key: string): readonly unknown[];
  entries(key: string): [string, unknown][];
  /** What was asked for so far, children included, and could not be read. */
  readonly unreadable: readonly UnreadableValue[];
}

export function readPayload(payload: unknown, record: string): PayloadReader {
  return reader(payload, { record, path: '', found: new Map() });
}

/** A parser of whole records, which tells what of them it could not read. */
export function parserOf<T extends FromSource>(
  record: string,
  parse: (data: PayloadReader) => T,
): (payload: unknown) => T {
  return (payload) => {
    const data = readPayload(payload, record);
    const parsed = parse(data);
    const { unreadable } = data;
    return unreadable.length > 0 ? { ...parsed, unreadable } : parsed;
  };
}

interface Place {
  readonly record: string;
  /** Ends in a dot, unless it is the record itself. */
  readonly path: string;
  /** By field: what is read twice is noted once. */
  readonly found: Map<string, string>;
}

function reader(payload: unknown, place: Place): PayloadReader {
  const { record, path, found } = place;
  const object: Readonly<Record<string, unknown>> = isObject(payload) ? payload : {};
  const own = (key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);
  const inside = (key: string): Place => ({ ...place, path: `${path}${key}.` });

  const read = <T>(key: string, parse: (value: unknown) => T | undefined): T | undefined => {
    const value = own(key);
    if (value === undefined || value === null || value === '') return undefined;
    const parsed = parse(value);
    if (parsed === undefined) found.set(path + key, describe(value));
    return parsed;
  };
  const text = (key: string): string | undefined => read(key, toText);
  const list = (key: string): readonly unknown[] => read(key, toList) ?? [];
  return {
    text,
    required(key) {
      const value = text(key);
      if (value !== undefined) return value;
      const instead = found.get(path + key);
      throw new ZdjsmError({
        code: 'SOURCE_RECORD',
        message: `${record}: "${path}${key}" is ${instead ? `unreadable: ${instead}` : 'missing'}`,
        remedy: 'Look at the record in the source. It is parked; all others go on.',
      });
    },
    flag: (key) => read(key, toFlag) ?? false,
    maybeFlag: (key) => read(key, toFlag),
    number: (key) => read(key, toNumber),
    time: (key) => read(key, toTime),
    child: (key) => reader(read(key, toObject), inside(key)),
    children: (key) => list(key).map((item, i) => reader(item, inside(`${key}[${i}]`))),
    list,
    texts: (key) => list(key).flatMap((item) => toText(item) ?? []),
    entries: (key) => Object.entries(read(key, toObject) ?? {}),
    get unreadable() {
      return Array.from(found, ([field, value]) => ({ field, found: value }));
    },
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const toObject = (value: unknown) => (isObject(value) ? value : undefined);

const toList = (value: unknown): readonly unknown[] | undefined =>
  Array.isArray(value) ? (value as unknown[]) : undefined;

function toText(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function toFlag(value: unknown): boolean | undefined {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : undefined;
}

function toNumber(value: unknown): number | undefined {
  const number = Number(toText(value));
  return Number.isFinite(number) ? number : undefined;
}

function toTime(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const digits = typeof value === 'string' && /^\d{10,}$/.test(value);
  const date = new Date(digits ? Number(value) : value);
  const year = date.getUTCFullYear();
  // Beyond these, ISO 8601 has more digits, and no other system takes it for a time.
  return year >= 1 && year <= 9999 ? date.toISOString() : undefined;
}

/** The kind of a value, never its content: it may be a customer's. */
function describe(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'string') return `a text of ${value.length} characters`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
