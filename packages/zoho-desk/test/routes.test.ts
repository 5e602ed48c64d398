import { shared } from '@zdjsm/testing';
import { describe, expect, test } from 'vitest';
import type { Route } from '../src/request/route.ts';
import {
  ACTIVITY_ROUTES,
  CALL_ROUTES,
  EVENT_ROUTES,
  TASK_ROUTES,
} from '../src/routes/activities.ts';
import { KNOWLEDGE_BASE_ROUTES } from '../src/routes/knowledge-base.ts';
import { MESSAGE_ROUTES } from '../src/routes/messages.ts';
import {
  ACCOUNT_ROUTES,
  AGENT_ROUTES,
  CONTACT_ROUTES,
  DEPARTMENT_ROUTES,
  ORGANIZATION_ROUTES,
  PRODUCT_ROUTES,
  TEAM_ROUTES,
} from '../src/routes/people.ts';
import {
  CONTRACT_ROUTES,
  CUSTOM_MODULE_ROUTES,
  RATING_ROUTES,
  TAG_ROUTES,
} from '../src/routes/records.ts';
import { SETTINGS_ROUTES } from '../src/routes/settings.ts';
import { TICKET_ROUTES } from '../src/routes/tickets.ts';
import { SEARCH_DOCUMENTS } from './support/search-documents.ts';

const ROUTES: readonly Route[] = [
  ACCOUNT_ROUTES,
  ACTIVITY_ROUTES,
  AGENT_ROUTES,
  CALL_ROUTES,
  CONTACT_ROUTES,
  CONTRACT_ROUTES,
  CUSTOM_MODULE_ROUTES,
  DEPARTMENT_ROUTES,
  EVENT_ROUTES,
  KNOWLEDGE_BASE_ROUTES,
  MESSAGE_ROUTES,
  ORGANIZATION_ROUTES,
  PRODUCT_ROUTES,
  RATING_ROUTES,
  SETTINGS_ROUTES,
  TAG_ROUTES,
  TASK_ROUTES,
  TEAM_ROUTES,
  TICKET_ROUTES,
].flatMap((family) => Object.values<Route>(family));

/** A row of the condensed documents. */
interface Documented {
  readonly path: string;
  readonly limit?: { readonly max: number | null; readonly docs?: string; readonly live?: string };
  readonly from?: {
    readonly max: number | null;
    readonly default: number | null;
    readonly text?: string;
  };
  readonly sortBy?: readonly string[];
  readonly include?: readonly string[];
  readonly filters?: readonly string[];
  readonly required?: readonly string[];
  readonly scopes?: readonly string[];
  readonly body?: string;
}

// In the HTML reference, a mirror or third-party notes only: see each route's `source`.
const UNDOCUMENTED = new Set([
  'tasks.comments',
  'calls.comments',
  'events.comments',
  'accounts.contacts',
  'accounts.get',
  'attachments.content',
  'comments.attachmentContent',
  'customModules.get',
  'departments.mine',
  'knowledgeBase.attachments',
  'knowledgeBase.translation',
  'tasks.get',
  'contracts.get',
]);

const plain = (path: string): string => path.replace(/\{\w+\}/g, '{}');

/** `departmentIds(max 20)`, `field(status|priority)`, `customField1..10 (apiName:value)`. */
function namesOf(filters: readonly string[] = []): string[] {
  return filters.flatMap((filter) => {
    const numbered = /^(\w+?)(\d+)\.\.(\d+)/.exec(filter);
    if (!numbered) return /^\w+/.exec(filter)?.[0] ?? [];
    const [, name, first, last] = numbered;
    return Array.from(
      { length: Number(last) - Number(first) + 1 },
      (_, i) => `${name}${Number(first) + i}`,
    );
  });
}

test('names are unique, and every route says where it is from', () => {
  expect(new Set(ROUTES.map(({ name }) => name)).size).toBe(ROUTES.length);
  for (const { source, scopes } of ROUTES) {
    expect(source).not.toBe('');
    expect(scopes).not.toHaveLength(0);
  }
});

describe.skipIf(!shared.available)('each route is as Zoho documents it', () => {
  const documented = shared.available
    ? ['endpoints.condensed.json', 'endpoints2.condensed.json'].flatMap(
        (file) => shared.json<{ endpoints: Documented[] }>('specs/zoho-desk', file).endpoints,
      )
    : [];
  // Later documents replace rows of earlier ones.
  const byPath = new Map<string, Documented>(
    [...documented, ...SEARCH_DOCUMENTS].map((row) => [plain(row.path), row]),
  );

  test.each(ROUTES.map((route) => [route.name, route] as const))('%s', (name, route) => {
    const row = byPath.get(plain(route.path));
    if (UNDOCUMENTED.has(name)) return expect(row?.filters).toBeUndefined();
    if (!row) return expect.fail(`no document has ${route.path}`);

    const known = new Set([
      ...namesOf(row.filters),
      ...namesOf(row.required),
      ...(row.sortBy ? ['sortBy'] : []),
      ...(row.include ? ['include'] : []),
    ]);
    expect([...(route.query ?? [])].filter((query) => !known.has(query))).toEqual([]);

    if (route.paging) {
      const { limit, base, maxFrom } = route.paging;
      const measured = /max (\d+)|1-(\d+)/.exec(`${row.limit?.docs} ${row.limit?.live}`);
      const most = row.limit?.max ?? Number(measured?.[1] ?? measured?.[2] ?? limit);
      expect(limit).toBe(most);
      expect(base).toBe(row.from?.default ?? 0);
      if (maxFrom !== undefined) expect(JSON.stringify(row.from)).toContain(String(maxFrom));
    } else {
      expect(row.limit).toBeUndefined();
    }
    if (row.body?.startsWith('{')) {
      const envelope = /^\{(\w+):\[/.exec(row.body)?.[1];
      if (envelope) expect(route.envelope ?? 'data').toBe(envelope);
    }
    if (row.scopes) {
      const listed = row.scopes.join(' ');
      for (const scope of route.scopes) expect(listed).toContain(scope);
    }
  });
});
