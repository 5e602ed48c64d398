import { ZdjsmError } from '@zdjsm/core';
import { ownerOf } from '../../extract/files.ts';
import { type TicketIntent, toTicketIntent } from '../../mapping/ticket.ts';
import type { Ticket } from '../../model/helpdesk.ts';
import { isoNow } from '../../run/context.ts';
import { toStoredError } from '../../run/stored-error.ts';
import { hashOf } from '../../store/hash.ts';
import type { CrosswalkRow, StagedRecord } from '../../store/store.ts';
import type { LoadContext } from '../load-context.ts';
import { leaveOut, settle } from '../write-protocol.ts';
import { orPlain, settleComments } from './comments.ts';
import { composeDocument } from './compose.ts';
import { createTicketFiles, type TicketFiles } from './files.ts';
import { settleRequest } from './request.ts';

const SOURCE_PROPERTY = 'zdjsm.source';

/** One ticket with everything that hangs on it, in the order that survives an interruption. */
export async function loadTicket(context: LoadContext, staged: StagedRecord): Promise<void> {
  const { store, source, mapping, config, fingerprint } = context;
  const { id } = staged;
  const files = await store.staging.files(ownerOf(id));
  // Nothing that decides what is written has changed since all of it was written.
  const hash = hashOf([staged.hash, files.map((file) => file.sha256), fingerprint]);
  const settled = await store.crosswalk.get('settled', id);
  if (settled?.hash === hash) return;

  const ticket = source.parse.ticket(staged.payload);
  const plan = toTicketIntent(ticket, mapping, config);
  if ('skip' in plan) return await leaveOutTicket(context, ticket, plan.skip);
  await store.commit({ changes: [{ kind: 'ticket', sourceId: id, changes: plan.changes }] });
  try {
    const request = await settleRequest(context, plan.intent);
    const issueKey = request.targetKey ?? '';
    const uploads = createTicketFiles(context, { ticketId: id, issueKey, rows: files });
    await settleDetails(context, plan.intent, issueKey, uploads);
    await settleComments(context, plan.intent, issueKey, uploads);
    await settleStatus(context, plan.intent, issueKey);
    await settleLink(context, plan.intent, issueKey);
  } catch (error) {
    context.signal.throwIfAborted();
    await markUnreached(context, ticket, error);
    throw error;
  }
  await store.commit({ crosswalk: [partRow(context, 'settled', id, { state: 'done', hash })] });
}

/** The text with its images and files, and what only programs read: one silent edit. */
async function settleDetails(
  context: LoadContext,
  intent: TicketIntent,
  issueKey: string,
  uploads: TicketFiles,
): Promise<void> {
  const { jsm, signal } = context;
  const { description, openingFiles, property, ticketId } = intent;
  const write = async (dropMedia: boolean): Promise<void> => {
    const composed = await composeDocument(description, openingFiles, uploads);
    const properties = [{ key: SOURCE_PROPERTY, value: property }];
    await orPlain(composed, (text) =>
      jsm.issues.edit(
        issueKey,
        { fields: { description: text }, properties, dropMedia },
        { signal },
      ),
    );
  };
  await settle(context, {
    kind: 'description',
    sourceId: ticketId,
    hash: hashOf([description, openingFiles.map((file) => file.id), property]),
    part: true,
    async create() {
      // The text that the request was created with shows no files yet.
      await write(true);
      return { targetId: issueKey };
    },
    update: () => write(false),
  });
}

async function settleStatus(
  context: LoadContext,
  { ticketId, status }: TicketIntent,
  issueKey: string,
): Promise<void> {
  const { jsm, signal } = context;
  await settle(context, {
    kind: 'status',
    sourceId: ticketId,
    hash: hashOf(status),
    part: true,
    async create() {
      const fields = status.resolution ? { resolution: { name: status.resolution } } : {};
      const walked = await jsm.workflow.walk(issueKey, { to: status.name, fields }, { signal });
      return { targetId: status.name, created: walked.statuses.length > 1 };
    },
  });
}

async function settleLink(
  context: LoadContext,
  { ticketId, link }: TicketIntent,
  issueKey: string,
): Promise<void> {
  if (!link) return;
  const { jsm, signal } = context;
  await settle(context, {
    kind: 'link',
    sourceId: ticketId,
    hash: hashOf(link),
    part: true,
    async create() {
      const globalId = `system=zoho-desk&id=${ticketId}`;
      const made = await jsm.remoteLinks.set(
        issueKey,
        { ...link, globalId, relationship: 'migrated from' },
        { signal },
      );
      return { targetId: String(made.id) };
    },
  });
}

async function leaveOutTicket(context: LoadContext, ticket: Ticket, rule: string): Promise<void> {
  await leaveOut(context, { kind: 'ticket', sourceId: ticket.id, reason: rule });
  for (const { kind, sourceId } of partsOf(ticket)) {
    await leaveOut(context, { kind, sourceId, reason: `its ticket is left out: ${rule}` });
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
  await store.commit({ crosswalk: rows });
}

/** The records of a ticket that are counted by themselves. */
export function partsOf(ticket: Ticket): { kind: string; sourceId: string }[] {
  const messages = ticket.messages.map(({ kind, id }) => ({
    kind,
    sourceId: `${ticket.id}/${id}`,
  }));
  const files = [ticket.files, ...[ticket.opening, ...ticket.messages].map((m) => m.files)].flat();
  const ids = [...new Set(files.map((file) => file.id))];
  return [
    ...messages,
    ...ids.map((id) => ({ kind: 'attachment', sourceId: `${ticket.id}/${id}` })),
  ];
}

function partRow(
  { batch, clock }: LoadContext,
  kind: string,
  sourceId: string,
  rest: Pick<CrosswalkRow, 'state' | 'hash' | 'error'>,
): CrosswalkRow {
  const at = isoNow(clock);
  return { kind, sourceId, ...rest, rollback: 'preserve', attempts: 0, batch, at };
}
