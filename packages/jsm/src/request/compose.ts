import type { TransportRequest } from '@zdjsm/core';
import { type KnownRoute, ROUTES } from '../routes/routes.ts';
import type { Call, QueryValue } from './call.ts';
import { multipartOf } from './multipart.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A call as it goes on the wire, but for its address and its signature. */
export interface Composed extends Pick<TransportRequest, 'headers' | 'body'> {
  readonly route: KnownRoute;
  readonly method: Method;
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
  /** What an upload may take longer than another call, in milliseconds. */
  readonly extraTimeMs: number;
}

// A slow line: 50 kB a second.
const BYTES_PER_MS = 50;

const JSON_HEADERS = { accept: 'application/json', 'content-type': 'application/json' };
/** servicedeskapi answers 412 to an experimental operation that is not opted into. */
const OPT_IN = { 'x-experimentalapi': 'opt-in' };

export function compose<R extends KnownRoute>(route: R, call: Call<R>): Composed {
  const template = TEMPLATES.get(route) ?? templateOf(route);
  const upload = call.files && multipartOf(call.files, call.form);
  return {
    route,
    method: template.method,
    path: fill(template, call.path ?? {}),
    query: queryOf(call.query),
    extraTimeMs: (call.files ?? []).reduce((sum, file) => sum + file.size, 0) / BYTES_PER_MS,
    headers: {
      // Also where there is no body: without it, Jira answers some DELETEs with 415.
      ...JSON_HEADERS,
      ...(template.isServiceDesk ? OPT_IN : {}),
      ...upload?.headers,
    },
    body: upload?.body ?? (call.json === undefined ? undefined : JSON.stringify(call.json)),
  };
}

interface Template {
  readonly method: Method;
  /** Literal parts; between two of them stands the parameter of the same index. */
  readonly literals: readonly string[];
  readonly names: readonly string[];
  readonly isServiceDesk: boolean;
}

function templateOf(route: KnownRoute): Template {
  const [method = '', path = ''] = route.split(' ');
  return {
    method: method as Method,
    literals: path.split(/\{[\w-]+\}/),
    names: Array.from(path.matchAll(/\{([\w-]+)\}/g), ([, name = '']) => name),
    isServiceDesk: path.startsWith('/rest/servicedeskapi/'),
  };
}

const TEMPLATES: ReadonlyMap<string, Template> = new Map(
  (Object.keys(ROUTES) as KnownRoute[]).map((route) => [route, templateOf(route)]),
);

/** Account ids hold colons, and keys may hold anything: each value is one segment. */
function fill({ literals, names }: Template, values: Readonly<Record<string, string>>): string {
  let path = literals[0] ?? '';
  for (const [i, name] of names.entries()) {
    const value = values[name] ?? '';
    // A dot segment or nothing would be another path.
    if (value === '' || value === '.' || value === '..') {
      throw new TypeError(`${path}{${name}}: ${JSON.stringify(value)} can't be the ${name}`);
    }
    path += encodeURIComponent(value) + (literals[i + 1] ?? '');
  }
  return path;
}

function queryOf(query: Readonly<Record<string, QueryValue>> | undefined): string {
  if (!query) return '';
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  return parameters.size === 0 ? '' : `?${parameters}`;
}
