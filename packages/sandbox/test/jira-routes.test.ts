import { shared } from '@zdjsm/testing';
import { describe, expect, test } from 'vitest';
import type { BodyShape } from '../src/jira/api/body-shape.ts';
import { type Route, readRouteTable } from '../src/jira/api/route-table.ts';
import { type ApiName, type OpenApi, openApi, type Schema } from './jira-openapi.ts';

const TABLES: readonly { readonly api: ApiName; readonly table: string }[] = [
  { api: 'platform', table: 'platform' },
  { api: 'servicedesk', table: 'servicedesk' },
  { api: 'confluence-v2', table: 'confluence-v2' },
  { api: 'confluence-v1', table: 'confluence-v1' },
];

function tableOf(name: string): Route[] {
  return readRouteTable(new URL(`../src/jira/routes/${name}.tsv`, import.meta.url));
}

/** Operations that came after the document (facts § 0). */
const LATER = new Set(['inviteCustomer']);

describe.skipIf(!shared.available).each(TABLES)('the table of $table', ({ api, table }) => {
  const document = openApi(api);
  const routes = tableOf(table).filter((route) => !LATER.has(route.operation));
  const keyOf = (route: Route): string =>
    `${route.method} ${route.path.replace('/{version}/', '/3/').replace('/wiki/api/v2', '')}`;

  test.each(routes)('$method $path is what the document says', (route) => {
    const key = keyOf(route);
    const operation = document.operations.get(key);
    expect(operation, key).toBeDefined();
    if (!operation) return;
    const query = [...route.query].map(([name, { required }]): [string, boolean] => [
      name,
      required,
    ]);
    expect(new Map(query)).toEqual(document.queryOf(key));
    expect(route.flags.has('experimental') && api === 'servicedesk').toBe(
      (operation['x-experimental'] ?? false) && api === 'servicedesk',
    );
    const classic = operation['x-atlassian-oauth2-scopes']?.find(
      ({ scheme, state }) => scheme.toLowerCase().startsWith('oauth') && state === 'Current',
    );
    expect(route.scopes).toEqual(classic?.scopes ?? []);
    const bodies = document.bodiesOf(key);
    const isForm = bodies.some(([type]) => type.includes('multipart'));
    expect(route.flags.has('multipart')).toBe(isForm);
    const schema = bodies[0]?.[1];
    if (!isForm && schema) expect(unknownKeys(route.body, schema, document)).toEqual([]);
  });

  test('has each operation once', () => {
    const names = routes.map((route) => route.operation);
    expect(new Set(names).size).toBe(names.length);
  });
});

/** Keys that the table lets pass and the document does not name, and the other way round. */
function unknownKeys(shape: BodyShape | undefined, schema: Schema, document: OpenApi): string[] {
  if (shape === undefined) return ['the table takes no body'];
  const properties = propertiesOf(schema, document);
  if (shape === 'any' || !properties) return [];
  const missing = Object.keys(properties).filter(
    (key) => !shape.has(key) && !readOnly(properties[key]),
  );
  const extra = [...shape.keys()].filter((key) => !(key in properties));
  const deeper = [...shape].flatMap(([key, inner]) => {
    const property = properties[key];
    return property && inner !== 'any' ? unknownKeys(inner, property, document) : [];
  });
  return [
    ...missing.map((key) => `missing ${key}`),
    ...extra.map((key) => `extra ${key}`),
    ...deeper,
  ];
}

function readOnly(schema: (Schema & { readonly readOnly?: boolean }) | undefined): boolean {
  return schema?.readOnly ?? false;
}

function propertiesOf(
  schema: Schema,
  document: OpenApi,
): Readonly<Record<string, Schema>> | undefined {
  const resolved = document.resolve(schema);
  if (resolved.type === 'array' && resolved.items) return propertiesOf(resolved.items, document);
  return resolved.properties;
}
