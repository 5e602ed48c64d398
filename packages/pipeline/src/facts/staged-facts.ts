import type { AdfDoc } from '@zdjsm/transform';
import { ownerOf } from '../extract/files.ts';
import { partsOf } from '../load/ticket/parts.ts';
import { normalizedEmail } from '../mapping/addresses.ts';
import { createDocumentCheck } from '../mapping/document-problem.ts';
import { missingOptions } from '../mapping/field-value.ts';
import { isHookError } from '../mapping/hooks/hook-error.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { type TicketIntent, toTicketIntent } from '../mapping/ticket.ts';
import { placeableValues, valuesOf } from '../mapping/ticket-values.ts';
import type { Ticket } from '../model/helpdesk.ts';
import type { RunContext } from '../run/context.ts';
import { stagedTicket } from '../run/staged-ticket.ts';
import { createTally } from '../validate/tally.ts';
import { countIn, type TallyMap } from './tally-map.ts';
import { createWorkCounter, type TicketWork } from './work-counts.ts';

/** A status of the source, and where the mapping takes it: every pair that occurs. */
export interface StatusUse {
  readonly status: string;
  readonly projectKey: string;
  readonly projectId: string;
  readonly issueTypeId: string;
  readonly requestType: string;
  readonly target: string;
  readonly byDefault: boolean;
  /** What the config names, and the workflow of this type of issue lacks. */
  readonly missing: string | undefined;
  tickets: number;
}

/** A value that could not be carried over as it was, by what happened to it. */
export interface LossCount {
  readonly field: string;
  readonly reason: string;
  count: number;
  /** One ticket that it happens to. */
  readonly example: string;
  readonly detail: string;
}

/** What is larger than the target takes. */
export interface Oversized {
  readonly ticketId: string;
  /** A file, by the source's name for it; or what there is too much of. */
  readonly what: string;
  /** Bytes of a file; how many of the others. */
  readonly size: number;
  readonly most: number;
}

export interface RefusedText {
  readonly ticketId: string;
  readonly what: string;
  readonly why: string;
}

export interface FailingHook {
  readonly ticketId: string;
  readonly why: string;
}

export interface Oversizes {
  count: number;
  readonly examples: Oversized[];
}

/** What the staged records tell of the load to come: learnt in one pass, without a call to anybody. */
export interface StagedFacts {
  /** Tickets that the list names. */
  readonly listed: number;
  /** Of those, the ones that are staged whole. */
  readonly staged: number;
  /** Records in scope, by kind. */
  readonly kinds: Readonly<Record<string, { readonly source: number }>>;
  readonly slices: ReturnType<typeof createTally>['slices'];
  /** Tickets that a rule leaves out, by the rule. */
  readonly leftOut: TallyMap;
  readonly losses: readonly LossCount[];
  readonly statuses: readonly StatusUse[];
  /** Custom fields that no setting places, with the number of tickets that have a value. */
  readonly unplacedFields: TallyMap;
  /** Values that a select field of the target has no option for, by the field's setting. */
  readonly missingOptions: ReadonlyMap<string, TallyMap>;
  /** Tickets by the agent they are assigned to. */
  readonly assignees: TallyMap;
  readonly files: { readonly count: number; readonly bytes: number };
  readonly bigFiles: Oversizes;
  /** Tickets with more comments, attachments or worklogs than an issue holds. */
  readonly fullIssues: Oversizes;
  /** Documents that Jira's own rules refuse: zdjsm writes their words alone then. */
  readonly refusedTexts: { count: number; readonly examples: RefusedText[] };
  /** Tickets that a hook of the config does not cope with: they will be parked. */
  readonly failingHooks: { count: number; readonly examples: FailingHook[] };
  readonly contacts: ContactFacts;
  /** What a load has to write of the tickets. */
  readonly work: TicketWork;
}

export interface ContactFacts {
  readonly total: number;
  /** Mailboxes that several contacts share. */
  readonly sharedEmails: number;
  readonly inSharedEmails: number;
  readonly withoutEmail: number;
}

// What an issue holds: it answers 413 to more. (facts/jira-jsm.md, "Per issue")
const MOST = { comments: 5_000, attachments: 2_000, worklogs: 10_000 };
// A list that people read; the numbers beside it are whole.
const MOST_EXAMPLES = 50;

