import type { TransportRequest } from '@zdjsm/core';
import type { KnownRoute } from '../routes/routes.ts';
import type { Call, QueryValue } from './call.ts';
import { multipartOf } from './multipart.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A call as it goes on the wire, but for its address and its signature. */
export interface Composed extends Pick<TransportRequest, 'headers' | 'body'> {
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
  const [method, template] = splitRoute(route);
  const upload = call.files && multipartOf(call.files, call.form);
  return {
    method,
    path: fill(template, call.path ?? {}),
    query: queryOf(call.query),
    extraTimeMs: (call.files ?? []).reduce((sum, file) => sum + file.size, 0) / BYTES_PER_MS,
    headers: {
      // Also where there is no body: without it, Jira answers some DELETEs with 415.
      ...JSON_HEADERS,
      ...(template.startsWith('/rest/servicedeskapi/') ? OPT_IN : {}),
      ...upload?.headers,
    },
    body: upload?.body ?? (call.json === undefined ? undefined : JSON.stringify(call.json)),
  };
}

function splitRoute(route: KnownRoute): [Method, string] {
  const space = route.indexOf(' ');
  return [route.slice(0, space) as Method, route.slice(space + 1)];
}

/** Account ids hold colons, and keys may hold anything: each value is one segment. */
function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{([\w-]+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    // A dot segment or nothing would be another path.
    if (/^\.{0,2}$/.test(value)) {
      throw new TypeError(`${template}: ${JSON.stringify(value)} can't be the ${name}`);
    }
    return encodeURIComponent(value);
  });
}

function queryOf(query: Readonly<Record<string, QueryValue>> | undefined): string {
  if (!query) return '';
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  return parameters.size === 0 ? '' : `?${parameters}`;
}
