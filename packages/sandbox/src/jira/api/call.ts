import type { z } from 'zod';
import type { Caller } from '../access/caller.ts';
import { badRequest } from './refusal.ts';
import type { Route } from './route-table.ts';
import type { PathParams } from './router.ts';

/** A request that has passed all doors: known operation, caller, limits, documented names. */
export interface Call {
  readonly caller: Caller;
  readonly route: Route;
  readonly params: PathParams;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  /** The parts of a form that are no files. */
  readonly form: Readonly<Record<string, string>>;
  /** What links in the answer begin with: the site, or the gateway's path to it. */
  readonly base: string;
  readonly headers: Headers;
}

export interface UploadedFile {
  readonly filename: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

export type Handler = (call: Call) => Response;
export type Handlers = Readonly<Record<string, Handler>>;

export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`${call.route.path} has no parameter ${name}`);
  return value;
}

/** The body's documented part that the operation uses. */
export function readBody<T>(call: Call, schema: z.ZodType<T>): T {
  const result = schema.safeParse(call.body ?? {});
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.join('.') ?? '';
  throw badRequest(
    `Invalid request payload. Refer to the REST API documentation and try again. ${place}`,
  );
}

export function flag(call: Call, name: string, otherwise: boolean): boolean {
  const value = call.query.get(name);
  return value === null ? otherwise : value === 'true';
}

export function wholeNumber(call: Call, name: string, otherwise: number): number {
  const value = call.query.get(name);
  if (value === null || value === '') return otherwise;
  if (!/^-?\d+$/.test(value))
    throw badRequest(`The value '${value}' of '${name}' is not a number.`);
  return Number(value);
}

/** A comma list, a repeated parameter, or both (facts § 2). */
export function list(call: Call, name: string): string[] {
  return call.query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}
