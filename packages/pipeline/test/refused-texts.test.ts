import { type Fault, type FaultPlan, type FaultRule, plannedFaults } from '@zdjsm/sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../src/index.ts';
import { expectTakenBack } from './support/taken-back.ts';
import { targetOf } from './support/target.ts';
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

test('a task whose form is refused is there by its words, and it is told', async () => {
  const own = await createWorld({
    zoho: { tickets: 1, firstTickets: [['tasks', 'calls', 'events']] },
  });
  own.sandbox.setFaults({
    next: ({ method, path, body = '' }) =>
      method === 'POST' &&
      path.endsWith('/3/issue') &&
      /-task-.*"marks":|"marks":.*-task-/.test(body)
        ? refusal('INVALID_INPUT')
        : undefined,
  });
  const migration = own.open({ tickets: { tasks: 'linked' }, scope: { without: ['history'] } });
  const { report: told } = await migration.run();
  await migration.close();
  expect([told.failures, told.findings, told.verdict]).toEqual([[], [], 'complete']);
  const plainer = told.changes.filter(({ reason }) => reason === 'plainer');
  expect(plainer.map(({ kind }) => kind)).toContain('task');
  await own.stop();
}, 120_000);

test('another run leaves both as they are; a rollback takes the original with it', async () => {
  expect(again).toBe(0);
  await expectTakenBack(world, before);
}, 120_000);

