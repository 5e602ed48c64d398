import { createScope, type Scope } from '../../mapping/scope.ts';
import type { TicketRow } from '../../model/helpdesk.ts';
import type { RunContext } from '../../run/context.ts';
import { createCounter } from '../../run/counter.ts';
import { eachOf } from '../../run/each-of.ts';
import { stagedDepartments } from '../../run/staged-departments.ts';
import { isOfOneRecord } from '../../run/stopping-errors.ts';
import type { SourceRecord } from '../../source/source.ts';
import { hashOf } from '../../store/hash.ts';
import { leaveOut, parkTicket, readTicket, stageTicket } from '../tickets.ts';
import type { ChangeTally, Span } from './found.ts';

export interface TicketChanges {
  /** What is staged, and the source does not have any more: 404, in the trash, spam, merged. */
  readonly gone: readonly GoneTicket[];
  /** What could not be read again: the next pass has to. What is staged of it is old. */
  readonly unread: readonly string[];
}

/** Which tickets a pass reads again though nothing shows that they were changed. */
export type Reread = 'open' | 'all';

export interface GoneTicket {
  readonly id: string;
  /** As a reader of the report finds it. */
  readonly why: string;
}

/**
 * Reads again each ticket that its row shows to be changed. Whether a reply moves a ticket's time of
 * change is not known of every portal (facts/zoho-desk.md § 4.3): a list of all, at three credits a
 * hundred, shows it by its number of messages, and shows what is not there any more.
 */
export async function extractChangedTickets(
  context: RunContext,
  {
    span,
    wholeList,
    unread: left,
    reread,
  }: {
    readonly span: Span;
    /** Whether all tickets are listed, not only those that say that they were changed. */
    readonly wholeList: boolean;
    /** What an earlier pass could not read. */
    readonly unread: readonly string[];
    /** Tickets that are read again whatever their rows say: edited comments show in no list. */
    readonly reread?: Reread | undefined;
  },
  tally: ChangeTally,
): Promise<TicketChanges> {
  const { store, source, signal, config } = context;
  const scope = createScope(config, await stagedDepartments(context));
  const rows = new Map<string, SourceRecord>();
  for (const id of left) {
    const row = await store.staging.get('ticket-row', id);
    if (row) rows.set(id, row);
  }
  const listed = new Set<string>();
  const look = async (
    pages: ReturnType<typeof source.ticketRows>,
    isWanted: (record: SourceRecord) => boolean,
  ): Promise<void> => {
    for await (const { records } of pages) {
      for (const record of records) {
        listed.add(record.id);
        if (isWanted(record) || (await isChanged(context, record))) rows.set(record.id, record);
      }
    }
  };
  if (wholeList || reread) {
    await look(source.ticketRows({ signal }), ({ payload }) =>
      reread === 'open'
        ? source.parse.ticketRow(payload).statusType !== 'closed'
        : reread === 'all',
    );
  }
  // Rows may not say when they were changed: then they have to be believed.
  await look(source.ticketRows({ ...span, signal }), ({ modifiedAt }) => modifiedAt === undefined);

  const unread: string[] = [];
  const counter = createCounter(context.emit, 'extract', 'ticket', rows.size);
  await eachOf(
    rows.values(),
    async (row) => {
      if (await readAgain(context, scope, row, tally)) return counter.done();
      unread.push(row.id);
      counter.failed();
    },
    { concurrency: config.concurrency.extract, signal },
  );
  return { gone: wholeList ? await findGone(context, scope, listed, tally) : [], unread };
}

async function isChanged({ store, source }: RunContext, record: SourceRecord): Promise<boolean> {
  const before = await store.staging.get('ticket-row', record.id);
  if (!before) return true;
  const [was, is] = [
    source.parse.ticketRow(before.payload),
    source.parse.ticketRow(record.payload),
  ];
  if (hashOf(comparable(was)) !== hashOf(comparable(is))) return true;
  const ticket = await store.staging.get('ticket', record.id);
  const known = ticket?.modifiedAt ?? was.modifiedAt;
  return (
    is.modifiedAt !== undefined && (known === undefined || timeOf(known) < timeOf(is.modifiedAt))
  );
}

/** What every list says of a ticket. */
const comparable = ({ modifiedAt: _, ...row }: TicketRow): object => row;

const timeOf = (time: string): number => Date.parse(time);

/** Whether it could be read. */
async function readAgain(
  context: RunContext,
  scope: Scope,
  { id, payload, modifiedAt }: SourceRecord,
  tally: ChangeTally,
): Promise<boolean> {
  const { store, source, signal } = context;
  const before = await store.staging.hashOf('ticket', id);
  const row = { kind: 'ticket-row', id, payload, modifiedAt, hash: hashOf(payload) };
  try {
    const rule = scope.leavesOut(source.parse.ticketRow(payload));
    if (rule !== undefined && before === undefined) {
      await leaveOut(context, id, rule);
    } else {
      const record = await readTicket(context, id);
      // Deleted since it was listed: the next list shows that it is gone.
      if (!record) return true;
      const now = await stageTicket(context, scope, record);
      if (before === undefined) tally.note('ticket', 'created');
      else if (before !== now) tally.note('ticket', 'changed');
    }
    await store.commit({ staged: [row] });
    return true;
  } catch (error) {
    if (signal.aborted || !isOfOneRecord(error)) throw error;
    // A new one is known as failed from now on, as in the first reading.
    if (before === undefined) await store.commit({ staged: [row] });
    if (before === undefined) await parkTicket(context, id, error);
    return false;
  }
}

/** A ticket that no list shows may be archived, or late in the index: only its own address tells. */
async function findGone(
  context: RunContext,
  scope: Scope,
  listed: ReadonlySet<string>,
  tally: ChangeTally,
): Promise<GoneTicket[]> {
  const { store, source } = context;
  const gone: GoneTicket[] = [];
  for await (const { id } of store.staging.iterate('ticket-row')) {
    if (listed.has(id)) continue;
    const record = await readTicket(context, id);
    const rule = record && scope.leavesOut(source.parse.ticket(record.payload));
    if (record && rule === undefined) {
      await stageTicket(context, scope, record);
      continue;
    }
    gone.push({
      id,
      why: record
        ? `in the source it is ${stateOf(source.parse.ticket(record.payload))}`
        : 'deleted in the source',
    });
  }
  tally.note('ticket', 'gone', gone.length);
  return gone;
}

function stateOf({ isTrashed, isSpam }: { readonly isTrashed: boolean; readonly isSpam: boolean }) {
  if (isTrashed) return 'in the trash';
  return isSpam ? 'spam' : 'out of scope';
}
