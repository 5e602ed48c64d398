import { isGone } from '../../extract/gone-files.ts';
import { CHILD_KINDS } from '../../extract/kinds.ts';
import { createSelection, type Selection } from '../../load/selection.ts';
import type { RunContext } from '../../run/context.ts';
import type { StagedRecord } from '../../store/store.ts';
import { knownKinds } from '../kinds.ts';

/** What failed, and what has to be looked at again because of it. */
export interface Failures {
  /** Records that failed. */
  readonly count: number;
  /** Tickets that could not be read from the source. */
  readonly unread: ReadonlySet<string>;
  /** Files that could not be fetched: the source's names for them, by ticket. */
  readonly files: ReadonlyMap<string, ReadonlySet<string>>;
  /** Tickets that are to be settled again: their own failures, and those of their people. */
  readonly tickets: ReadonlySet<string>;
  /** Articles whose pages are to be settled again. */
  readonly articles: ReadonlySet<string>;
  /** Those of them of which a file could not be fetched: they are read again. */
  readonly unreadArticles: ReadonlySet<string>;
  readonly selection: Selection;
}

const OWNER = /^(ticket|article):(.+)$/;

/** With `fresh`, which was staged only now: that too, and the tickets that it belongs to. */
export async function readFailures(
  context: RunContext,
  fresh: readonly StagedRecord[] = [],
): Promise<Failures> {
  const { store } = context;
  const selection = createSelection();
  const unread = new Set<string>();
  const tickets = new Set<string>();
  const people = new Set<string>();
  const articles = new Set<string>();
  const unreadArticles = new Set<string>();
  let count = 0;
  for (const { kind, id, parentId } of fresh) {
    selection.add({ kind, sourceId: id });
    if (PEOPLE.has(kind)) people.add(id);
    const isPart = parentId !== undefined && CHILD_KINDS.some((one) => one === kind);
    if (isPart) tickets.add(parentId);
  }
  for (const kind of await knownKinds(store)) {
    for await (const { sourceId } of store.crosswalk.iterate(kind, { state: 'failed' })) {
      count += 1;
      selection.add({ kind, sourceId });
      if (PEOPLE.has(kind)) people.add(sourceId);
      const [ownerId = ''] = sourceId.split('/');
      if ((await store.staging.hashOf('ticket', ownerId)) !== undefined) tickets.add(ownerId);
      else if (kind === 'ticket') unread.add(sourceId);
      else if ((await store.staging.hashOf('article', ownerId)) !== undefined)
        articles.add(ownerId);
      else if (sourceId.endsWith(OF_CATEGORY)) {
        selection.add({
          kind: 'article-category',
          sourceId: sourceId.slice(0, -OF_CATEGORY.length),
        });
      }
    }
  }
  const files = new Map<string, Set<string>>();
  for await (const row of store.staging.failedFiles()) {
    const { owner, source } = row;
    const [, kind, id] = OWNER.exec(owner) ?? [];
    if (id === undefined) continue;
    if (!isGone(row)) count += 1;
    if (kind === 'article') {
      articles.add(id);
      unreadArticles.add(id);
    } else {
      tickets.add(id);
      files.set(id, (files.get(id) ?? new Set()).add(source));
    }
  }
  for await (const id of unfinished(context, people)) tickets.add(id);
  for await (const sourceId of contractsOf(context, people)) {
    selection.add({ kind: 'contract', sourceId });
  }
  for (const sourceId of [...tickets, ...unread]) selection.add({ kind: 'ticket', sourceId });
  for (const sourceId of articles) selection.add({ kind: 'article', sourceId });
  return { count, unread, files, tickets, articles, unreadArticles, selection };
}

/** Ends the name of the text of a category's page. */
const OF_CATEGORY = '/article-category';

const PEOPLE: ReadonlySet<string> = new Set(['account', 'contact', 'agent']);

/**
 * Tickets whose people failed have a substitute for them. And those that are there without the note
 * that all of them is: a retry was killed after it had taken them up.
 */
async function* unfinished(
  { store, source }: RunContext,
  people: ReadonlySet<string>,
): AsyncGenerator<string> {
  for await (const { sourceId } of store.crosswalk.iterate('ticket', { state: 'done' })) {
    if (!(await store.crosswalk.get('settled', sourceId))) {
      yield sourceId;
      continue;
    }
    if (people.size === 0) continue;
    const staged = await store.staging.get('ticket', sourceId);
    if (!staged) continue;
    const ticket = source.parse.ticket(staged.payload);
    const { contactId, accountId, assigneeId, followerIds, ccContactIds } = ticket;
    const named = [contactId, accountId, assigneeId, ...followerIds, ...ccContactIds];
    if (named.some((id) => id !== undefined && people.has(id))) yield sourceId;
  }
}

/** A contract is left out while no organization stands for its account. */
async function* contractsOf(
  { store, source }: RunContext,
  people: ReadonlySet<string>,
): AsyncGenerator<string> {
  if (people.size === 0) return;
  for await (const { id, payload } of store.staging.iterate('contract')) {
    const { accountId } = source.parse.contract(payload);
    if (accountId !== undefined && people.has(accountId)) yield id;
  }
}
