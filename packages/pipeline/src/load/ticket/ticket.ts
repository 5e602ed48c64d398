import { ZdjsmError } from '@zdjsm/core';
import { ownerOf } from '../../extract/files.ts';
import { refuseUnadopted } from '../../jim/exported.ts';
import { toTicketIntent } from '../../mapping/ticket.ts';
import type { Ticket } from '../../model/helpdesk.ts';
import { isoNow } from '../../run/context.ts';
import { stagedTicket } from '../../run/staged-ticket.ts';
import { toStoredError } from '../../run/stored-error.ts';
import { hashOf } from '../../store/hash.ts';
import type { CrosswalkRow, StagedRecord } from '../../store/store.ts';
import type { LoadContext } from '../load-context.ts';
import { leaveOut } from '../write-protocol.ts';
import { allOf } from './all-of.ts';
import { acceptDeletion, isDeletedInTarget } from './deleted-in-target.ts';
import { createTicketFiles } from './files.ts';
import { takeUpOverLimit } from './over-limit.ts';
import type { TicketPart } from './part.ts';
import { partsOf, TICKET_PARTS } from './parts.ts';
import { linkReferences } from './references.ts';
import { partiesOf, settleRequest } from './request.ts';
import { stayingTicket } from './staying.ts';

/** Kind of the rows that name tickets which refer to others that have no issue yet. */
export const OPEN_REFERENCES = 'open-references';

/** One ticket with everything that hangs on it, in the order that survives an interruption. */
export async function loadTicket(
  context: LoadContext,
  staged: StagedRecord,
  { evenIfSettled = false } = {},
): Promise<void> {
  const { store, mapping, config, fingerprint } = context;
  const { id } = staged;
  const files = await store.staging.files(ownerOf(id));
  const whole = await stagedTicket(context, staged);
  const ticket = await whole.read();
  const parties = await partiesOf(context, ticket);
  // Nothing that decides what is written has changed since all of it was written.
  const hash = hashOf([whole.hash, files.map((file) => file.sha256), parties, fingerprint]);
  const settled = await store.crosswalk.get('settled', id);
  if (settled?.hash === hash && !evenIfSettled) return;

  const { ticket: staying, moved } = await stayingTicket(context, ticket);
  const plan = await mapped(context, ticket, () => toTicketIntent(staying, mapping, config));
  if ('skip' in plan) return await leaveOutTicket(context, ticket, plan.skip);
  await store.commit({
    changes: [{ kind: 'ticket', sourceId: id, changes: plan.changes }],
    conflicts: [{ kind: 'place', sourceId: id, conflicts: moved ? [moved] : [] }],
  });
  await leaveOutParts(context, ticket, mapping.scope.reduce(ticket));
  const before = await store.crosswalk.get('ticket', id);
  const end = { state: 'done', hash, targetId: staying.departmentId } as const;
  let isOpen = false;
  try {
    if (before?.targetId === undefined) await refuseUnadopted(store, id);
    const { row: request, createdWith } = await settleRequest(context, plan.intent);
    const issueKey = request.targetKey ?? '';
    const linked = await linkReferences(context, plan.intent);
    isOpen = linked.isOpen;
    const changes = [...plan.changes, ...linked.changes];
    await store.commit({ changes: [{ kind: 'ticket', sourceId: id, changes }] });
    const family = await store.crosswalk.family(id);
    await takeUpOverLimit(context, id, family);
    const uploads = await createTicketFiles(context, {
      ticketId: id,
      issueKey,
      rows: files,
      family,
    });
    const open = { intent: linked.intent, issueKey, files: uploads, createdWith };
    const [last, others] = [TICKET_PARTS.filter(isLast), TICKET_PARTS.filter((p) => !isLast(p))];
    await allOf(context, others, (part) => part.settle(context, open));
    await allOf(context, last, (part) => part.settle(context, open));
  } catch (error) {
    context.signal.throwIfAborted();
    if (await isDeletedInTarget(context, before, error)) {
      await acceptDeletion(context, id);
      return await store.commit({ crosswalk: [partRow(context, 'settled', id, end)] });
    }
    await markUnreached(context, ticket, error);
    throw error;
  }
  await store.commit({
    crosswalk: [
      partRow(context, 'settled', id, end),
      ...(isOpen ? [partRow(context, OPEN_REFERENCES, id, { state: 'done' })] : []),
    ],
    forget: isOpen ? [] : [{ kind: OPEN_REFERENCES, sourceId: id }],
  });
}

const isLast = ({ needsAll }: TicketPart): boolean => needsAll === true;

/** What the settings take away from a ticket is counted, with the rule. */
async function leaveOutParts(context: LoadContext, whole: Ticket, reduced: Ticket): Promise<void> {
  const kept = new Set(partsOf(reduced).map(({ kind, sourceId }) => `${kind} ${sourceId}`));
  const { without } = context.config.scope;
  for (const { kind, sourceId } of partsOf(whole)) {
    if (kept.has(`${kind} ${sourceId}`)) continue;
    const isNamed = without.some((one) => one === kind);
    const reason = isNamed ? `scope.without: ${kind}` : 'its message is left out, or a draft';
    await leaveOut(context, { kind, sourceId, reason });
  }
}

async function leaveOutTicket(context: LoadContext, ticket: Ticket, rule: string): Promise<void> {
  await leaveOut(context, { kind: 'ticket', sourceId: ticket.id, reason: rule });
  for (const { kind, sourceId } of partsOf(ticket)) {
    await leaveOut(context, { kind, sourceId, reason: `its ticket is left out: ${rule}` });
  }
}

/** A hook of the config can fail for a ticket, before anything of it is written. */
async function mapped<T>(context: LoadContext, ticket: Ticket, map: () => T): Promise<T> {
  try {
    return map();
  } catch (error) {
    await markUnreached(context, ticket, error);
    throw error;
  }
}

/** Parts that the work did not come to fail with their ticket: nothing disappears between two counts. */
async function markUnreached(context: LoadContext, ticket: Ticket, cause: unknown): Promise<void> {
  const { store } = context;
  const error = toStoredError(
    new ZdjsmError({
      code: 'BLOCKED',
      message: `ticket ${ticket.id} failed before it: ${toStoredError(cause).message}`,
      remedy: toStoredError(cause).remedy,
      outcome: 'not-sent',
    }),
  );
  const rows: CrosswalkRow[] = [];
  for (const { kind, sourceId } of partsOf(ticket)) {
    if (await store.crosswalk.get(kind, sourceId)) continue;
    rows.push(partRow(context, kind, sourceId, { state: 'failed', error }));
  }
  // Settings that are taken back must not find it settled by what was before them.
  const settled = await store.crosswalk.get('settled', ticket.id);
  if (settled) rows.push({ ...settled, hash: undefined });
  await store.commit({ crosswalk: rows });
}

function partRow(
  { batch, clock }: LoadContext,
  kind: string,
  sourceId: string,
  rest: Pick<CrosswalkRow, 'state' | 'hash' | 'error' | 'targetId'>,
): CrosswalkRow {
  const at = isoNow(clock);
  return { kind, sourceId, ...rest, rollback: 'preserve', attempts: 0, batch, at };
}
