import { adfToText } from '@zdjsm/transform';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MigrationConfig, Report, SyncOptions, SyncPass } from '../src/index.ts';
import { keyOf, targetAgent } from './support/target-agent.ts';
import { createWorld, type World } from './support/world.ts';
import { callsSoFar, issueWritesSince, writesSince } from './support/writes.ts';

let world: World;
let tooEarly: unknown;

beforeAll(async () => {
  world = await createWorld({ zoho: { content: 'lean', tickets: 14 } });
  const migration = world.open();
  await migration.extract();
  tooEarly = await migration.sync().catch((error: unknown) => error);
  await migration.load();
  await migration.close();
}, 120_000);

afterAll(() => world.stop());

const act = (name: string, args: object) => world.sandbox.zoho.act(name, args);

async function sync(
  over: Partial<MigrationConfig> = {},
  options: SyncOptions = {},
): Promise<SyncPass & { readonly conflicts: Report['conflicts'] }> {
  // The source's search knows of a change a little later.
  await world.clock.sleep(5_000);
  const migration = world.open(over);
  try {
    const pass = await migration.sync(options);
    return { ...pass, conflicts: (await migration.report()).report.conflicts };
  } finally {
    await migration.close();
  }
}

const live = () =>
  [...world.sandbox.zoho.truth().tickets()].filter(({ state }) => state === 'live');

/** The n-th ticket that people still work on, and its issue. */
function ticket(n: number) {
  const found = live()[n];
  if (!found) throw new Error(`there are only ${live().length} tickets`);
  return { id: found.id, key: keyOf(world, found.id) };
}

function issue(key: string) {
  const found = world.sandbox.jira.issues().find((one) => one.key === key);
  if (!found) throw new Error(`no issue ${key}`);
  return found;
}

test('no pass stands for the first load, which asks for a plan', () => {
  expect(tooEarly).toMatchObject({ code: 'NOT_LOADED' });
});

test('R-04, R-06: a pass that finds nothing writes nothing and reads no ticket again', async () => {
  const before = callsSoFar(world);
  const pass = await sync();
  expect(pass).toMatchObject({ found: {}, writes: 0, unread: 0, conflicts: [] });
  expect(writesSince(world, before)).toEqual([]);
  const read = world.sandbox.history.calls.filter(
    ({ seq, path }) => seq > before && /\/tickets\/\d+$/.test(path),
  );
  expect(read).toEqual([]);
});

test('R-07: a reply is carried over once, although it moves no time of change', async () => {
  const { id, key } = ticket(0);
  const count = issue(key).comments.length;
  act('reply', { ticketId: id, html: '<div>And one more question</div>' });
  const before = callsSoFar(world);
  const { found, conflicts } = await sync();
  expect(found).toEqual({ ticket: { created: 0, changed: 1, gone: 0 } });
  expect(conflicts).toEqual([]);
  const writes = issueWritesSince(world, before).map(({ method, path }) => `${method} ${path}`);
  expect(writes).toEqual([`POST /rest/api/3/issue/${key}/comment`]);
  expect(issue(key).comments).toHaveLength(count + 1);
  expect(issue(key).comments.at(-1)?.text).toContain('And one more question');
  expect((await sync()).writes).toBe(0);
});

test('R-07: new, edited, closed and tagged tickets, each by the fields that differ', async () => {
  const [{ id, key }, other] = [ticket(1), ticket(2)];
  const agent = targetAgent(world);
  await agent.issues.edit(key, { update: { labels: [{ add: 'by-an-agent' }] } });
  act('edit-ticket', { ticketId: id, tags: ['vip'], subject: 'Another subject' });
  act('close-ticket', { ticketId: other.id });
  act('create-ticket', { subject: 'Quite new' });
  const { found, conflicts } = await sync();
  expect(found['ticket']).toEqual({ created: 1, changed: 2, gone: 0 });
  expect(conflicts).toEqual([]);
  const { fields, summary } = issue(key);
  expect(summary).toBe('Another subject');
  expect(String(fields['Labels']).split(' ')).toEqual(
    expect.arrayContaining(['vip', 'by-an-agent', `zoho-${id}`]),
  );
  expect(['Closed', 'Done', 'Resolved']).toContain(issue(other.key).status);
  const made = world.sandbox.jira.issues().filter(({ summary }) => summary === 'Quite new');
  expect(made).toHaveLength(1);
});

test('R-07: what both sides have changed is kept as the agent left it, and reported', async () => {
  const { id, key } = ticket(3);
  const agent = targetAgent(world);
  await agent.issues.edit(key, { fields: { summary: 'Written by an agent' } });
  act('edit-ticket', { ticketId: id, subject: 'Written in the source', priority: 'High' });
  const { conflicts } = await sync();
  expect(issue(key).summary).toBe('Written by an agent');
  expect(conflicts).toMatchObject([
    { kind: 'ticket', id, field: 'summary', reason: 'edited', outcome: 'target-kept' },
  ]);
});

