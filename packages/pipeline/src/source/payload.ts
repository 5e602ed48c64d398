import { ZdjsmError } from '@zdjsm/core';

/**
 * Reads fields of a raw payload and believes nothing: vendors send numbers for strings, "false" for
 * false, null for what their documents require, and keys that no document names.
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
  /** ISO 8601 in UTC; undefined when it is no time. */
  time(key: string): string | undefined;
  /** The object at the key; an empty one when there is none. */
  child(key: string): PayloadReader;
  children(key: string): PayloadReader[];
  texts(key: string): string[];
  /** As it came; empty when there is none. */
  list(key: string): readonly unknown[];
  entries(key: string): [string, unknown][];
}

export function readPayload(payload: unknown, record: string): PayloadReader {
  const object: Readonly<Record<string, unknown>> = isObject(payload) ? payload : {};
  const text = (key: string): string | undefined => toText(object[key]);
  const list = (key: string): readonly unknown[] => {
    const value = object[key];
    return Array.isArray(value) ? (value as unknown[]) : [];
  };
  return {
    text,
    required(key) {
      const value = text(key);
      if (value !== undefined) return value;
      throw new ZdjsmError({
        code: 'SOURCE_RECORD',
        message: `${record} has no "${key}"`,
        remedy: 'Look at the record in the source. It is parked; all others go on.',
      });
    },
    flag: (key) => toFlag(object[key]) ?? false,
    maybeFlag: (key) => toFlag(object[key]),
    number(key) {
      const value = Number(text(key));
      return Number.isFinite(value) && text(key) !== undefined ? value : undefined;
    },
    time: (key) => toTime(object[key]),
    child: (key) => readPayload(object[key], `${record}.${key}`),
    children: (key) => list(key).map((item, i) => readPayload(item, `${record}.${key}[${i}]`)),
    list,
    texts: (key) => list(key).flatMap((item) => toText(item) ?? []),
    entries: (key) => (isObject(object[key]) ? Object.entries(object[key]) : []),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function toFlag(value: unknown): boolean | undefined {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : undefined;
}

function toTime(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const digits = typeof value === 'string' && /^\d{10,}$/.test(value);
  const date = new Date(digits ? Number(value) : value);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
