import type { TrueTicket } from '@zdjsm/sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoMapping } from '../../../../examples/demo/mapping.ts';
import { type MigratedRows, migrate } from '../support/rows.ts';
import { targetOf } from '../support/target.ts';
import { createWorld, type World } from '../support/world.ts';

const PLAIN = 'com.atlassian.jira.plugin.system.customfieldtypes';

/** A field of the target for each type that Zoho Desk has, made as an administrator would. */
const FIELDS = {
  cf_modelname: { name: 'Model', type: 'textfield' },
  cf_url: { name: 'Order page', type: 'url' },
  cf_permanentaddress: { name: 'Address', type: 'textarea' },
  cf_secondaryemail: { name: 'Second e-mail', type: 'textfield' },
  cf_phone: { name: 'Second phone', type: 'textfield' },
  cf_symptoms: {
    name: 'Symptoms',
    type: 'multiselect',
    options: ['Noise', 'Smoke', 'No power', 'Other; see text'],
  },
  cf_dateofpurchase: { name: 'Bought on', type: 'datepicker' },
  cf_nextvisit: { name: 'Next visit', type: 'datetime' },
  cf_numberofitems: { name: 'Items', type: 'float' },
  cf_severitypercentage: { name: 'Severity', type: 'float' },
  cf_weight: { name: 'Weight', type: 'float' },
  cf_refund: { name: 'Refund', type: 'float' },
  cf_region: { name: 'Region', type: 'select', options: ['North', 'South', 'Übersee', 'N/A'] },
  cf_device: { name: 'Device', type: 'textfield' },
  cf_subscriptions: { name: 'Subscriptions', type: 'labels' },
  cf_case_no: { name: 'Case number', type: 'textfield' },
  cf_warranty: { name: 'Warranty', type: 'multicheckboxes', options: ['Under warranty'] },
  cf_fax: { name: 'Fax', type: 'textfield' },
  cf_notes: { name: 'Notes', type: 'textarea' },
  cf_age: { name: 'Age in days', type: 'float' },
} as const;