test('M-07, R-07: an edited comment is edited in place, silently; one that an agent edited is not', async () => {
  const { id, key } = ticket(4);
  const add = (html: string) =>
    (act('comment', { ticketId: id, html, isPublic: true }) as { commentId: string }).commentId;
  const [first, second] = [add('<div>quokka</div>'), add('<div>numbat</div>')];
  await sync();
  const texts = () => issue(key).comments.map(({ text }) => text);
  const count = texts().length;
  const agent = targetAgent(world);
  const comments = await Array.fromAsync(agent.comments.list(key));
  const theirs = comments.find(({ body }) => adfToText(body as never).includes('numbat'));
  if (!theirs) throw new Error('the second comment is not there');
  await agent.comments.update(key, theirs.id, { body: theirs.body });
  act('edit-comment', { commentId: first, html: '<div>quokka, edited</div>', isPublic: false });
  act('edit-comment', { commentId: second, html: '<div>numbat, edited</div>' });
  const before = callsSoFar(world);
  const { conflicts } = await sync({}, { reread: 'open' });
  expect(texts()).toHaveLength(count);
  expect(texts().some((text) => text.includes('quokka, edited'))).toBe(true);
  expect(texts().some((text) => text.includes('numbat, edited'))).toBe(false);
  expect(conflicts).toContainEqual(
    expect.objectContaining({ kind: 'comment', id: `${id}/${second}`, field: 'body' }),
  );
  expect(issue(key).comments.find(({ text }) => text.includes('quokka'))?.internal).toBe(true);
  for (const { method, path, query } of writesSince(world, before)) {
    if (!path.includes(`/issue/${key}/comment/`)) continue;
    expect(`${method} ${query}`).toMatch(/^PUT .*notifyUsers=false/);
  }
});

test('R-07: deleted, merged, moved: the issues stay, and each is reported', async () => {
  const [deleted, master, child] = [ticket(5), ticket(6), ticket(7)];
  const [moved, elsewhere] = ['SUP', 'BILL'].map((project) =>
    live().find(
      ({ id }) =>
        ![5, 6, 7].map((n) => ticket(n).id).includes(id) && keyOf(world, id).startsWith(project),
    ),
  );
  if (!moved || !elsewhere) throw new Error('nothing to move');
  const movedKey = keyOf(world, moved.id);
  act('delete-ticket', { ticketId: deleted.id });
  act('merge-tickets', { masterId: master.id, childIds: [child.id] });
  act('move-ticket', { ticketId: moved.id, departmentId: elsewhere.record['departmentId'] });
  const issues = world.sandbox.jira.issues().length;
  const { conflicts, found } = await sync({ sync: { deleted: 'label' } });
  expect(found['ticket']?.gone).toBe(2);
  expect(world.sandbox.jira.issues()).toHaveLength(issues);
  expect(String(issue(deleted.key).fields['Labels'])).toContain('zoho-deleted');
  const reasons = conflicts.map(({ id, reason }) => `${id} ${reason}`);
  expect(reasons).toContain(`${deleted.id} deleted-in-source`);
  expect(reasons).toContain(`${child.id} merged`);
  expect(reasons).toContain(`${moved.id} moved`);
  expect(keyOf(world, moved.id)).toBe(movedKey);
  expect(issue(child.key).links.join()).toMatch(/^Duplicate →/);
  expect((await sync({ sync: { deleted: 'label' } })).writes).toBe(0);
});

test('R-07: an issue that somebody deleted in the target is not made again', async () => {
  const { id, key } = ticket(3);
  await targetAgent(world).issues.delete(key);
  act('edit-ticket', { ticketId: id, subject: 'Changed once more' });
  act('comment', { ticketId: id });
  const issues = world.sandbox.jira.issues().length;
  const { conflicts } = await sync();
  expect(world.sandbox.jira.issues()).toHaveLength(issues);
  expect(conflicts).toContainEqual(expect.objectContaining({ id, reason: 'deleted-in-target' }));
  expect((await sync()).writes).toBe(0);
});

test('R-06: a pass that was stopped is made again, and nothing is lost or doubled', async () => {
  const { id, key } = ticket(9);
  const count = issue(key).comments.length;
  act('reply', { ticketId: id, html: '<div>wombat one</div>' });
  act('reply', { ticketId: id, html: '<div>wombat two</div>' });
  await world.clock.sleep(5_000);
  const stop = new AbortController();
  const migration = world.open(
    {},
    {
      signal: stop.signal,
      onEvent: (event) => {
        if (event.type === 'progress' && event.phase === 'load' && event.kind === 'ticket') {
          stop.abort(new Error('stopped by the test'));
        }
      },
    },
  );
  await expect(migration.sync()).rejects.toThrow();
  await migration.close();
  await sync();
  const texts = issue(key).comments.map(({ text }) => text);
  expect(texts).toHaveLength(count + 2);
  expect(texts.filter((text) => text.includes('wombat one'))).toHaveLength(1);
});
