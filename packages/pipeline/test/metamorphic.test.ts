import { type Fault, type FaultRule, plannedFaults } from '@zdjsm/sandbox';
import { afterEach, expect, test } from 'vitest';
import { isListOfRecords } from './chaos/faults/lists.ts';
import { asProcess, migrateOnce } from './chaos/runs.ts';
import { worldOf } from './chaos/world-of.ts';
import { stateOf } from './support/state-of.ts';
import type { World } from './support/world.ts';
import { callsSoFar, issueWritesSince } from './support/writes.ts';

const WORLD = 2;
const TICKETS = 4;
const worlds: World[] = [];
let whole: unknown;

afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop();
});

async function newWorld(): Promise<World> {
  const world = await worldOf(WORLD, { tickets: TICKETS });
  worlds.push(world);
  return world;
}

const run = (world: World, config: Parameters<World['open']>[0] = {}) =>
  asProcess(world, { calm: true, config }, (it) => migrateOnce(it, { again: false }));

/** What the target holds after one run of everything. */
async function stateOfWhole(): Promise<unknown> {
  if (whole === undefined) {
    const world = await newWorld();
    await run(world);
    whole = stateOf(world);
  }
  return whole;
}

test('two runs are one', async () => {
  const world = await newWorld();
  await run(world);
  const before = callsSoFar(world);
  whole = stateOf(world);
  await run(world);
  expect(issueWritesSince(world, before)).toEqual([]);
  expect(stateOf(world)).toEqual(whole);
}, 300_000);

test('two halves are the whole', async () => {
  const world = await newWorld();
  const created = [...world.sandbox.zoho.truth().tickets()]
    .map(({ record }) => String(record['createdTime']))
    .toSorted();
  await run(world, { scope: { createdBefore: String(created[TICKETS / 2]) } });
  expect(world.sandbox.jira.issues().length).toBeGreaterThan(0);
  await run(world);
  expect(stateOf(world)).toEqual(await stateOfWhole());
}, 300_000);

test('lists upside down are the same helpdesk', async () => {
  const world = await newWorld();
  const reordered: Fault = { kind: 'list', trouble: 'reordered' };
  world.sandbox.setFaults({ next: (call) => (isListOfRecords(call) ? reordered : undefined) });
  await run(world);
  expect(stateOf(world)).toEqual(await stateOfWhole());
}, 300_000);

test('faults in any order are none', async () => {
  const at = (skip: number, fault: Fault): FaultRule => ({
    cloud: 'jira',
    method: 'POST',
    path: /\/issue(\/[^/]+\/comment)?$/,
    skip,
    fault,
  });
  const faults: readonly Fault[] = [
    { kind: 'after-reset' },
    { kind: 'answer', status: 503 },
    { kind: 'after-cut', share: 0.5 },
  ];
  for (const order of [faults, faults.toReversed()]) {
    const world = await newWorld();
    world.sandbox.setFaults(plannedFaults(order.map((fault, n) => at(n * 2, fault))));
    await run(world);
    expect(stateOf(world)).toEqual(await stateOfWhole());
  }
}, 300_000);
