import { type FaultPlan, plannedFaults } from '@zdjsm/sandbox';
import { expect, onTestFinished, test } from 'vitest';
import type { Hooks, Report } from '../src/index.ts';
import { stateOf } from './support/state-of.ts';
import { createWorld, type World } from './support/world.ts';

const line = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] }) as const;
const adding = (text: string): Hooks => ({
  comment: ({ body }) => ({ body: { ...body, content: [...body.content, line(text)] } }),
});

/** The first comment gets through, but nobody is told so, however often it is asked. */
function losesFirstComment(): FaultPlan {
  let isLost = false;
  return {
    next({ cloud, method, path }) {
      const refusal = neverAsked.next({ cloud, method, path });
      if (isLost || !refusal) return refusal;
      isLost = method === 'POST';
      return isLost ? { kind: 'after-reset' } : undefined;
    },
  };
}

const neverAsked: FaultPlan = {
  next: ({ cloud, path }) =>
    cloud === 'jira' && /\/comment/.test(path)
      ? { kind: 'answer', status: 403, body: 'not now' }
      : undefined,
};

async function newWorld(): Promise<World> {
  const world = await createWorld({ zoho: { content: 'lean', tickets: 1, firstTickets: [[]] } });
  onTestFinished(() => world.stop());
  const [ticket] = world.sandbox.zoho.truth().tickets('live');
  const reply = { ticketId: ticket?.id ?? '', direction: 'out', html: '<p>hello</p>' } as const;
  world.sandbox.zoho.act('reply', reply);
  return world;
}

async function run(world: World, hooks: Hooks): Promise<Report> {
  const migration = world.open({ hooks });
  const { report } = await migration.run();
  await migration.close();
  return report;
}

test('R-06: what an interrupted write has left is brought to what is meant by now', async () => {
  const world = await newWorld();
  world.sandbox.setFaults(losesFirstComment());
  expect((await run(world, adding('as it was meant first'))).verdict).toBe('incomplete');
  // Another mapping meanwhile, and once more nobody tells what became of the first write.
  world.sandbox.setFaults(neverAsked);
  expect((await run(world, adding('as it is meant now'))).verdict).toBe('incomplete');
  world.sandbox.setFaults(plannedFaults([]));
  const report = await run(world, adding('as it is meant now'));
  expect([report.failures, report.findings, report.verdict]).toEqual([[], [], 'complete']);

  const undisturbed = await newWorld();
  await run(undisturbed, adding('as it is meant now'));
  expect(stateOf(world)).toEqual(stateOf(undisturbed));
});