describe('fields of a ticket', () => {
  let world: World;
  let rows: MigratedRows;
  let second: MigratedRows;

  beforeAll(async () => {
    world = await createWorld({ zoho: { tickets: 40 } });
    await createFields(world);
    const over = {
      scope: { without: ['attachment' as const, 'history' as const] },
      fields: {
        ...demoMapping.fields,
        ...Object.fromEntries(Object.entries(FIELDS).map(([id, { name }]) => [id, name])),
        category: { field: 'Category', values: { general: 'Software' } },
        resolution: 'Details',
      },
    };
    rows = await migrate(world, over);
    second = await migrate(world, over);
  }, 300_000);
  afterAll(() => world.stop());

  const each = (check: (ticket: TrueTicket, fields: Fields) => void): void => {
    for (const ticket of rows.tickets()) check(ticket, rows.requestOf(ticket.id).fields);
  };
  const changesOf = (ticketId: string, field: string) =>
    rows.report.changes.filter((change) => change.id === ticketId && change.field === field);

  test('R-04: a second run writes nothing, and nothing is missing', () => {
    expect(rows.report.failures).toEqual([]);
    expect(rows.report.findings).toEqual([]);
    expect(second.report.usage.writes).toBe(0);
  });

  test('F-01: the summary is one line of at most 255 characters; a long subject is kept whole', () => {
    each(({ id, record }) => {
      const { summary, description } = rows.requestOf(id);
      expect(summary.length).toBeLessThanOrEqual(255);
      expect(summary).not.toMatch(/[\r\n]/);
      const subject = String(record['subject']).replace(/\s+/gu, ' ').trim();
      if (subject.length <= 255) return expect(summary).toBe(subject);
      expect(JSON.stringify(description)).toContain(subject);
      expect(changesOf(id, 'subject')).toMatchObject([{ reason: 'shortened' }]);
    });
  });

  test('F-03: the status is walked to, with the resolution that the workflow asks for', () => {
    each(({ id, record }, fields) => {
      const { status, project } = rows.requestOf(id);
      const isClosed = record['statusType'] === 'Closed';
      expect(['Closed', 'Resolved', 'Done'].includes(status), `${project} ${status}`).toBe(
        isClosed,
      );
      if (isClosed) expect(fields['Resolution'], id).toBeTruthy();
    });
  });

  test('F-04: the priority goes by its name, by the mapping, or to the middle, which is listed', () => {
    const names: Readonly<Record<string, string>> = { Sofort: 'Highest' };
    each(({ id, record }, fields) => {
      const given = record['priority'];
      if (typeof given !== 'string') return;
      expect(fields['Priority'], id).toBe(names[given] ?? given);
    });
  });

  test('F-05: the channel is in its field, or a label where no option fits', () => {
    each(({ id, record }, fields) => {
      const channel = String(record['channel']);
      const expected = channel === 'Customer Portal' ? 'Web' : channel;
      expect(fields['Channel'], id).toBe(expected);
      expect(labelsOf(fields)).not.toContainEqual(expect.stringMatching(/^channel-/));
    });
  });

  test('F-06, F-13, F-14: assignee, reporter and organization are who they were', () => {
    const accounts = new Map(
      [...world.sandbox.zoho.truth().accounts()].map((one) => [one['id'], one['accountName']]),
    );
    const agents = new Map(
      world.sandbox.zoho
        .truth()
        .agents()
        .map((agent) => [agent['id'], agent['emailId']]),
    );
    const emails: Readonly<Record<string, string>> = demoMapping.agents;
    // Some have left the target, too: the report lists them.
    const gone = new Set(
      rows.report.skips.flatMap(({ kind, id }) => (kind === 'agent' ? [id] : [])),
    );
    expect(gone.size).toBeLessThan(agents.size);
    let organized = 0;
    each(({ id, record }, fields) => {
      const agent = record['assigneeId'];
      const account = emails[String(agents.get(agent))];
      expect(fields['Assignee'], id).toBe(gone.has(String(agent)) ? undefined : account);
      const { reporter } = rows.requestOf(id);
      const email = String(record['email'] ?? '').toLowerCase();
      expect(reporter).toBe(email || `contact-${record['contactId']}@no-email.invalid`);
      const company = accounts.get(record['accountId']);
      if (company === undefined) return expect(fields['Organizations']).toBeUndefined();
      organized += 1;
      expect(fields['Organizations']).toHaveLength(1);
      const [organization] = fields['Organizations'] as readonly string[];
      expect(organization?.startsWith(String(company).trim().slice(0, 20))).toBe(true);
    });
    expect(organized).toBeGreaterThan(10);
  });

  test('F-07: the due date is the day in UTC', () => {
    each(({ id, record }, fields) => {
      expect(fields['Due date'] ?? null, id).toBe(
        record['dueDate'] ? String(record['dueDate']).slice(0, 10) : null,
      );
    });
  });

  test('F-08: category and sub-category are a pair; what no option fits is a label, and listed', () => {
    let pairs = 0;
    each(({ id, record }, fields) => {
      const { category, subCategory } = record;
      if (category === 'Hardware' && subCategory === 'Printer') {
        expect(fields['Category']).toMatch(/Hardware.*Printer/);
        pairs += 1;
      }
      if (category === 'Billing') {
        expect(fields['Category']).toBeUndefined();
        expect(labelsOf(fields)).toContain('category-Billing');
        expect(changesOf(id, 'category')).toMatchObject([{ reason: 'kept-in-property' }]);
      }
      if (category === 'general') {
        expect(fields['Category']).toMatch(/Software/);
        expect(labelsOf(fields)).toContain('sub-category-Sub-General');
      }
      if (category === 'Hardware') expect(rows.requestOf(id).project).not.toBe(undefined);
    });
    expect(pairs).toBeGreaterThan(0);
  });

  /** Look-ups hold ids: people read names. */
  const readable = (given: string): string => {
    const names = new Map(
      [...world.sandbox.zoho.truth().customRecords()].map(({ id, name }) => [id, name]),
    );
    const all = given.split(';').map((id) => names.get(id));
    return all.map((name, at) => name ?? given.split(';')[at]).join(';');
  };

  test.each(Object.entries(FIELDS))('F-09: %s', (id, { name, type }) => {
    let filled = 0;
    each((ticket, fields) => {
      const given = (ticket.record['cf'] as Readonly<Record<string, string | null>>)[id];
      if (given === null || given === undefined) return;
      filled += 1;
      const actual = fields[name];
      const isLookUp = id === 'cf_device' || id === 'cf_subscriptions';
      expect(plain(actual), `${name} of ${ticket.id}`).toEqual(
        expectedOf(type, isLookUp ? readable(given) : given),
      );
    });
    expect(filled).toBeGreaterThan(0);
  });

  test('F-10: tags are labels', () => {
    for (const { id, tags } of rows.tickets().map((t) => ({ id: t.id, tags: t.tags() }))) {
      const labels = labelsOf(rows.requestOf(id).fields);
      for (const tag of tags) expect(labels, id).toContain(tag.replaceAll(/\s+/g, '-'));
    }
  });

  test('F-11: number and id are searchable fields, and a property', () => {
    each(({ id, ticketNumber }, fields) => {
      expect(fields['Legacy ticket id']).toBe(id);
      expect(fields['Legacy ticket number']).toBe(ticketNumber);
      const { properties } = rows.requestOf(id);
      expect(properties['zdjsm.source']).toMatchObject({ id, number: ticketNumber });
    });
  });

  test('F-12: the times of the source are in fields, and in the text', () => {
    each(({ id, record }, fields) => {
      expect(timeOf(fields['Source created'])).toBe(timeOf(record['createdTime']));
      expect(timeOf(fields['Source modified'])).toBe(timeOf(record['modifiedTime']));
      expect(timeOf(fields['Source closed'])).toBe(timeOf(record['closedTime']));
      expect(JSON.stringify(rows.requestOf(id).description)).toContain('UTC');
    });
  });

  test('F-15: classification and language are labels, team too; the resolution is in its field', () => {
    let teams = 0;
    each(({ id, record }, fields) => {
      const labels = labelsOf(fields);
      expect(labels).toContain(`language-${record['language']}`);
      if (record['classification']) {
        expect(labels).toContain(`classification-${record['classification']}`);
      }
      const isOfTeam = labels.some((label) => label.startsWith('team-'));
      expect(isOfTeam, id).toBe(record['teamId'] !== null);
      teams += isOfTeam ? 1 : 0;
      if (record['resolution']) expect(plain(fields['Details'])).toContain('power supply');
    });
    expect(teams).toBeGreaterThan(0);
    expect(rows.ticketsWith('resolution').length).toBeGreaterThan(0);
  });

  test('F-16: a link leads to the original', () => {
    each(({ id, ticketNumber }) => {
      const [link, ...others] = rows.requestOf(id).remoteLinks;
      expect(others).toEqual([]);
      expect(JSON.stringify(link)).toContain(`#${ticketNumber}`);
    });
  });
});

