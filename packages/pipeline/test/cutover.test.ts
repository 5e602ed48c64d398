import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cutover } from '../src/index.ts';
import { toCsv } from '../src/report/csv.ts';
import { parseCsv } from '../src/report/parse-csv.ts';
import { startCli } from './support/cli-process.ts';
import { keyOf, targetAgent } from './support/target-agent.ts';
import { createWorld, type World } from './support/world.ts';
import { callsSoFar, issueWritesSince } from './support/writes.ts';

let world: World;
const load = { order: ['open', 'recent'] as const };

beforeAll(async () => {
  world = await createWorld({ zoho: { content: 'lean', tickets: 24 } });
  const migration = world.open({ load: { order: [...load.order] } });
  await migration.extract();
  await migration.load();
  await migration.close();
}, 180_000);

afterAll(() => world.stop());

const live = () =>
  [...world.sandbox.zoho.truth().tickets()].filter(({ state }) => state === 'live');

test('R-07: open and recent tickets come first, the history behind', () => {
  const created = world.sandbox.history.calls.flatMap(({ cloud, method, path, body = '' }) =>
    cloud === 'jira' && method === 'POST' && path.endsWith('/rest/api/3/issue')
      ? (live().find(({ id }) => body.includes(`zoho-${id}`)) ?? [])
      : [],
  );
  expect(created.length).toBeGreaterThan(10);
  const isOpen = created.map(({ record }) => record['statusType'] !== 'Closed');
  // Several are under way at once: the two halves may meet, by as many as these are.
  const border = isOpen.filter(Boolean).length;
  expect(isOpen.slice(0, border - 6).every(Boolean)).toBe(true);
  expect(isOpen.slice(border + 6).some(Boolean)).toBe(false);
  const first = created.slice(0, 6).map(({ record }) => String(record['createdTime']));
  const last = created.slice(border - 6, border).map(({ record }) => String(record['createdTime']));
  expect(first.toSorted()[0] ?? '').toSatisfy((time: string) => time > (last.toSorted()[0] ?? ''));
});

describe('M-15: agents who were gone', () => {
  test('are listed with their tickets, and these go to whom a person names, where still ours', async () => {
    const file = join(mkdtempSync(join(world.folder, 'reclaim-')), 'agents.csv');
    const out = await startCli(world, ['reclaim', '--out', file]).ended;
    expect(out).toMatchObject({ code: 0 });
    const rows = parseCsv(readFileSync(file, 'utf8'));
    const tickets = (agentId: string | undefined) =>
      live().filter(({ record }) => record['assigneeId'] === agentId);
    const [row] = rows.filter((one) => tickets(one['agent id']).length > 1);
    if (!row) throw new Error('every agent has an account');
    const [taken, ...others] = tickets(row['agent id']).map(({ id }) => keyOf(world, id));
    const agent = targetAgent(world);
    const me = await agent.users.myself();
    await agent.issues.edit(taken ?? '', { fields: { assignee: { accountId: me.accountId } } });

    const taker = world.sandbox.jira.access.agent;
    const filled = rows.map((one) => ({ ...one, account: one === row ? taker.email : '' }));
    const head = Object.keys(row);
    writeFileSync(
      file,
      toCsv(
        head,
        filled.map((one) => Object.values(one)),
      ),
    );
    const before = callsSoFar(world);
    const result = await startCli(world, ['reclaim', '--in', file]).ended;
    expect(result).toMatchObject({ code: 0 });
    const assigneeOf = async (key: string) =>
      (await agent.issues.get(key, { fields: ['assignee'] })).fields['assignee'];
    for (const key of others) {
      expect(await assigneeOf(key), key).toMatchObject({ accountId: taker.accountId });
    }
    expect(await assigneeOf(taken ?? '')).toMatchObject({ accountId: me.accountId });
    for (const { body = '' } of issueWritesSince(world, before)) {
      expect(Object.keys((JSON.parse(body) as { fields: object }).fields)).toEqual(['assignee']);
    }
  }, 120_000);
});

async function cutover(): Promise<Cutover> {
  const migration = world.open({ load: { order: [...load.order] } });
  try {
    return await migration.cutover();
  } finally {
    await migration.close();
  }
}

describe('R-07: the cutover', () => {
  test('people work on both sides, until a pass is short; then the list says what is left', async () => {
    const migration = world.open({ load: { order: [...load.order] } });
    world.sandbox.zoho.act('random-step', { steps: 25 });
    await world.clock.sleep(5_000);
    const pass = await migration.sync({ untilCutover: true });
    await migration.close();
    expect(pass.seconds).toBeLessThan(600);

    const key = keyOf(world, live()[0]?.id ?? '');
    await targetAgent(world).issues.edit(key, { update: { labels: [{ add: 'agents-own' }] } });
    const { steps, isReady } = await cutover();
    expect(steps.filter(({ state }) => state === 'open')).toEqual([]);
    expect(isReady).toBe(true);
    expect(steps.map(({ step }) => step)).toEqual(
      expect.arrayContaining([
        'the last changes are carried over',
        'nobody works in the source any more',
        'everything was read back and is equal',
        'agents are notified as before',
        'switch customers’ mails on again',
      ]),
    );
  }, 180_000);
});

test('a CSV file comes back from a spreadsheet as it went', () => {
  const rows = [['1', 'a "b", c\nd', '=1+1', 'é']];
  const expected = { id: '1', text: 'a "b", c\nd', sum: '=1+1', last: 'é' };
  const text = toCsv(['id', 'text', 'sum', 'last'], rows);
  expect(parseCsv(text)).toEqual([expected]);
  expect(parseCsv('id;account\n1;ann@example.com\n')).toEqual([
    { id: '1', account: 'ann@example.com' },
  ]);
});
