import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JimFile, ValidationSummary } from '../src/index.ts';
import { keyOf, targetAgent } from './support/target-agent.ts';
import { createWorld, type World } from './support/world.ts';
import { callsSoFar, issueWritesSince } from './support/writes.ts';

/** The first load by Jira's own importer, then the rest by the API. */
let world: World;
let files: JimFile[];
let leaked: number;
let created: number;
let beforeAdoption: number;
let summary: ValidationSummary;

beforeAll(async () => {
  world = await createWorld({ zoho: { tickets: 12 } });
  const migration = world.open();
  await migration.extract();
  const folder = join(world.folder, 'jim');
  await migration.exportJim({ folder });
  files = readdirSync(folder).map(
    (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as JimFile,
  );
  for (const file of files) world.sandbox.jira.act('import-json', file);
  const before = callsSoFar(world);
  await migration.load();
  beforeAdoption = issueWritesSince(world, before).length;
  await migration.adopt();
  // Between the two: what is internal is hidden already, and nothing is a request yet.
  leaked = world.sandbox.jira.inspect().issues.filter(({ requestType }) => requestType).length;
  await migration.load();
  created = issueWritesSince(world, before).filter(
    ({ method, path }) => method === 'POST' && path.endsWith('/rest/api/3/issue'),
  ).length;
  summary = await migration.validate();
  await migration.close();
}, 180_000);

afterAll(() => world.stop());

const live = () =>
  [...world.sandbox.zoho.truth().tickets()].filter(({ state }) =>
    ['live', 'archived'].includes(state),
  );

test('F-12: the files hold every ticket once, with its own times', () => {
  const issues = files.flatMap(({ projects }) => projects[0].issues);
  expect(issues.map(({ externalId }) => externalId).toSorted()).toEqual(
    live()
      .map(({ id }) => id)
      .toSorted(),
  );
  for (const { users, projects } of files) {
    const names = new Set(users.map(({ name }) => name));
    for (const issue of projects[0].issues) {
      const { reporter, comments } = issue;
      if (reporter) expect(names).toContain(reporter);
      for (const { author } of comments) expect(names).toContain(author);
    }
  }
});

test('F-12, M-06: what was imported is adopted: nothing is made again, authors and times stay', async () => {
  expect(created).toBe(0);
  expect(world.sandbox.jira.issues()).toHaveLength(live().length);
  const agent = targetAgent(world);
  for (const { id, record } of live()) {
    const key = keyOf(world, id);
    const issue = await agent.issues.get(key, { fields: ['created'] });
    const time = Date.parse(String(record['createdTime']));
    expect(Date.parse(String(issue.fields['created'])), key).toBe(time);
  }
});

test('M-07: nothing is loaded while an export waits to be adopted', () => {
  expect(beforeAdoption).toBe(0);
});

test('M-07: no issue was a request before its internal notes were hidden', () => {
  expect(leaked).toBe(0);
  const hidden = world.sandbox.jira
    .inspect()
    .issues.flatMap(({ comments }) => comments.filter(({ internal }) => internal));
  expect(hidden.length).toBeGreaterThan(0);
});

test('R-09: after the load all is there and equal, as with any other first load', async () => {
  expect(summary.differences).toBe(0);
  const migration = world.open();
  expect((await migration.load()).writes).toBe(0);
  await migration.close();
});
