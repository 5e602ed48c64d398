import { type FaultRule, plannedFaults } from '@zdjsm/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../src/index.ts';
import { createWorld, type World } from './support/world.ts';

let world: World;

const FORBIDDEN: FaultRule['fault'] = {
  kind: 'answer',
  status: 403,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ errorMessages: ['no'], errors: {} }),
};

beforeAll(async () => {
  const withFiles = Array.from({ length: 5 }, () => ['ticket-files' as const]);
  world = await createWorld({ zoho: { tickets: 30, content: 'lean', firstTickets: withFiles } });
  const migration = world.open();
  await migration.extract();
  await migration.load();
  await migration.close();
}, 60_000);

afterAll(() => world.stop());

async function validated(rule: Pick<FaultRule, 'path' | 'times'>): Promise<Report> {
  world.sandbox.setFaults(plannedFaults([{ cloud: 'jira', fault: FORBIDDEN, ...rule }]));
  const migration = world.open();
  try {
    await migration.validate();
    return (await migration.report()).report;
  } finally {
    await migration.close();
  }
}

test('R-09: a file that can not be read back is a finding, and all the others are read', async () => {
  const times = 12;
  const { findings, verdict } = await validated({ path: /\/attachment\/content\/\d+$/, times });
  expect(verdict).toBe('incomplete');
  expect(findings).toHaveLength(times);
  expect(findings.some(({ field }) => /^attachment .*: bytes$/.test(field))).toBe(true);
  for (const { expected, actual } of findings) {
    expect(expected).toBe('read back');
    expect(actual).toMatch(/403/);
  }
});

test('R-09: so is a list of comments', async () => {
  const { findings } = await validated({ path: /\/issue\/[^/]+\/comment$/ });
  expect(findings.map(({ field, expected }) => [field, expected])).toEqual([
    ['messages', 'read back'],
  ]);
});

test('R-09: so are an organization, its members and a customer', async () => {
  const refused = /\/organization\/\d+(\/user)?$|\/3\/user$/;
  const { findings, verdict } = await validated({ path: refused, times: 6 });
  expect(verdict).toBe('incomplete');
  expect(findings).toHaveLength(6);
  for (const { expected, actual } of findings) {
    expect([expected, actual]).toEqual(['read back', expect.stringMatching(/403/)]);
  }
  expect(new Set(findings.map(({ kind }) => kind))).toContain('account');
});

test('where nothing can be read any more it ends, and says why', async () => {
  const refused = validated({ path: /\/attachment\/content\/\d+$|\/comment$/, times: 1_000 });
  await expect(refused).rejects.toMatchObject({
    code: 'TOO_MANY_FAILURES',
    message: expect.stringMatching(/403/),
  });
});

test('with nothing in the way all is as it should be', async () => {
  const { findings, verdict } = await validated({ path: /^never$/ });
  expect(findings).toEqual([]);
  expect(verdict).toBe('complete');
});
