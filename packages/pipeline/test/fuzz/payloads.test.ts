import { type FaultRule, plannedFaults } from '@zdjsm/sandbox';
import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqliteStore, type Report, type SourceParser, ZdjsmError } from '../../src/index.ts';
import { createZohoParser } from '../../src/source/zoho/parse.ts';
import { createWorld, type World } from '../support/world.ts';
import { injure } from './damage.ts';
import { wound } from './wounds.ts';

type Json = Record<string, unknown>;

/** The answers of one address, changed. */
function odd(path: RegExp, change: (rows: Json[], document: Json) => void): FaultRule {
  const alter = (text: string): string => {
    const document = JSON.parse(text) as Json;
    const rows = document['data'] ?? document['teams'];
    change(Array.isArray(rows) ? (rows as Json[]) : [], document);
    return JSON.stringify(document);
  };
  return { cloud: 'zoho', path, times: 1_000, fault: { kind: 'alter', alter } };
}

const set =
  (key: string, value: unknown, at = 0) =>
  (rows: Json[], document: Json): void => {
    (rows[at] ?? document)[key] = value;
  };

/** One odd record in every module, and how it goes on. */
const ODDITIES: readonly FaultRule[] = [
  odd(/\/teams$/, set('id', null)),
  odd(/\/products$/, set('id', {})),
  odd(/\/accounts\/search$/, (rows, document) => {
    if (rows.length > 1) set('id', '', 1)(rows, document);
  }),
  odd(/\/contacts\/search$/, (rows) => {
    // A page that only repeats what was seen is left alone.
    if (rows.length < 5) return;
    rows[0] = [] as unknown as Json;
    set('id', undefined, 2)(rows, {});
    set('createdTime', 'yesterday', 3)(rows, {});
    set('createdTime', null, 4)(rows, {});
    set('lastName', ['a', 'b'], 4)(rows, {});
  }),
  odd(/\/contracts$/, set('id', '../../organizations')),
  odd(/\/calls$/, set('id', { of: 'a call' })),
  odd(/\/tickets\/\d+0$/, set('createdTime', '0000-01-01T00:00:00.000Z')),
  odd(/\/tickets\/\d+1$/, set('subject', { text: 'an object' })),
  odd(/\/tickets\/\d+2\/conversations$/, (rows) => set('id', null, rows.length - 1)(rows, {})),
  odd(/\/tickets\/\d+3\/conversations$/, set('type', 'telegram')),
];

describe('a helpdesk with an odd record in every module', () => {
  let world: World;
  let report: Report;
  let healed: Report;
  let payloads: { kind: string; payload: unknown }[];

  beforeAll(async () => {
    world = await createWorld({ zoho: { tickets: 5 }, speed: 400 });
    world.sandbox.setFaults(plannedFaults(ODDITIES));
    const migration = world.open();
    ({ report } = await migration.run());
    world.sandbox.setFaults(plannedFaults([]));
    await migration.retry();
    await migration.validate();
    ({ report: healed } = await migration.report());
    await migration.close();
    const store = openSqliteStore(String(world.config.folder));
    payloads = [];
    for (const kind of Object.keys(PARSERS)) {
      for await (const { payload } of store.staging.iterate(kind)) payloads.push({ kind, payload });
    }
    await store.close();
  }, 400_000);
  afterAll(() => world.stop());

  const failuresOf = (kind: string) =>
    report.failures.filter((one) => one.kind === kind).map(({ error }) => error.message);

  test('each is parked, with what is wrong with it', () => {
    const noId = expect.stringMatching(/has no "id"; it has/);
    expect(failuresOf('team')).toEqual([noId]);
    expect(failuresOf('product')).toEqual([noId]);
    expect(failuresOf('account')).toEqual([noId]);
    expect(failuresOf('contact')).toHaveLength(2);
    expect(failuresOf('contract')).toEqual([expect.stringContaining('is no contractId')]);
    expect(failuresOf('call')).toEqual([noId]);
    expect(failuresOf('ticket').sort()).toEqual([
      expect.stringContaining('is neither a thread nor a comment'),
      expect.stringMatching(/is no threadId|"comments\[\d+\]\.id" is missing/),
    ]);
    expect(report.failures.filter(({ error }) => error.code === 'UNEXPECTED')).toEqual([]);
  });

  test('all others are done, and what could not be read of them is listed', () => {
    const { modules } = report;
    expect(modules.filter(({ pending }) => pending > 0)).toEqual([]);
    const doneOf = (kind: string) => modules.find((module) => module.kind === kind)?.done;
    const counts = world.sandbox.zoho.truth().counts();
    expect(doneOf('contact')).toBe(counts.contacts - 2);
    expect(doneOf('account')).toBe(counts.accounts - 1);
    expect(doneOf('ticket')).toBe(3);
    const unreadable = report.changes.filter(({ reason }) => reason === 'unreadable');
    expect(unreadable.map(({ kind, field }) => `${kind} ${field}`).sort()).toEqual([
      'source-contact contact.lastName',
      'source-ticket ticket.createdTime',
      'source-ticket ticket.subject',
    ]);
  });

  test('once the helpdesk is whole again, a retry carries over what was parked', () => {
    expect(healed.failures).toEqual([]);
    expect(healed.modules.filter(({ pending }) => pending > 0)).toEqual([]);
  });

  test('whatever a payload holds, it is read, or the record and its field are named', () => {
    fc.assert(
      fc.property(fc.nat(), wound.filter(heavy), (index, injuryOf) => {
        const { kind = '', payload } = payloads[index % payloads.length] ?? {};
        const { document } = injure(JSON.stringify(payload), injuryOf);
        try {
          const record = PARSERS[kind]?.(JSON.parse(document));
          for (const time of timesIn(record)) expect(time).toMatch(/^\d{4}-\d\d-\d\dT/);
        } catch (error) {
          if (!ZdjsmError.is(error)) throw error;
          expect(error.code).toBe('SOURCE_RECORD');
          expect(error.message).toMatch(/: "[^"]+" is (missing|unreadable: a)/);
        }
      }),
      cases(300),
    );
  });
});

const heavy = ({ damage }: { readonly damage: string }): boolean => damage !== 'ten megabytes';

const parser: SourceParser = createZohoParser(() => false);
const PARSERS: Readonly<Record<string, (payload: unknown) => object>> = {
  agent: parser.agent,
  account: parser.account,
  contact: parser.contact,
  contract: parser.contract,
  department: parser.department,
  product: parser.product,
  team: parser.team,
  'ticket-row': parser.ticketRow,
  ticket: parser.ticket,
  task: parser.task,
  call: parser.call,
  event: parser.event,
  rating: parser.rating,
};

/** All that the records of the model call a time. */
function* timesIn(value: unknown, key = ''): Generator<unknown> {
  if (/At$|^at$/.test(key) && value !== undefined) yield value;
  if (typeof value !== 'object' || value === null || key === 'history') return;
  for (const [name, part] of Object.entries(value)) yield* timesIn(part, name);
}
