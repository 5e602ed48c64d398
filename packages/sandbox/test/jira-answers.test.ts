import { shared } from '@zdjsm/testing';
import { expect, test } from 'vitest';
import { readRouteTable } from '../src/jira/api/route-table.ts';
import { createRouter } from '../src/jira/api/router.ts';
import { type ApiName, openApi } from './jira-openapi.ts';
import { jiraSite, type TestSite } from './jira-site.ts';
import { walkConfluence } from './jira-walk-confluence.ts';
import { walkDesk } from './jira-walk-desk.ts';
import { walkPlatform } from './jira-walk-platform.ts';

interface Case {
  readonly api: ApiName;
  readonly walk: (site: TestSite) => Promise<void>;
}

const CASES: readonly Case[] = [
  { api: 'platform', walk: walkPlatform },
  { api: 'servicedesk', walk: walkDesk },
  { api: 'confluence-v2', walk: walkConfluence },
  { api: 'confluence-v1', walk: walkConfluence },
];

/**
 * Where live answers differ from the document, and a client has to cope with both.
 */
const KNOWN: readonly RegExp[] = [
  // A change from nothing or to nothing has null there; the document only says string.
  /changelog.*\/(from|fromString|to|toString) must be string/,
];

/** Operations whose one answer here is a refusal. */
const ALWAYS_REFUSED = new Set([
  'getUserEmail',
  'getUserEmailBulk',
  'getApprovalById',
  'answerApproval',
  'searchForIssuesUsingJql',
  'searchForIssuesUsingJqlPost',
  'getWorkflowsPaginated',
]);

test.skipIf(!shared.available).each(CASES)(
  'every operation of $api answers, and as its document says',
  async ({ api, walk }) => {
    const site = jiraSite({}, { recordBodies: true });
    await walk(site);
    const document = openApi(api);
    const routes = readRouteTable(new URL(`../src/jira/routes/${api}.tsv`, import.meta.url));
    const router = createRouter(routes);
    const answered = new Set<string>();
    const complaints: string[] = [];
    for (const call of site.sandbox.history.calls) {
      const match = router.match(call.method, call.path);
      if (match.kind !== 'route') continue;
      const { operation, method, path } = match.route;
      if (call.status < 400 || ALWAYS_REFUSED.has(operation)) answered.add(operation);
      else complaints.push(`${call.method} ${call.path} ${call.status} ${call.answer}`);
      const key = `${method} ${path.replace('/{version}/', '/3/').replace('/wiki/api/v2', '')}`;
      const isJson = call.answer?.startsWith('{') || call.answer?.startsWith('[');
      if (!isJson || !document.operations.has(key)) continue;
      complaints.push(...document.complaints(key, call.status, JSON.parse(call.answer ?? '')));
    }
    const unexpected = complaints.filter(
      (complaint) => !KNOWN.some((known) => known.test(complaint)),
    );
    expect([...new Set(unexpected)]).toEqual([]);
    expect(routes.map(({ operation }) => operation).filter((name) => !answered.has(name))).toEqual(
      [],
    );
  },
);