describe('an original that could not be attached at once', () => {
  type Call = Parameters<FaultPlan['next']>[0];

  const FORMS = { sign: '"marks":', refusal: refusal('INVALID_INPUT') };
  const IMAGES = { sign: '"type":"media"', refusal: refusal('ATTACHMENT_VALIDATION_ERROR') };

  /** Refuses every comment that has a form (or images), and whatever else `trouble` says from then on. */
  const pickySite = (trouble?: (call: Call) => Fault | undefined, dislikes = FORMS): FaultPlan => {
    let hasRefused = false;
    return {
      next(call) {
        const { method, path, body = '' } = call;
        const isComment = method === 'POST' && COMMENT.path.test(path);
        if (isComment && body.includes(dislikes.sign)) {
          hasRefused = true;
          return dislikes.refusal;
        }
        return hasRefused ? trouble?.(call) : undefined;
      },
    };
  };

  /** Refuses the upload that comes first, by its size, however often it is tried. */
  const noFirstUpload = () => {
    let first: string | undefined;
    return (call: Call): Fault | undefined => {
      if (!isUpload(call)) return undefined;
      first ??= call.body;
      return call.body === first ? refusal('no') : undefined;
    };
  };

  const originals = (at: World): string[] =>
    at.sandbox.jira
      .issues()
      .flatMap(({ attachments: all }) => all.map((file) => JSON.stringify(file)))
      .filter((file) => file.includes('original of '));

  const idsOfOriginals = async (at: World): Promise<string[]> => {
    const { attachments: files } = targetOf(at);
    const keys = at.sandbox.jira.issues().map(({ key }) => key);
    const all = (await Promise.all(keys.map((key) => files.list(key)))).flat();
    return all.flatMap(({ id, filename }) =>
      filename.startsWith('original of ') ? String(id) : [],
    );
  };

  const noted = ({ changes }: Report) => changes.filter(({ reason }) => reason === 'plainer');

  const oneTicket = async (): Promise<World> =>
    await createWorld({ zoho: { tickets: 1, firstTickets: [['resolution']] } });

  const isUpload = ({ method, path }: Call) =>
    method === 'POST' && /\/issue\/[^/]+\/attachments$/.test(path);

  const runWith = async (at: World, faults: FaultPlan, verb: 'run' | 'retry'): Promise<Report> => {
    at.sandbox.setFaults(faults);
    const migration = at.open({ scope: { without: ['history'] } });
    try {
      if (verb === 'run') return (await migration.run()).report;
      await migration.retry();
      await migration.validate();
      return (await migration.report()).report;
    } finally {
      await migration.close();
    }
  };

  test('is attached by a retry, beside the words that stay as they are', async () => {
    const own = await oneTicket();
    const first = await runWith(own, pickySite(noFirstUpload()), 'run');
    expect(first.failures.map(({ kind }) => kind)).toEqual(['original']);
    const there = originals(own).length;
    const seq = callsSoFar(own);
    const second = await runWith(own, plannedFaults([]), 'retry');
    expect([second.failures, second.verdict]).toEqual([[], 'complete']);
    expect(originals(own)).toHaveLength(there + 1);
    const told = noted(second).filter(({ detail }) =>
      detail.includes('; the original is attached'),
    );
    expect(told).toHaveLength(there + 1);
    const toTexts = writesSince(own, seq).filter(({ path }) => COMMENT.path.test(path));
    expect(toTexts).toEqual([]);
    await own.stop();
  }, 120_000);

  test('is needed no more where the site takes the whole text in the end', async () => {
    const own = await oneTicket();
    const nothing = ({ method, path }: Call): Fault | undefined =>
      method === 'POST' && /comment$|attachments$/.test(path) ? refusal('no') : undefined;
    const first = await runWith(own, pickySite(nothing), 'run');
    const kinds = first.failures.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['original', 'thread']));
    const second = await runWith(own, plannedFaults([]), 'retry');
    expect([second.failures, second.verdict]).toEqual([[], 'complete']);
    expect([originals(own), noted(second)]).toEqual([[], []]);
    await own.stop();
  }, 120_000);

  test('is not asked for its place among the images: a page instead of it would fail it', async () => {
    const own = await oneTicket();
    own.sandbox.setFaults(pickySite());
    const migration = own.open();
    await migration.extract();
    await migration.load();
    await migration.close();
    const asked = own.sandbox.history.calls.map(({ path }) => path);
    const ids = await idsOfOriginals(own);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => asked.some((path) => path.endsWith(`/content/${id}`)))).toEqual([]);
    await own.stop();
  }, 120_000);

  test('is read back like any other file: one that is gone is a finding', async () => {
    const own = await oneTicket();
    expect((await runWith(own, pickySite(), 'run')).verdict).toBe('complete');
    const [id = ''] = await idsOfOriginals(own);
    await targetOf(own).attachments.delete(id);
    const { findings } = await runWith(own, plannedFaults([]), 'retry');
    expect(findings.map(({ field, actual }) => [field, actual])).toEqual([
      [expect.stringMatching(/^original of thread \d+\.html$/), 'missing'],
    ]);
    await own.stop();
  }, 120_000);

  /** The answer to the first text that is written in a lesser way is lost, and nobody tells what became of it. */
  const losesAnswer = (dislikes: typeof FORMS): FaultPlan => {
    const asked = ({ method, path }: Call) => method === 'GET' && /\/comment/.test(path);
    let isLost = false;
    return pickySite((call) => {
      if (isLost) return asked(call) ? refusal('not now') : undefined;
      isLost = call.method === 'POST' && COMMENT.path.test(call.path);
      return isLost ? { kind: 'after-reset' } : undefined;
    }, dislikes);
  };

  test.each([
    ['forms', FORMS],
    ['images', IMAGES],
  ])(
    'what became of refused %s is told, though the answer to the text was lost',
    async (_, dislikes) => {
      const own = await oneTicket();
      const first = await runWith(own, losesAnswer(dislikes), 'run');
      expect(first.verdict).toBe('incomplete');
      const second = await runWith(own, pickySite(undefined, dislikes), 'retry');
      expect([second.failures, second.verdict]).toEqual([[], 'complete']);
      const other = await oneTicket();
      const undisturbed = await runWith(other, pickySite(undefined, dislikes), 'run');
      expect(originals(own)).toHaveLength(originals(other).length);
      expect(noted(undisturbed)).not.toEqual([]);
      expect(noted(second)).toHaveLength(noted(undisturbed).length);
      for (const each of [own, other]) await each.stop();
    },
    120_000,
  );

  test('nothing is told of images that were refused first, and taken in the end', async () => {
    const own = await oneTicket();
    const noComment = ({ method, path }: Call): Fault | undefined =>
      method === 'POST' && COMMENT.path.test(path) ? refusal('no') : undefined;
    const first = await runWith(own, pickySite(noComment, IMAGES), 'run');
    expect([first.verdict, noted(first).length > 0]).toEqual(['incomplete', true]);
    const second = await runWith(own, plannedFaults([]), 'retry');
    expect([second.failures, second.verdict, noted(second)]).toEqual([[], 'complete', []]);
    await own.stop();
  }, 120_000);
});
