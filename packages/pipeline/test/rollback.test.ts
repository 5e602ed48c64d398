import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JiraState } from '@zdjsm/sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Backup } from '../src/index.ts';
import { cliHere } from './support/cli-here.ts';
import { startMigration } from './support/cli-process.ts';
import { asAgent } from './support/people.ts';
import { createWorld, type World } from './support/world.ts';

/** What a rollback answers for: accounts stay, and what was mailed is another test's matter. */
const comparable = ({ issues, organizations, desks, assets, pages }: JiraState) => ({
  issues,
  organizations,
  desks,
  assets,
  pages,
});

describe('R-10: the target equals the state before, apart from what agents touched', () => {
  let world: World;
  let before: JiraState;
  let backup: Backup;

  const inspect = (): JiraState => world.sandbox.jira.inspect();
  const writes = (): number =>
    world.sandbox.history.calls.filter((c) => c.cloud === 'jira' && isWrite(c)).length;

  beforeAll(async () => {
    world = await createWorld({ zoho: { tickets: 8 } });
    before = inspect();
    const migration = world.open();
    backup = await migration.backup({ name: 'before' });
    await migration.extract();
    await migration.load();
    await migration.close();
  }, 120_000);
  afterAll(() => world.stop());

  test('a plan counts what would go, and writes nothing', async () => {
    const loaded = inspect();
    const seen = writes();
    const { code, output } = await cliHere(world, ['rollback']);
    expect(output).toMatch(/would be taken back[\s\S]*→ Nothing was deleted/);
    expect(output).toContain(`ticket`.padEnd(8));
    expect(code).toBe(0);
    const migration = world.open();
    const { kinds, kept, failed, carriedOut } = await migration.planRollback();
    await migration.close();
    const issues = kinds.find(({ kind }) => kind === 'ticket');
    expect(issues?.takenBack).toBe(loaded.issues.length - before.issues.length);
    expect({ kept, failed, carriedOut }).toEqual({ kept: [], failed: [], carriedOut: false });
    expect(writes()).toBe(seen);
    expect(inspect()).toEqual(loaded);
  }, 60_000);

  test('R-11: the state is kept before and after, a record a line', async () => {
    const { code, output } = await cliHere(world, ['backup', '--name', 'after']);
    expect(code).toBe(0);
    const folder = /Backup: (.*)/.exec(output)?.[1] ?? '';
    expect(folder).toMatch(/-after$/);
    const lines = readFileSync(join(folder, 'issues.jsonl'), 'utf8').split('\n').slice(0, -1);
    const kept = lines.map((line) => JSON.parse(line) as { key: string; comments: unknown[] });
    const loaded = world.sandbox.jira.issues();
    expect(kept.map(({ key }) => key).sort()).toEqual(loaded.map(({ key }) => key).sort());
    for (const { key, comments } of kept) {
      const issue = loaded.find((one) => one.key === key);
      expect(comments, key).toHaveLength(issue?.comments.length ?? -1);
    }
  }, 60_000);

  test('carried out, all is as it was, but for accounts, which it lists', async () => {
    const { code, output } = await cliHere(world, ['rollback', '--yes']);
    expect(output).toMatch(/customer accounts stay/);
    expect(code).toBe(0);
    const after = inspect();
    expect(comparable(after)).toEqual(comparable(before));
    const created = after.customers.filter(
      ({ email }) => !before.customers.some((known) => known.email === email),
    );
    const migration = world.open();
    const { openBatches } = await migration.status();
    expect(openBatches).toEqual([]);
    expect((await migration.backup()).files, 'R-11').toEqual(backup.files);
    await migration.close();
    const folder = /All lists: (.*)/.exec(output)?.[1] ?? '';
    const listed = readFileSync(join(folder, 'customers.csv'), 'utf8').split('\r\n').slice(1, -1);
    expect(listed.map((line) => line.split(',')[0]).sort()).toEqual(
      created.map(({ email }) => email).sort(),
    );
    expect(after.leaks).toEqual([]);
    expect(after.violations).toEqual([]);
  }, 120_000);

  test('loaded again, touched, killed in the middle and continued: the touched stay, the rest is gone', async () => {
    const migration = world.open();
    await migration.load();
    await migration.validate();
    expect(await migration.status()).toMatchObject({ validation: { differences: 0 } });
    await migration.close();

    const { touched, member } = await workAsAgent(world);
    const used = inspect();
    const seen = deletions(world);
    const { child, ended } = startMigration(world, 'rollback');
    await Promise.race([ended, deletionsReach(world, seen + 3)]);
    child.kill('SIGKILL');
    expect((await ended).code, 'it was still running').toBeUndefined();

    const half = world.open();
    await expect(half.load()).rejects.toMatchObject({ code: 'ROLLBACK_UNFINISHED' });
    const { kept, failed } = await half.rollback();
    await half.close();
    expect(failed).toEqual([]);
    const issuesKept = kept.filter(({ kind }) => kind === 'ticket').map(({ target }) => target);
    expect(issuesKept.sort()).toEqual(touched.map(({ key }) => key).sort());
    for (const { key, why } of touched) {
      expect(kept.find(({ target }) => target === key)?.why).toMatch(why);
    }

    const after = inspect();
    const summaries = new Set(touched.map(({ summary }) => summary));
    const stay = used.issues.filter(
      ({ summary }) => summaries.has(summary) || summary === OWN_REQUEST,
    );
    expect(after.issues).toEqual(stay);
    const organizations = after.organizations.filter(
      ({ name }) => !before.organizations.some((known) => known.name === name),
    );
    const needed = new Set(stay.flatMap(({ fields }) => fields['Organizations'] ?? []));
    for (const { name, members } of organizations) {
      expect(needed.has(name) || members.includes(member), name).toBe(true);
    }
    for (const { reporter, project } of stay) {
      const desk = after.desks.find((one) => one.project === project);
      const usedDesk = used.desks.find((one) => one.project === project);
      if (usedDesk?.customers.includes(reporter)) expect(desk?.customers).toContain(reporter);
    }
  }, 180_000);

  test('what was rolled back, and what is approved, is not rolled back again', async () => {
    const migration = world.open();
    await expect(migration.rollback()).rejects.toMatchObject({ code: 'UNKNOWN_BATCH' });
    await migration.load();
    await migration.validate();
    const { id } = await migration.approve({ by: 'Jane Doe' });
    const seen = writes();
    for (const attempt of [migration.planRollback, migration.rollback]) {
      await expect(attempt({ batch: id })).rejects.toMatchObject({ code: 'BATCH_STATE' });
    }
    expect(writes()).toBe(seen);
    await migration.close();
  }, 120_000);
});