export async function readStagedFacts(
  context: RunContext,
  mapping: Mapping,
  limits: { readonly uploadLimit: number; readonly departmentName: (id: string) => string },
): Promise<StagedFacts> {
  const { store, source, config, signal } = context;
  const tally = createTally();
  const losses = new Map<string, LossCount>();
  const statuses = new Map<string, StatusUse>();
  const leftOut: TallyMap = new Map();
  const unplacedFields: TallyMap = new Map();
  const optionsMissing = new Map<string, TallyMap>();
  const assignees: TallyMap = new Map();
  const bigFiles: Oversizes = { count: 0, examples: [] };
  const fullIssues: Oversizes = { count: 0, examples: [] };
  const refusedTexts: StagedFacts['refusedTexts'] = { count: 0, examples: [] };
  const failingHooks: StagedFacts['failingHooks'] = { count: 0, examples: [] };
  const problemOf = createDocumentCheck();
  const files = { count: 0, bytes: 0 };
  const counter = createWorkCounter();

  for await (const record of store.staging.iterate('ticket')) {
    signal.throwIfAborted();
    const { id } = record;
    const ticket = await (await stagedTicket(context, record)).read();
    const plan = mapped(failingHooks, id, () => toTicketIntent(ticket, mapping, config));
    if (plan === undefined) continue;
    if ('skip' in plan) {
      countIn(leftOut, plan.skip);
      continue;
    }
    const { intent, changes } = plan;
    tally.source('ticket');
    tally.ticket(ticket, limits.departmentName(ticket.departmentId), false);
    for (const { kind } of partsOf(ticket)) tally.source(kind);
    for (const { field, reason, detail } of changes) countLoss(losses, id, field, reason, detail);
    countStatus(statuses, ticket, intent);
    for (const [name, value] of placeableValues(ticket, valuesOf(ticket, mapping))) {
      const place = mapping.field(name);
      if (!place && name in ticket.customFields) countIn(unplacedFields, name);
      for (const option of place ? missingOptions(place.field, value, place.values) : []) {
        const options = optionsMissing.get(name) ?? new Map();
        optionsMissing.set(name, options);
        countIn(options, option);
      }
    }
    if (ticket.assigneeId) countIn(assignees, ticket.assigneeId);
    const rows = await store.staging.files(ownerOf(id));
    counter.add(ticket, intent, rows);
    for (const row of rows) {
      const size = row.sha256 ? ((await store.blobs.get(row.sha256))?.size ?? 0) : 0;
      files.count += 1;
      files.bytes += size;
      const most = limits.uploadLimit;
      if (size > most) note(bigFiles, { ticketId: id, what: row.source, size, most });
    }
    for (const [what, { length: size }, most] of [
      ['comments', intent.comments, MOST.comments],
      ['worklogs', intent.worklogs, MOST.worklogs],
      ['attachments', rows, MOST.attachments],
    ] as const) {
      if (size > most) note(fullIssues, { ticketId: id, what, size, most });
    }
    for (const [what, doc] of textsOf(intent)) {
      const why = problemOf(doc);
      if (why !== undefined) note(refusedTexts, { ticketId: id, what, why });
    }
  }
  for await (const { payload } of store.staging.iterate('ticket-row')) {
    const rule = mapping.scope.leavesOut(source.parse.ticketRow(payload));
    const { id } = source.parse.ticketRow(payload);
    if (rule !== undefined && (await store.staging.hashOf('ticket', id)) === undefined) {
      countIn(leftOut, rule);
    }
  }
  for (const kind of ['account', 'contact', 'agent', 'product']) {
    tally.source(kind, await store.staging.count(kind));
  }
  return {
    listed: await store.staging.count('ticket-row'),
    staged: await store.staging.count('ticket'),
    kinds: tally.kinds,
    slices: tally.slices,
    leftOut,
    losses: [...losses.values()].sort((a, b) => b.count - a.count),
    statuses: [...statuses.values()].sort((a, b) => b.tickets - a.tickets),
    unplacedFields,
    missingOptions: optionsMissing,
    assignees,
    files,
    bigFiles,
    fullIssues,
    refusedTexts,
    failingHooks,
    contacts: await contactFacts(context),
    work: counter.work,
  };
}

async function contactFacts({ store, source }: RunContext): Promise<ContactFacts> {
  const emails: TallyMap = new Map();
  let total = 0;
  let withoutEmail = 0;
  for await (const { payload } of store.staging.iterate('contact')) {
    const email = normalizedEmail(source.parse.contact(payload).email);
    total += 1;
    if (email) countIn(emails, email);
    else withoutEmail += 1;
  }
  const shared = [...emails.values()].filter((count) => count > 1);
  const inSharedEmails = shared.reduce((sum, count) => sum + count, 0);
  return { total, withoutEmail, sharedEmails: shared.length, inSharedEmails };
}

function countLoss(
  losses: Map<string, LossCount>,
  example: string,
  field: string,
  reason: string,
  detail: string,
): void {
  // Messages are told apart by their ids, which is one loss each to a reader: `thread 17` → `thread`.
  const name = field.replace(/ \d+$/, '');
  const key = `${name}\n${reason}`;
  const known = losses.get(key);
  if (known) known.count += 1;
  else losses.set(key, { field: name, reason, count: 1, example, detail });
}

function countStatus(uses: Map<string, StatusUse>, ticket: Ticket, intent: TicketIntent): void {
  const { project, requestType, status } = intent;
  const key = [ticket.status, project.key, requestType.issueTypeId, status.name].join('\n');
  const known = uses.get(key);
  if (known) {
    known.tickets += 1;
    return;
  }
  uses.set(key, {
    status: ticket.status,
    projectKey: project.key,
    projectId: project.id,
    issueTypeId: requestType.issueTypeId,
    requestType: requestType.name,
    target: status.name,
    byDefault: status.byDefault,
    missing: status.missing,
    tickets: 1,
  });
}

function mapped<T>(
  failing: StagedFacts['failingHooks'],
  ticketId: string,
  map: () => T,
): T | undefined {
  try {
    return map();
  } catch (error) {
    if (!isHookError(error)) throw error;
    note(failing, { ticketId, why: error.message });
    return undefined;
  }
}

function* textsOf(intent: TicketIntent): Generator<[what: string, doc: AdfDoc]> {
  yield ['description', intent.description];
  for (const { kind, id, doc } of intent.comments) yield [`${kind} ${id}`, doc];
}

function note<T>(noted: { count: number; readonly examples: T[] }, item: T): void {
  noted.count += 1;
  if (noted.examples.length < MOST_EXAMPLES) noted.examples.push(item);
}
