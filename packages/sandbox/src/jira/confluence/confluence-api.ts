import type { Caller } from '../access/caller.ts';
import type { Refusal } from '../api/refusal.ts';
import { notFound } from '../api/refusal.ts';
import { readRouteTable } from '../api/route-table.ts';
import { type Api, createApi } from '../api/serve.ts';
import type { Site } from '../site.ts';
import { classicHandlers } from './classic.ts';
import { contentPropertyHandlers } from './content-properties.ts';
import { pageFileHandlers } from './page-files.ts';
import { pageTreeHandlers } from './page-tree.ts';
import { pageHandlers } from './pages.ts';
import { spaceHandlers } from './spaces.ts';

/** `/wiki/api/v2`. */
export function confluenceApi(site: Site): Api {
  return createApi(site, {
    routes: readRouteTable(new URL('../routes/confluence-v2.tsv', import.meta.url)),
    handlers: {
      ...contentPropertyHandlers(site),
      ...pageFileHandlers(site),
      ...pageHandlers(site),
      ...pageTreeHandlers(site),
      ...spaceHandlers(site),
    },
    refuse: ({ status, message }: Refusal) => ({
      errors: [{ status, code: CODES[status] ?? 'ERROR', title: message, detail: null }],
    }),
    guard: (_request, _route, caller) => checkLicence(caller),
  });
}

/** `/wiki/rest/api`: what version 2 does not have, uploads above all (facts § 5.2). */
export function classicConfluenceApi(site: Site): Api {
  return createApi(site, {
    routes: readRouteTable(new URL('../routes/confluence-v1.tsv', import.meta.url)),
    handlers: classicHandlers(site),
    refuse: ({ status, message }: Refusal) => ({
      statusCode: status,
      data: { authorized: true, valid: status !== 400, errors: [], successful: false },
      message,
    }),
    guard: (_request, _route, caller) => checkLicence(caller),
  });
}

const CODES: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
};

/** What one may not see does not exist, here as in Jira. */
function checkLicence(caller: Caller): void {
  if (caller.account.role === 'customer') throw notFound('Not Found');
}
