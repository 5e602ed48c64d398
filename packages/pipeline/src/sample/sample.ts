import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Jsm } from '@zdjsm/jsm';
import { byName } from '../catalog/catalog.ts';
import type { ResolvedConfig } from '../config/schema.ts';
import { ownerOf } from '../extract/files.ts';
import { extractChildren, extractMasters } from '../extract/records.ts';
import { extractTicketRows } from '../extract/tickets.ts';
import { countIn, ranked, type TallyMap } from '../facts/tally-map.ts';
import { createScope } from '../mapping/scope.ts';
import type { Migration } from '../migration.ts';
import type { Agent } from '../model/helpdesk.ts';
import type { Report } from '../report/report.ts';
import type { RunContext } from '../run/context.ts';
import { stagedDepartments } from '../run/staged-departments.ts';
import type { Source } from '../source/source.ts';
import { chooseSample, type Marked } from './choose.ts';
import { type SamplePeople, stagedSource } from './staged-source.ts';
import { traitsOf } from './traits.ts';

/** Where a sample goes, and how large it is. */
export interface SampleOptions {
  /** Key of the trial project: all departments go there. Default: where the config sends them. */
  readonly project?: string | undefined;
  /** Name of the request type there. Default: those of the config. */
  readonly requestType?: string | undefined;
  /** Tickets. Default 100. */
  readonly size?: number | undefined;
}

/** The tickets of a sample, and how they arrived. */
export interface Sample {
  readonly tickets: readonly Marked[];
  /** How many of them show what, the most frequent first. */
  readonly traits: readonly (readonly [trait: string, tickets: number])[];
  readonly report: Report;
  /** Of the report, whose folder is the sample's own. */
  readonly path: string;
}

const SIZE = 100;

/**
 * Migrates the ugliest tickets, with their people alone, into a trial project, and compares them. It has
 * a folder of its own: run again it brings up to date what is there. What is staged is not read again.
 */
export async function migrateSample(
  context: RunContext,
  jsm: Jsm,
  open: (config: ResolvedConfig, source: Source) => Migration,
  { project, requestType, size = SIZE }: SampleOptions,
): Promise<Sample> {
  const { config } = context;
  await extractMasters(context);
  await extractTicketRows(context);
  await extractChildren(context);
  const tickets = chooseSample(await candidatesOf(context), size);
  const folder = join(config.folder, 'sample');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'sample.json'), `${JSON.stringify(tickets, undefined, 2)}\n`);
  const source = stagedSource(context, await peopleOf(context, tickets));
  const migration = open(
    {
      ...config,
      folder,
      // Small, and nobody shares it.
      store: undefined,
      departments: departmentsIn(config, { project, requestType }),
      ...(project === undefined ? {} : await statusesIn(context, jsm, project)),
    },
    source,
  );
  try {
    const { report, path } = await migration.run();
    return { tickets, traits: traitsIn(tickets), report, path };
  } finally {
    await migration.close();
  }
}

/** All departments to the trial project. */
function departmentsIn(
  { departments }: ResolvedConfig,
  { project, requestType }: Pick<SampleOptions, 'project' | 'requestType'>,
): ResolvedConfig['departments'] {
  return Object.fromEntries(
    Object.entries(departments).map(([name, setting]) => [
      name,
      {
        ...setting,
        project: project ?? setting.project,
        requestType: requestType ?? setting.requestType,
        ...(requestType === undefined ? {} : { requestTypesByCategory: {} }),
        ...(project === undefined ? {} : { statuses: {} }),
      },
    ]),
  );
}

/** The settings that name a status of the trial project: for the others their kind decides. */
async function statusesIn(
  { config, signal }: RunContext,
  jsm: Jsm,
  project: string,
): Promise<Pick<ResolvedConfig, 'statuses' | 'statusesByType'>> {
  const types = await jsm.projects.statuses(project, { signal });
  const known = types.flatMap(({ statuses }) => statuses);
  type Setting = ResolvedConfig['statuses'][string];
  const ifKnown = (setting: Setting | undefined): Setting | undefined =>
    setting && byName(known, setting.status) ? setting : undefined;
  const { open, onHold, closed } = config.statusesByType;
  return {
    statuses: Object.fromEntries(
      Object.entries(config.statuses).filter(([, setting]) => ifKnown(setting)),
    ),
    statusesByType: { open: ifKnown(open), onHold: ifKnown(onHold), closed: ifKnown(closed) },
  };
}

async function candidatesOf(context: RunContext): Promise<Marked[]> {
  const { store, source, config } = context;
  const scope = createScope(config, await stagedDepartments(context));
  const agents = new Map<string, Agent>();
  for await (const { id, payload } of store.staging.iterate('agent')) {
    agents.set(id, source.parse.agent(payload));
  }
  const candidates: Marked[] = [];
  for await (const { id, payload } of store.staging.iterate('ticket-row')) {
    const row = source.parse.ticketRow(payload);
    if (scope.leavesOut(row) !== undefined) continue;
    const staged = await store.staging.get('ticket', id);
    const ticket = staged && source.parse.ticket(staged.payload);
    if (ticket && scope.leavesOut(ticket) !== undefined) continue;
    const { contactId = '', assigneeId = '' } = row;
    const hasContact = (await store.staging.hashOf('contact', contactId)) !== undefined;
    const traits = traitsOf({
      row,
      ticket,
      hasContact,
      files: await filesOf(context, id),
      agent: agents.get(assigneeId),
    });
    candidates.push({ id, traits });
  }
  return candidates;
}

async function filesOf({ store }: RunContext, ticketId: string) {
  const rows = await store.staging.files(ownerOf(ticketId));
  return await Promise.all(
    rows.map(async (row) => {
      const blob = row.sha256 === undefined ? undefined : await store.blobs.get(row.sha256);
      return { ...row, size: blob?.size ?? 0 };
    }),
  );
}

async function peopleOf(
  { store, source }: RunContext,
  tickets: readonly Marked[],
): Promise<SamplePeople> {
  const contacts = new Set<string>();
  const accounts = new Set<string>();
  for (const { id } of tickets) {
    const row = await store.staging.get('ticket-row', id);
    const whole = await store.staging.get('ticket', id);
    const told = [
      row && source.parse.ticketRow(row.payload),
      whole && source.parse.ticket(whole.payload),
    ];
    for (const { contactId, accountId } of told.flatMap((one) => one ?? [])) {
      if (contactId) contacts.add(contactId);
      if (accountId) accounts.add(accountId);
    }
  }
  for (const id of contacts) {
    const contact = await store.staging.get('contact', id);
    for (const accountId of contact ? source.parse.contact(contact.payload).accountIds : []) {
      accounts.add(accountId);
    }
  }
  return { tickets: new Set(tickets.map(({ id }) => id)), contacts, accounts };
}

function traitsIn(tickets: readonly Marked[]): [trait: string, tickets: number][] {
  const counts: TallyMap = new Map();
  for (const { traits } of tickets) for (const trait of traits) countIn(counts, trait);
  return ranked(counts);
}
