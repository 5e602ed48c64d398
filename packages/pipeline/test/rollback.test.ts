import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AdfDocument } from '@zdjsm/jsm';
import { type JiraState, plannedFaults } from '@zdjsm/sandbox';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Backup, openSqliteStore, resolveConfig } from '../src/index.ts';
import { cliHere } from './support/cli-here.ts';
import { startMigration } from './support/cli-process.ts';
import { runUntil } from './support/interrupt.ts';
import { expectTakenBack, withoutAccounts } from './support/taken-back.ts';
import { targetOf } from './support/target.ts';
import { targetAgent } from './support/target-agent.ts';
import { createWorld, type World } from './support/world.ts';

describe('R-10: the target equals the state before, apart from what agents touched', () => {
  let world: World;
  let before: JiraState;
  let backup: Backup;

  const inspect = (): JiraState => world.sandbox.jira.inspect();
  const writes = (): number =>
    world.sandbox.history.calls.filter((c) => c.cloud === 'jira' && isWrite(c)).length;

  beforeAll(async () => {
    world = await createWorld({ zoho: { tickets: 16 } });
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
    expect(withoutAccounts(after)).toEqual(withoutAccounts(before));
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

    const { touched, member } = await workInTarget(world);
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
      ({ summary }) => summaries.has(summary) || summary === OWN_REQUEST || summary === PART,
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

describe('R-10: a load that was broken off', () => {
  test('is taken back, what nobody noted included', async () => {
    const world = await createWorld({ zoho: { tickets: 6 } });
    onTestFinished(() => world.stop());
    const before = world.sandbox.jira.inspect();
    const fault = { kind: 'after-hang' } as const;
    world.sandbox.setFaults(
      plannedFaults([{ cloud: 'jira', method: 'POST', path: /\/3\/issue$/, skip: 2, fault }]),
    );
    await runUntil(world, {}, { method: 'POST', path: /\/3\/issue$/, count: 4 });
    expect(world.sandbox.jira.inspect().issues.length).toBeGreaterThan(2);

    const migration = world.open();
    const { openBatches } = await migration.status();
    await migration.close();
    expect(openBatches).toMatchObject([{ state: 'loading' }]);
    await expectTakenBack(world, before);
  }, 120_000);

  test('records of a kind that nobody knows stop it, and so does a missing permission', async () => {
    const world = await createWorld({ zoho: { tickets: 2 } });
    onTestFinished(() => world.stop());
    const store = openSqliteStore(resolveConfig(world.config).folder);
    const at = '2026-03-02T09:00:00.000Z';
    const row = { sourceId: '1', state: 'done', rollback: 'delete', attempts: 1 } as const;
    await store.commit({
      batches: [{ id: 'b', purpose: 'load', state: 'loaded', startedAt: at, endedAt: at }],
      crosswalk: [{ ...row, kind: 'dream', batch: 'b', at }],
    });
    await store.close();
    const migration = world.open();
    for (const attempt of [migration.planRollback, migration.rollback]) {
      await expect(attempt()).rejects.toMatchObject({
        code: 'ROLLBACK_KIND',
        message: expect.stringContaining('dream'),
      });
    }
    await migration.close();

    const again = openSqliteStore(resolveConfig(world.config).folder);
    await again.commit({ forget: [{ kind: 'dream', sourceId: '1' }] });
    await again.close();
    const taken = { permission: 'DELETE_ISSUES', projectKey: 'IT' };
    world.sandbox.jira.act('revoke-permission', taken);
    const { code, output } = await cliHere(world, ['rollback', '--yes']);
    expect(output).toMatch(/may not delete issues in IT[\s\S]*→ Give it the permission/);
    expect(code).toBe(3);
    const last = world.open();
    expect((await last.status()).openBatches).toMatchObject([{ id: 'b', state: 'loaded' }]);
    await last.close();
  }, 60_000);
});

/** What people do in the target before somebody decides to roll back. */
async function workInTarget(world: World) {
  const agent = targetAgent(world);
  const ours = world.sandbox.jira.issues();
  const spoken = ours.filter(({ comments }) => comments.length > 1);
  const [edited, reworded, silenced] = spoken;
  const quiet = ours.filter(
    (issue) => issue !== edited && issue !== reworded && issue !== silenced,
  );
  const [commented, worked, divided, later] = quiet;
  if (!edited || !reworded || !silenced) throw new Error('too few threads');
  if (!commented || !worked || !divided || !later) throw new Error('too few issues');

  await agent.issues.edit(edited.key, { fields: { labels: ['urgent'] } });
  const [first] = (await agent.comments.list(reworded.key)).items;
  await agent.comments.update(reworded.key, first?.id ?? '', { body: SAID, dropMedia: true });
  const [doomed] = (await agent.comments.list(silenced.key)).items;
  await agent.comments.delete(silenced.key, doomed?.id ?? '');
  await agent.comments.add(commented.key, {
    body: SAID,
    visibility: 'internal',
    marker: 'by-hand',
  });
  const work = { started: new Date(world.clock.now()), timeSpentSeconds: 600, marker: 'by-hand' };
  await agent.worklogs.add(worked.key, work);
  const subtask = (await agent.projects.issueTypes(divided.project)).find((type) => type.subtask);
  await agent.issues.create({
    projectKey: divided.project,
    marker: 'by-hand',
    fields: {
      project: { key: divided.project },
      issuetype: { id: subtask?.id },
      parent: { key: divided.key },
      summary: PART,
    },
  });

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
  const joining = world.sandbox.jira.access.agent;
  const joined = (await agent.organizations.list().toArray({ limit: 99 })).at(-1);
  await agent.organizations.addMembers(joined?.id ?? '', [joining.accountId]);

  // With the account of the migration, but not by it.
  world.sandbox.clock.advance(3_600_000);
  await targetOf(world).issues.edit(later.key, { fields: { labels: ['later'] } });
  return {
    member: joining.email,
    touched: [
      { issue: edited, why: /changed labels at/ },
      { issue: reworded, why: /edited a comment at/ },
      { issue: silenced, why: /somebody deleted comment/ },
      { issue: commented, why: /commented at/ },
      { issue: worked, why: /added a worklog at/ },
      { issue: divided, why: /has a sub-task that is not of this migration/ },
      { issue: later, why: /Migration Bot changed labels at/ },
    ].map(({ issue: { key, summary }, why }) => ({ key, summary, why })),
  };
}

const OWN_REQUEST = 'A request that an agent made';
const PART = 'A part of the work';
const SAID: AdfDocument = {
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'On it.' }] }],
};

const isWrite = ({ method, path }: { method: string; path: string }): boolean =>
  method !== 'GET' && !/search|bulkfetch|comment\/list/.test(path);

const deletions = ({ sandbox }: World): number =>
  sandbox.history.calls.filter((c) => c.method === 'DELETE' && /\/issue\/[^/]+$/.test(c.path))
    .length;

async function deletionsReach(world: World, count: number): Promise<void> {
  while (deletions(world) < count) await new Promise((resolve) => setTimeout(resolve, 2));
}
