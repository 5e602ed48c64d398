import { ZdjsmError } from '@zdjsm/core';
import type { Comment } from '@zdjsm/jsm';
import { ownerOf } from '../extract/files.ts';
import { forEachRecord } from '../load/each.ts';
import type { LoadContext } from '../load/load-context.ts';
import { type TicketIntent, toTicketIntent } from '../mapping/ticket.ts';
import type { CommentIntent } from '../mapping/ticket-comments.ts';
import { isoNow } from '../run/context.ts';
import { stagedTicket } from '../run/staged-ticket.ts';
import type { CrosswalkRow, StagedRecord } from '../store/store.ts';
import { JIM_EXPORT } from './exported.ts';
import { readTargetIndex, type TargetIndex } from './target-index.ts';

export interface AdoptOptions {
  /** What was exported and is not in Jira is left to the load. Say so only once the import has ended. */
  readonly restToLoad?: boolean | undefined;
}

export interface Adopted {
  readonly issues: number;
  /** Exported, and not found in Jira. */
  readonly missing: number;
}

/**
 * Takes up what Jira's importer has made of an export: which issue and which comment stand for what.
 * The importer makes every comment public, and no issue a request. So internal notes are hidden here,
 * before the next load gives the issue its request type, which is what opens it to its customer.
 */
export async function adopt(
  context: LoadContext,
  { restToLoad = false }: AdoptOptions = {},
): Promise<Adopted> {
  const index = await readTargetIndex(context);
  let issues = 0;
  const records = context.store.staging.iterate('ticket');
  await forEachRecord(context, { kind: 'ticket', records }, async (staged) => {
    if (await adoptTicket(context, staged, index)) issues += 1;
  });
  const rest = await Array.fromAsync(context.store.crosswalk.iterate(JIM_EXPORT));
  const missing = rest.filter(({ sourceId }) => index.keysOf(sourceId).length === 0);
  if (restToLoad) await context.store.commit({ forget: missing });
  return { issues, missing: missing.length };
}

async function adoptTicket(
  context: LoadContext,
  staged: StagedRecord,
  index: TargetIndex,
): Promise<boolean> {
  const { store, jsm, mapping, config, signal } = context;
  const { id } = staged;
  if ((await store.crosswalk.get('ticket', id))?.targetId !== undefined) return false;
  const [key, ...others] = index.keysOf(id);
  if (key === undefined) return false;
  if (others.length > 0) throw severalIssues(id, [key, ...others]);
  const plan = toTicketIntent(await (await stagedTicket(context, staged)).read(), mapping, config);
  if ('skip' in plan) return false;
  const issue = await jsm.issues.get(key, { fields: ['status'], signal });
  const comments = await adoptComments(context, key, plan.intent);
  const row = { kind: 'ticket', sourceId: id, targetId: issue.id, targetKey: issue.key };
  await store.commit({
    crosswalk: [
      ...comments,
      ...(await filesToLookFor(context, id)),
      // Last: what is not noted as there would be made again.
      { ...adopted(context), ...row },
    ],
    forget: [{ kind: JIM_EXPORT, sourceId: id }],
  });
  return true;
}

/** Matched by their times, which the importer has kept; those of one time by their order. */
async function adoptComments(
  context: LoadContext,
  key: string,
  { ticketId, comments: expected }: TicketIntent,
): Promise<CrosswalkRow[]> {
  const { jsm, signal } = context;
  const there = await Array.fromAsync(jsm.comments.list(key, { signal }));
  const rows: CrosswalkRow[] = [];
  for (const comment of expected) {
    const place = there.findIndex(({ created }) => isSameTime(created, comment.at));
    const found = there[place];
    if (!found) throw notFound(key, comment);
    there.splice(place, 1);
    await hide(context, key, found, comment);
    const { kind, id } = comment;
    rows.push({ ...adopted(context), kind, sourceId: `${ticketId}/${id}`, targetId: found.id });
  }
  return rows;
}

async function hide(
  { jsm, writes, signal }: LoadContext,
  key: string,
  found: Comment,
  { visibility }: CommentIntent,
): Promise<void> {
  if (visibility === 'public' || found.jsdPublic === false) return;
  await writes.begin();
  await jsm.comments.setVisibility(key, found.id, 'internal', { signal });
  writes.count += 1;
}

/** An importer may keep whole seconds only. */
const isSameTime = (a: string, b: string): boolean =>
  Math.floor(Date.parse(a) / 1000) === Math.floor(Date.parse(b) / 1000);

/**
 * Files that the importer may have fetched: noted as uploads of which nobody knows the end, so that
 * the load looks for them, by name and bytes, before it sends any.
 */
async function filesToLookFor(context: LoadContext, ticketId: string): Promise<CrosswalkRow[]> {
  const files = await context.store.staging.files(ownerOf(ticketId));
  return files.flatMap(({ source, sha256 }): CrosswalkRow[] =>
    sha256 && /^\d+$/.test(source)
      ? [
          {
            ...adopted(context),
            kind: 'attachment',
            sourceId: `${ticketId}/${source}`,
            state: 'intent',
          },
        ]
      : [],
  );
}

/** Without hashes: the load writes all of it once, and takes nothing for the work of an agent. */
function adopted({ batch, clock }: LoadContext) {
  return {
    state: 'done',
    // The importer made it, not this migration: a rollback leaves it alone.
    rollback: 'preserve',
    attempts: 0,
    batch,
    at: isoNow(clock),
  } as const;
}

const severalIssues = (ticketId: string, keys: readonly string[]): ZdjsmError =>
  new ZdjsmError({
    code: 'ADOPT_AMBIGUOUS',
    message: `ticket ${ticketId} has several issues: ${keys.join(', ')}`,
    remedy: 'A file was imported twice: delete one of them, then run `zdjsm adopt` again.',
    outcome: 'not-sent',
  });

const notFound = (key: string, { kind, id, at }: CommentIntent): ZdjsmError =>
  new ZdjsmError({
    code: 'ADOPT_MISMATCH',
    message: `${key} has no comment of ${at}, for ${kind} ${id}`,
    remedy:
      'Look at the importer’s log. Delete the issue, and let the load make it; or import the file again.',
    outcome: 'not-sent',
  });
