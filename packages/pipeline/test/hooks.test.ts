import { afterAll, beforeAll, expect, test } from 'vitest';
import { hooks as example } from '../../../examples/custom-mapping-hook.ts';
import { type Hooks, type Report, ZdjsmError } from '../src/index.ts';
import { createWorld, type World } from './support/world.ts';
import { callsSoFar, issueWritesSince } from './support/writes.ts';

/** One world, read once; each test loads it with other hooks. */
let world: World;
let first: Report;

beforeAll(async () => {
  world = await createWorld({ zoho: { tickets: 6 } });
  const migration = open(example);
  first = (await migration.run()).report;
  await migration.close();
}, 120_000);

afterAll(() => world.stop());

const open = (hooks: Hooks) => world.open({ scope: { without: ['attachment', 'history'] }, hooks });

async function load(hooks: Hooks): Promise<{ writes: number; report: Report }> {
  const migration = open(hooks);
  try {
    const { writes } = await migration.load();
    return { writes, report: (await migration.report()).report };
  } finally {
    await migration.close();
  }
}

const live = () =>
  [...world.sandbox.zoho.truth().tickets()].filter(({ state }) =>
    ['live', 'archived'].includes(state),
  );

const issueOf = (ticketId: string) =>
  world.sandbox.jira
    .issues()
    .find(({ fields }) => String(fields['Labels']).split(' ').includes(`zoho-${ticketId}`));

test('the example of the docs sets what it says; it is read back, and every change is reported', () => {
  expect([first.failures, first.findings]).toEqual([[], []]);
  let internal = 0;
  for (const { id, ticketNumber, comments } of live()) {
    const issue = issueOf(id);
    expect(issue?.summary).toMatch(new RegExp(`^\\[${ticketNumber}\\] `));
    for (const { id: commentId, isPublic } of comments()) {
      const comment = issue?.comments.find(({ properties }) =>
        JSON.stringify(properties).includes(`comment:${commentId}"`),
      );
      const text = JSON.stringify(comment?.body);
      expect(text.includes('Internal, from the old helpdesk'), commentId).toBe(!isPublic);
      if (!isPublic) internal += 1;
    }
  }
  expect(internal).toBeGreaterThan(0);
  const { organizations } = world.sandbox.jira.inspect();
  expect(organizations.filter(({ name }) => /,? (Inc|Ltd|GmbH)\.?$/.test(name))).toEqual([]);
  expect(first.changes).toContainEqual(
    expect.objectContaining({ kind: 'ticket', field: 'summary', reason: 'set-by-hook' }),
  );
});

test('the same hooks write nothing; changed ones write the fields that differ', async () => {
  expect((await load(example)).writes).toBe(0);
  const before = callsSoFar(world);
  const { comment, customer, organization, ticket } = example;
  const more: NonNullable<Hooks['ticket']> = (draft, record, context) => ({
    ...ticket?.(draft, record, context),
    fields: { 'Product page': 'https://example.com/', Channel: null },
    dueDate: '2031-05-06',
  });
  await load({ comment, customer, organization, ticket: more });
  const writes = issueWritesSince(world, before);
  expect(writes).toHaveLength(live().length);
  for (const { method, path, body = '' } of writes) {
    expect(`${method} ${path}`).toMatch(/^PUT \/rest\/api\/3\/issue\/[A-Z]+-\d+$/);
    const { fields } = JSON.parse(body) as { readonly fields: object };
    expect(fields).toMatchObject({
      customfield_10041: 'https://example.com/',
      duedate: '2031-05-06',
    });
    expect(fields).not.toHaveProperty('summary');
    expect(fields).not.toHaveProperty('labels');
  }
  for (const { id } of live()) expect(issueOf(id)?.fields['Channel'] ?? null).toBeNull();
}, 60_000);