const OWN_REQUEST = 'A request that an agent made';

/** What agents do in the target before somebody decides to roll back. */
async function workAsAgent(world: World) {
  const agent = asAgent(world);
  const admin = world.sandbox.jira.access.secondAdmin;
  const ours = world.sandbox.jira.issues();
  const [commented, edited] = ours;
  if (!commented || !edited) throw new Error('no issues');
  const body = { type: 'doc', version: 1, content: [] } as const;
  const text = [{ type: 'paragraph', content: [{ type: 'text', text: 'On it.' }] }];
  await agent.comments.add(commented.key, {
    body: { ...body, content: text },
    visibility: 'internal',
    marker: 'by-hand',
  });
  await agent.issues.edit(edited.key, { fields: { labels: ['urgent'] } });
  const desks = await agent.serviceDesks.list().toArray({ limit: 9 });
  const desk = desks.find(({ projectKey }) => projectKey === 'SUP');
  const types = await agent.requestTypes.list(desk?.id ?? '').toArray({ limit: 9 });
  await agent.requests.create({
    serviceDeskId: desk?.id ?? '',
    requestTypeId: types.find(({ name }) => name === 'Get support')?.id ?? '',
    summary: OWN_REQUEST,
    onBehalfOf: world.sandbox.jira.access.of(ours.at(-1)?.reporter ?? '').accountId,
    marker: 'own',
  });
  const organizations = await agent.organizations.list().toArray({ limit: 99 });
  const joined = organizations.at(-1);
  await agent.organizations.addMembers(joined?.id ?? '', [admin.accountId]);
  const touched = [
    { key: commented.key, summary: commented.summary, why: /commented at/ },
    { key: edited.key, summary: edited.summary, why: /changed labels at/ },
  ];
  return { touched, member: admin.email };
}

const isWrite = ({ method, path }: { method: string; path: string }): boolean =>
  method !== 'GET' && !/search|bulkfetch|comment\/list/.test(path);

const deletions = ({ sandbox }: World): number =>
  sandbox.history.calls.filter((c) => c.method === 'DELETE' && /\/issue\/[^/]+$/.test(c.path))
    .length;

async function deletionsReach(world: World, count: number): Promise<void> {
  while (deletions(world) < count) await new Promise((resolve) => setTimeout(resolve, 2));
}
