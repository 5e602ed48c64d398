import { createScope, type Scope } from '../mapping/scope.ts';
import type { Ticket } from '../model/helpdesk.ts';
import { isoNow, type RunContext } from '../run/context.ts';
import { createCounter } from '../run/counter.ts';
import { eachOf } from '../run/each-of.ts';
import { stagedDepartments } from '../run/staged-departments.ts';
import { createBreaker, isOfOneRecord } from '../run/stopping-errors.ts';
import { toStoredError } from '../run/stored-error.ts';
import type { SourceRecord, TicketExtra } from '../source/source.ts';
import { hashOf } from '../store/hash.ts';
import { unreadableOf } from './admit.ts';
import { extractFiles } from './files.ts';
import { extractPages } from './pages.ts';

/** Stages the list of all tickets: what there is, before any of it is read. */
export async function extractTicketRows(context: RunContext): Promise<void> {
  const { source, store, signal } = context;
  await extractPages(context, {
    kind: 'ticket-row',
    parse: source.parse.ticketRow,
    read: (options) => source.ticketRows(options),
  });
  if ((await store.meta.get(UNLISTED_KEY)) !== undefined) return;
  const unlisted = (await source.unlisted?.({ signal })) ?? {};
  await store.commit({ meta: { [UNLISTED_KEY]: unlisted } });
}

/** Where the numbers of tickets are kept that no list of the source shows. */
export const UNLISTED_KEY = 'unlisted';

/**
 * Stages each listed ticket whole, with its messages and files. One that fails holds up no other; one
 * that the list shows to be out of scope is not read, which spares its credits. With `only`, the
 * others are not looked at.
 */
export async function extractTickets(
  context: RunContext,
  only?: ReadonlySet<string>,
): Promise<void> {
  const { store, source, emit, signal, config, telemetry } = context;
  const scope = createScope(config, await stagedDepartments(context));
  const total = only?.size ?? (await store.staging.count('ticket-row'));
  const counter = createCounter(emit, 'extract', 'ticket', total);
  const breaker = createBreaker();
  await eachOf(
    store.staging.iterate('ticket-row'),
    async ({ id, payload }) => {
      if (only && !only.has(id)) return;
      if ((await store.staging.hashOf('ticket', id)) !== undefined) return counter.done();
      try {
        const rule = scope.leavesOut(source.parse.ticketRow(payload));
        if (rule !== undefined) await leaveOut(context, id, rule);
        else {
          const record = { phase: 'extract', kind: 'ticket', id } as const;
          const staged = await telemetry.record(record, () => extractTicket(context, scope, id));
          if (!staged) await leaveOut(context, id, DELETED);
        }
        breaker.success();
        counter.done();
      } catch (error) {
        if (signal.aborted || !isOfOneRecord(error)) throw error;
        await parkTicket(context, id, error);
        counter.failed();
        breaker.failure(error);
      }
    },
    { concurrency: config.concurrency.extract, signal },
  );
}

const DELETED = 'deleted in the source before it was read';

/** Reads one whole ticket; undefined when the source does not have it. */
export async function readTicket(
  { source, signal, config }: RunContext,
  id: string,
): Promise<SourceRecord | undefined> {
  const without = TICKET_EXTRAS.filter((extra) => config.scope.without.includes(extra));
  return await source.ticket(id, { signal, without });
}

/** False when the source has it no more. */
async function extractTicket(context: RunContext, scope: Scope, id: string): Promise<boolean> {
  const record = await readTicket(context, id);
  if (!record) return false;
  await stageTicket(context, scope, record);
  return true;
}

/** Stages a ticket that was read, with its files; returns the hash of what the source said. */
export async function stageTicket(
  context: RunContext,
  scope: Scope,
  record: SourceRecord,
): Promise<string> {
  const { source, store } = context;
  const ticket = source.parse.ticket(record.payload);
  const merged = await settleMerged(context, scope, ticket);
  const files = await extractFiles(context, scope.reduce(ticket));
  const names = [...source.parse.namesOf(ticket), ...merged];
  const hash = hashOf(record.payload);
  const noted = unreadableOf({ kind: 'ticket', sourceId: ticket.id }, ticket);
  const changes = noted ? [noted] : [];
  await store.commit({ staged: [{ ...record, kind: 'ticket', hash, names }], files, changes });
  return hash;
}

const TICKET_EXTRAS: readonly TicketExtra[] = ['time-entry', 'follower', 'history'];

/**
 * Tickets that went into this one, which no list shows. They are read where the config asks for them
 * and the source still has them. The others are counted, and go by this one's name: whoever looks for
 * them finds where their messages are.
 */
async function settleMerged(
  context: RunContext,
  scope: Scope,
  { id, number, relations }: Ticket,
): Promise<string[]> {
  const { store, source, config } = context;
  const isWanted = config.tickets.merged === 'duplicate';
  const names: string[] = [];
  for (const other of relations) {
    const { kind, ticketId } = other;
    if (kind !== 'merged' || ticketId === id) continue;
    if (isWanted && (await extractTicket(context, scope, ticketId))) continue;
    if ((await store.staging.hashOf('ticket', ticketId)) !== undefined) continue;
    await leaveOut(context, ticketId, `merged into #${number}, which has its messages`);
    const named = other.number && { id: ticketId, number: other.number, url: undefined };
    names.push(ticketId, ...(named ? source.parse.namesOf(named) : []));
  }
  return names;
}

/** Counted with its rule; a later run with other rules reads it after all. */
export async function leaveOut(
  { store, clock, batch }: RunContext,
  id: string,
  reason: string,
): Promise<void> {
  // What stands in the target is not left out any more, whatever the rules say now.
  if ((await store.crosswalk.get('ticket', id))?.targetId !== undefined) return;
  const row = { kind: 'ticket', sourceId: id, rollback: 'preserve', attempts: 1, batch } as const;
  await store.commit({ crosswalk: [{ ...row, state: 'skipped', reason, at: isoNow(clock) }] });
}

export async function parkTicket(context: RunContext, id: string, cause: unknown): Promise<void> {
  const { store, emit, clock, batch } = context;
  const error = toStoredError(cause);
  const before = await store.crosswalk.get('ticket', id);
  await store.commit({
    crosswalk: [
      {
        rollback: 'preserve',
        // Where it went, if an earlier reading was loaded.
        ...before,
        kind: 'ticket',
        sourceId: id,
        state: 'failed',
        error,
        attempts: (before?.attempts ?? 0) + 1,
        batch: before?.batch ?? batch,
        at: isoNow(clock),
      },
    ],
  });
  emit({ type: 'record-failed', phase: 'extract', kind: 'ticket', id, error });
}