test('request type, status, resolution and priority go by their names in the target', async () => {
  const { report } = await load({
    ...example,
    ticket: ({ requestType }) =>
      requestType === 'Get support'
        ? {
            requestType: 'Report a defect',
            status: 'Resolved',
            resolution: "Won't Do",
            priority: 'Lowest',
          }
        : undefined,
  });
  expect(report.failures).toEqual([]);
  const [changed] = world.sandbox.jira
    .issues()
    .filter(({ fields }) => fields['Priority'] === 'Lowest');
  expect(changed?.fields).toMatchObject({ Resolution: "Won't Do" });
  expect(changed?.status).toBe('Resolved');
  expect(JSON.stringify(changed)).toContain('Report a defect');
});

/** One kind of nonsense a ticket. */
const NONSENSE: readonly (readonly [hook: NonNullable<Hooks['ticket']>, message: RegExp])[] = [
  [(async () => ({})) as never, /hooks are synchronous/],
  [(() => ({ sumary: 'x' })) as never, /nonsense: .*sumary/],
  [(() => ({ description: { type: 'doc' } })) as never, /description: is no ADF document/],
  [() => ({ status: 'Nowhere' }), /named the status "Nowhere", which ".*" of \w+ has not/],
  [() => ({ fields: { Nope: 1 } }), /named the field "Nope"/],
  [() => ({ fields: { 'Order number': 'many' } }), /"Order number" a value that does not fit/],
];

test('the preflight finds what a hook does not cope with, before anything is written', async () => {
  const ids = live().map(({ id }) => id);
  const migration = open({
    ticket: (draft, ticket, context) =>
      NONSENSE[ids.indexOf(ticket.id)]?.[0](draft, ticket, context),
  });
  const { findings, isReady } = await migration.preflight();
  await migration.close();
  expect(isReady).toBe(false);
  const found = findings.filter(({ check }) => check === 'hooks');
  for (const [place, id] of ids.entries()) {
    const finding = found.find((one) => one.place === `ticket ${id}`);
    const message = NONSENSE[place]?.[1];
    if (message) expect(finding?.message).toMatch(message);
    if (message) expect(finding?.severity).toBe('blocker');
  }
  expect(found.length).toBe(Math.min(ids.length, NONSENSE.length));
});

test('what fails is parked with hook, record and remedy, and its texts stay out; retry takes it up', async () => {
  const [bad, ...others] = live();
  if (!bad) throw new Error('no ticket');
  const { report } = await load({
    ticket(_, { id }) {
      if (id !== bad.id) return { labels: ['others-went-on'] };
      throw new TypeError('a text that came in by mail');
    },
    comment: () => ({ visibility: 'internal' }),
    customer({ displayName }) {
      throw new ZdjsmError({
        code: 'MINE',
        message: 'no such region',
        remedy: '',
        cause: displayName,
      });
    },
  });
  const failure = report.failures.find(({ kind }) => kind === 'ticket');
  expect(failure).toMatchObject({ id: bad.id, error: { code: 'HOOK' } });
  expect(failure?.error.message).toMatch(
    new RegExp(
      `^hooks\\.ticket threw TypeError at hooks\\.test\\.ts:\\d+:\\d+ \\(ticket ${bad.id}\\)$`,
    ),
  );
  expect(failure?.error.remedy).toContain('Mend hooks.ticket');
  expect(JSON.stringify(report)).not.toContain('came in by mail');
  // Words that were written for it are shown.
  const customer = report.failures.find(({ kind }) => kind === 'contact');
  expect(customer?.error.message).toMatch(
    /^hooks\.customer threw: no such region \(contact \d+\)$/,
  );
  for (const { id } of others) expect(issueOf(id)?.fields['Labels']).toContain('others-went-on');

  const migration = open({ ticket: () => ({ labels: ['mended'] }) });
  const { stillFailed } = await migration.retry();
  await migration.close();
  expect(stillFailed).toBe(0);
  expect(issueOf(bad.id)?.fields['Labels']).toContain('mended');
}, 60_000);

test('a hook never shows customers what agents alone could see', async () => {
  const { report } = await load({ comment: () => ({ visibility: 'public' }) });
  const failed = report.failures.filter(({ error }) => error.code === 'HOOK');
  expect(failed.length).toBeGreaterThan(0);
  for (const { error } of failed) expect(error.message).toMatch(/agents alone could see/);
}, 60_000);
