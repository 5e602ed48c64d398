import { inBatch } from '../batch/in-batch.ts';
import { extractChangedArticles } from '../extract/changes/articles.ts';
import { findGoneCustomers } from '../extract/changes/customers.ts';
import { type ChangesFound, createChangeTally } from '../extract/changes/found.ts';
import { extractChangedCustomRecords, extractChangedRecords } from '../extract/changes/records.ts';
import { extractChangedTickets, type Reread } from '../extract/changes/tickets.ts';
import { extract, READ_UNTIL } from '../extract/extract.ts';
import { load } from '../load/load.ts';
import type { LoadContext } from '../load/load-context.ts';
import { isoNow, type RunContext } from '../run/context.ts';
import { settleGoneCustomers, settleGoneTickets } from './settle-gone.ts';
import { settleGoneArticles, settleGoneCustomRecords } from './settle-gone-content.ts';

/** What one pass has carried over. Kept for the report of the cutover. */
export interface SyncPass {
  /** Changes of the source from this time on were looked for, ISO 8601. */
  readonly since: string;
  /** What the source changed before this time is in the target now, or reported. */
  readonly until: string;
  readonly found: ChangesFound;
  /** Records created or changed in the target. */
  readonly writes: number;
  /** Tickets that could not be read: the next pass tries again. */
  readonly unread: number;
  /** How long it took: as long would the source have to rest for the last one. */
  readonly seconds: number;
  /** Whether all tickets were listed, so that deletions were seen. */
  readonly wholeList: boolean;
}

export interface SyncPassOptions {
  /** Whether all tickets are listed. Default: as `sync.detect` says. */
  readonly wholeList?: boolean | undefined;
  /** Default: none. */
  readonly reread?: Reread | undefined;
}

/** Facts of the store: the last pass, and what it could not read. */
const LAST_PASS = 'sync:last-pass';
const UNREAD = 'sync:unread';

/** Carries over what the source has changed since the last pass, or since it was read first. */
export async function syncPass(
  context: RunContext,
  prepare: () => Promise<LoadContext>,
  options: SyncPassOptions = {},
): Promise<SyncPass> {
  const { store, clock, config } = context;
  const { wholeList = config.sync.detect === 'list', reread } = options;
  await extract(context);
  const start = clock.now();
  const until = isoNow(clock);
  const span = { since: await sinceWhen(context, until), until };
  const tally = createChangeTally();
  await extractChangedRecords(context, span, tally);
  const records = await extractChangedCustomRecords(context, { span, wholeList }, tally);
  const articles = await extractChangedArticles(context, { reread }, tally);
  const unread = await unreadBefore(context);
  const which = { span, wholeList, unread, reread };
  const tickets = await extractChangedTickets(context, which, tally);
  const customers = wholeList ? await findGoneCustomers(context, tally) : [];
  const writes = await inBatch(await prepare(), { purpose: 'sync' }, async (loading) => {
    await load(loading);
    await settleGoneTickets(loading, tickets.gone);
    await settleGoneCustomers(loading, customers);
    await settleGoneArticles(loading, articles);
    await settleGoneCustomRecords(loading, records);
    return loading.writes.count;
  });
  const pass: SyncPass = {
    ...span,
    found: tally.found,
    writes,
    unread: tickets.unread.length,
    seconds: (clock.now() - start) / 1000,
    wholeList,
  };
  // Not before all of it is loaded: an interrupted pass is made again, and finds nothing new to read.
  const meta = { [READ_UNTIL]: until, [UNREAD]: tickets.unread, [LAST_PASS]: pass };
  await store.commit({ meta });
  return pass;
}

async function sinceWhen({ store, config }: RunContext, now: string): Promise<string> {
  const read = await store.meta.get(READ_UNTIL);
  const until = Date.parse(typeof read === 'string' ? read : now);
  return new Date(until - config.sync.overlap * 60_000).toISOString();
}

async function unreadBefore({ store }: RunContext): Promise<readonly string[]> {
  const ids = await store.meta.get(UNREAD);
  return Array.isArray(ids) ? ids.map(String) : [];
}