type Fields = Readonly<Record<string, unknown>>;

async function createFields(world: World): Promise<void> {
  const jsm = targetOf(world);
  for (const { name, type, ...rest } of Object.values(FIELDS)) {
    const field = await jsm.fields.ensure({ name, type: `${PLAIN}:${type}` });
    if (!('options' in rest)) continue;
    for await (const context of jsm.fields.contexts(field.id)) {
      await jsm.fields.ensureOptions(field.id, context.id, { values: rest.options });
    }
  }
}

/** What the sandbox shows of a field, as words: documents without their structure. */
function plain(value: unknown): string {
  const text = String(value ?? '');
  if (!text.startsWith('{')) return text;
  return [...text.matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(([, words]) => words).join('\n');
}

function expectedOf(type: string, given: string): unknown {
  switch (type) {
    case 'float':
      return String(Number(given));
    case 'datetime':
      return expect.stringContaining(given.slice(0, 16));
    case 'multiselect':
      return given.split(';').join(', ');
    case 'labels':
      return given.replaceAll(' ', '-').split(';').join(' ');
    case 'multicheckboxes':
      return given === 'true' ? 'Under warranty' : '';
    case 'textarea':
      return given
        .split('\n')
        .filter((line) => line !== '')
        .join('\n');
    default:
      return given;
  }
}

const labelsOf = (fields: Fields): string[] => String(fields['Labels'] ?? '').split(' ');

const timeOf = (value: unknown): number | undefined =>
  value ? Date.parse(String(value).replace(/([+-]\d\d)(\d\d)$/, '$1:$2')) : undefined;
