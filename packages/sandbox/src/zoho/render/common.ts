import { hexOf } from '../../data/dice.ts';
import type { Org } from '../org/org.ts';

/** What turns numbers into ids, addresses and JSON. */
export interface RenderContext {
  readonly org: Org;
  readonly desk: string;
}

export type Json = Readonly<Record<string, unknown>>;

/** `yyyy-MM-ddTHH:mm:ss.SSSZ`, as the schemas say; the specification's examples print numbers. */
export function iso(time: number): string;
export function iso(time: number | null): string | null;
export function iso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

/** Counts and sizes are strings in real payloads. */
export function count(value: number): string {
  return String(value);
}

/** A page of the user interface; the id in it is hashed. */
export function webUrl(context: RenderContext, module: string, id: string): string {
  return `${context.desk}/support/zylker/ShowHomePage.do#${module}/dv/${hexOf(id, 48)}`;
}

export function photoUrl(context: RenderContext, path: string): string {
  return `${context.desk}/api/v1/${path}/photo?orgId=${context.org.id}`;
}

/** The named keys, in their order. */
export function pick(record: Json, keys: readonly string[]): Json {
  return Object.fromEntries(keys.map((key) => [key, record[key]]));
}

export function omit(record: Json, keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}
