import { readFileSync } from 'node:fs';
import { judgeRequests, shared } from '@zdjsm/testing';
import { Ajv, type AnySchemaObject } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, type World } from './support/world.ts';

/** Everything that a migration sent, held against the vendors' own documents. */
describe('what reaches the target', () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld({ zoho: { tickets: 24 } });
    const migration = world.open();
    await migration.run();
    await migration.close();
  }, 120_000);
  afterAll(() => world.stop());

  const calls = () => world.sandbox.history.calls.filter((call) => call.cloud === 'jira');

  test("every document is valid by Atlassian's JSON schema", () => {
    const schema = new URL('../../sandbox/fixtures/adf-schema-57.7.22.full.json', import.meta.url);
    const { $schema: _, ...rules } = JSON.parse(readFileSync(schema, 'utf8')) as AnySchemaObject;
    const validate = new Ajv({ strict: false, validateSchema: false }).compile(rules);
    const documents = calls().flatMap(({ method, body }) =>
      method !== 'GET' && body?.startsWith('{') ? documentsIn(JSON.parse(body)) : [],
    );
    expect(documents.length).toBeGreaterThan(100);
    for (const document of documents) {
      expect(validate(document), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    }
  });

  test.skipIf(!shared.available)("every request fits Atlassian's OpenAPI documents", () => {
    const judges = [
      judgeRequests({ file: ['specs/atlassian/jira-platform-v3.2026-07.json'] }),
      judgeRequests({ file: ['specs/atlassian/jsm-servicedeskapi.2025-09.json'] }),
    ];
    // The tenant's id and the bytes of files are served outside of the two APIs.
    const own = calls().filter(({ path }) => path.startsWith('/rest/'));
    expect(own.length).toBeGreaterThan(500);
    const complaints = own.flatMap((call) => {
      const judge = judges.find((candidate) => candidate.operationOf(call));
      const words = judge ? judge.complaints(call) : ['no such operation'];
      return words.map((complaint) => `${call.method} ${call.path}: ${complaint}`);
    });
    expect([...new Set(complaints)]).toEqual([]);
  });
});

function documentsIn(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'doc') return [value];
  return Object.values(value).flatMap(documentsIn);
}
