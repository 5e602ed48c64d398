import { plannedFaults } from '@zdjsm/sandbox';
import { afterEach, expect, test } from 'vitest';
import type { Hooks, MigrationConfig } from '../../src/index.ts';
import { stateOf } from '../support/state-of.ts';
import { createWorld, type World } from '../support/world.ts';

const worlds: World[] = [];

afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop();
});

async function newWorld(): Promise<World> {
  const world = await createWorld({
    zoho: { tickets: 1, firstTickets: [['pictures', 'ticket-files']] },
  });
  worlds.push(world);
  return world;
}

async function runIn(world: World, over: Partial<MigrationConfig> = {}) {
  const migration = world.open(over);
  const { report } = await migration.run();
  await migration.close();
  const images = report.modules.find(({ kind }) => kind === 'image');
  const messages = report.modules.filter(({ kind }) => kind === 'thread' || kind === 'comment');
  return { report, images, messages };
}

/** The site says that it takes files of so many bytes. */
function limit(world: World, uploadLimit: number): void {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ enabled: true, uploadLimit });
  const meta = { cloud: 'jira', path: /\/attachment\/meta$/, times: 99 } as const;
  const fault = { kind: 'answer', status: 200, headers, body } as const;
  world.sandbox.setFaults(plannedFaults([{ ...meta, fault }]));
}

test('M-10: a picture over the limit of the site is left out with the rule, and stops no message', async () => {
  const world = await newWorld();
  limit(world, 1_600);
  const { report, images, messages } = await runIn(world);
  expect([report.failures, report.findings, report.verdict]).toEqual([[], [], 'complete']);
  expect(images).toMatchObject({ source: 8, done: 2, skipped: 6 });
  for (const { source, done } of messages) expect(done).toBe(source);
  const rules = report.skips.filter(({ kind }) => kind === 'image').map(({ rule }) => rule);
  expect(new Set(rules)).toEqual(new Set(["larger than the site's limit of 1600 bytes"]));

  limit(world, 1_601);
  expect((await runIn(world)).report).toMatchObject({ findings: [], verdict: 'complete' });

  // Raised enough, it comes with the next run.
  world.sandbox.setFaults(plannedFaults([]));
  expect((await runIn(world)).report).toMatchObject({ findings: [], verdict: 'complete' });
  const undisturbed = await newWorld();
  await runIn(undisturbed);
  expect(stateOf(world)).toEqual(stateOf(undisturbed));

  // Lowered again, what is there stays in texts that are written anew.
  limit(world, 100);
  const line = { type: 'paragraph', content: [{ type: 'text', text: 'One line more.' }] } as const;
  const hooks: Hooks = {
    comment: ({ body }) => ({ body: { ...body, content: [...body.content, line] } }),
  };
  const last = await runIn(world, { hooks });
  expect(last.report).toMatchObject({ findings: [], failures: [], verdict: 'complete' });
  expect(last.images).toMatchObject({ done: 8, skipped: 0 });
  expect(JSON.stringify(stateOf(world))).not.toContain('limit of 100 bytes');
  expect(JSON.stringify(stateOf(world))).toContain('One line more.');
});

test('M-10: a picture that is refused stops no message, and a retry shows it where it belongs', async () => {
  const world = await newWorld();
  const refusal = { status: 500, headers: { 'content-type': 'text/html' }, body: 'no' };
  const upload = { cloud: 'jira', method: 'POST', path: /\/attachments$/ } as const;
  world.sandbox.setFaults(
    plannedFaults([{ ...upload, skip: 2, times: 40, fault: { kind: 'answer', ...refusal } }]),
  );
  const first = await runIn(world);
  expect(first.report.failures.map(({ kind }) => kind)).toContain('image');
  for (const { source, done } of first.messages) expect(done).toBe(source);

  const migration = world.open();
  expect(await migration.retry()).toMatchObject({ stillFailed: 0 });
  await migration.close();
  const undisturbed = await newWorld();
  await runIn(undisturbed);
  expect(stateOf(world)).toEqual(stateOf(undisturbed));
});

test('M-10: a picture that two messages show is shown by both, whichever of its uploads was refused', async () => {
  const png = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64');
  const html = `<p>look</p><img src="data:image/png;base64,${png}">`;
  const twice = async () => {
    const world = await createWorld({ zoho: { content: 'lean', tickets: 1, firstTickets: [[]] } });
    worlds.push(world);
    const [ticket] = world.sandbox.zoho.truth().tickets('live');
    for (const direction of ['in', 'out'] as const) {
      world.sandbox.zoho.act('reply', { ticketId: ticket?.id ?? '', direction, html });
    }
    return world;
  };
  const config: Partial<MigrationConfig> = { scope: { without: ['history'] } };
  const world = await twice();
  const upload = { cloud: 'jira', method: 'POST', path: /\/attachments$/ } as const;
  const fault = { kind: 'answer', status: 403, headers: { 'content-type': 'text/html' } } as const;
  const refused = async (work: () => Promise<unknown>): Promise<void> => {
    world.sandbox.setFaults(plannedFaults([{ ...upload, fault }]));
    await work();
  };
  await refused(() => runIn(world, config));
  await runIn(world, config);
  const migration = world.open(config);
  await refused(() => migration.retry());
  expect(await migration.retry()).toMatchObject({ stillFailed: 0 });
  await migration.close();
  const undisturbed = await twice();
  await runIn(undisturbed, config);
  expect(stateOf(world)).toEqual(stateOf(undisturbed));
  expect(JSON.stringify(stateOf(world)).split('"type":"media"')).toHaveLength(3);
});
