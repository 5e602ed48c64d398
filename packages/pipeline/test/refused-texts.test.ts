import { type FaultRule, plannedFaults } from '@zdjsm/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../src/index.ts';
import { expectTakenBack } from './support/taken-back.ts';
import { createWorld, type World } from './support/world.ts';
import { callsSoFar, writesSince } from './support/writes.ts';

const refusal = (message: string): FaultRule['fault'] => ({
  kind: 'answer',
  status: 400,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ errorMessages: [message], errors: {} }),
});

const COMMENT = { cloud: 'jira', method: 'POST', path: /\/3\/issue\/[^/]+\/comment$/ } as const;

let world: World;
let before: ReturnType<World['sandbox']['jira']['inspect']>;
let report: Report;
let again: number;

beforeAll(async () => {
  world = await createWorld({ zoho: { tickets: 6 } });
  before = world.sandbox.jira.inspect();
  world.sandbox.setFaults(
    plannedFaults([
      { ...COMMENT, skip: 3, fault: refusal('INVALID_INPUT') },
      { ...COMMENT, skip: 8, fault: refusal('ATTACHMENT_VALIDATION_ERROR') },
    ]),
  );
  const migration = world.open();
  report = (await migration.run()).report;
  const seq = callsSoFar(world);
  await migration.load();
  again = writesSince(world, seq).filter(({ path }) => /\/issue\//.test(path)).length;
  await migration.close();
}, 300_000);

afterAll(() => world.stop());

const attachments = () => world.sandbox.jira.issues().flatMap(({ attachments: all }) => all);

test('class 15: a text whose form is refused is there by its words, its original attached, and it is told', () => {
  expect([report.failures, report.findings, report.verdict]).toEqual([[], [], 'complete']);
  const plainer = report.changes.filter(({ reason }) => reason === 'plainer');
  const [words] = plainer.filter(({ detail }) => detail.includes('the words alone are there'));
  expect(words?.detail).toMatch(
    /; the original is attached as "original of (thread|comment) \d+\.html"$/,
  );
  expect(words?.targetUrl).toMatch(/\/browse\//);
  const name = /"(.+)"/.exec(words?.detail ?? '')?.[1];
  expect(attachments().filter((file) => JSON.stringify(file).includes(name ?? '?'))).toHaveLength(
    1,
  );
});

test('images that are refused are named where they stood, and the form of the text stays', () => {
  const [named] = report.changes.filter(({ detail }) => detail.includes('refused its images'));
  expect(named).toMatchObject({ field: 'text', reason: 'plainer' });
});

test('another run leaves both as they are; a rollback takes the original with it', async () => {
  expect(again).toBe(0);
  await expectTakenBack(world, before);
}, 120_000);
