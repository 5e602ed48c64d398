import { shared } from '@zdjsm/testing';
import { expect, test } from 'vitest';
import { ROUTES } from '../src/routes/routes.ts';

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Every operation that Atlassian documents, as `METHOD /path`. */
function documented(): Set<string> {
  const documents = [
    { file: 'jira-platform-v3.2026-07.json', prefix: '' },
    { file: 'jsm-servicedeskapi.2025-09.json', prefix: '' },
    { file: 'confluence-v1.2026-07.json', prefix: '' },
    { file: 'confluence-v2.2026-07.json', prefix: '/wiki/api/v2' },
  ];
  return new Set(
    documents.flatMap(({ file, prefix }) =>
      Object.entries(shared.json<OpenApi>('specs', 'atlassian', file).paths).flatMap(
        ([path, methods]) =>
          Object.keys(methods).map((method) => `${method.toUpperCase()} ${prefix}${path}`),
      ),
    ),
  );
}

test.skipIf(!shared.available)('every route is in a document of Atlassian, but for Assets', () => {
  const known = documented();
  // Version 2 of the platform has the operations of version 3, and wiki markup for documents.
  const asDocumented = (route: string) => route.replace(' /rest/api/2/', ' /rest/api/3/');
  const unknown = Object.keys(ROUTES).filter((route) => !known.has(asDocumented(route)));
  expect(unknown.filter((route) => !route.includes(' /jsm/assets/'))).toEqual([]);
});

test.each(Object.entries(ROUTES))('%s says what sending it twice does', (route, facts) => {
  if (route.startsWith('GET ')) expect(facts.kind).toBe('read');
  if (facts.kind === 'repeatable') expect(facts.why).toMatch(/\w+ \w+/);
  if ('issue' in facts) expect(route).toContain(`{${facts.issue}}`);
});

test('what may be repeated is nothing that makes a new thing each time', () => {
  const repeatablePosts = Object.entries(ROUTES)
    .filter(([route, { kind }]) => route.startsWith('POST ') && kind === 'repeatable')
    .map(([route]) => route);
  // Whoever adds one here has looked up that a second one changes nothing.
  expect(repeatablePosts.sort()).toMatchInlineSnapshot(`
    [
      "POST /rest/api/3/issue/{issueIdOrKey}/remotelink",
      "POST /rest/api/3/issue/{issueIdOrKey}/watchers",
      "POST /rest/api/3/issueLink",
      "POST /rest/api/3/screens/addToDefault/{fieldId}",
      "POST /rest/servicedeskapi/customer",
      "POST /rest/servicedeskapi/organization",
      "POST /rest/servicedeskapi/organization/{organizationId}/user",
      "POST /rest/servicedeskapi/request/{issueIdOrKey}/participant",
      "POST /rest/servicedeskapi/request/{requestIdOrKey}/feedback",
      "POST /rest/servicedeskapi/servicedesk/{serviceDeskId}/attachTemporaryFile",
      "POST /rest/servicedeskapi/servicedesk/{serviceDeskId}/customer",
      "POST /rest/servicedeskapi/servicedesk/{serviceDeskId}/organization",
      "POST /wiki/rest/api/content/{id}/label",
    ]
  `);
});
