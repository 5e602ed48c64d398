import type { RunContext } from '../run/context.ts';
import type { RecordLinks } from './report.ts';

/** Where a record can be looked at on both sides; parts of a ticket lead to their ticket. */
export type RecordLinkFinder = (
  kind: string,
  sourceId: string,
) => Promise<Pick<RecordLinks, 'sourceUrl' | 'targetUrl'>>;

/** Kinds whose source ids begin with that of their ticket. */
const OF_TICKETS: ReadonlySet<string> = new Set([
  'ticket',
  'source-ticket',
  'description',
  'place',
  'status',
  'thread',
  'comment',
  'continuation',
  'attachment',
  'image',
  'task',
  'call',
  'event',
  'time-entry',
  'rating',
  'follower',
  'cc',
  'history',
  'original',
]);

const NOWHERE = { sourceUrl: undefined, targetUrl: undefined };

export function createLinkFinder({ store, source }: RunContext, site: string): RecordLinkFinder {
  // Lists are in the order of their ids: what is asked for next is mostly of the same ticket.
  let last = {
    ticketId: '',
    links: Promise.resolve<Awaited<ReturnType<RecordLinkFinder>>>(NOWHERE),
  };
  const find = async (ticketId: string) => {
    const staged = await store.staging.get('ticket', ticketId);
    const row = await store.crosswalk.get('ticket', ticketId);
    return {
      sourceUrl: staged && source.parse.ticket(staged.payload).url,
      targetUrl: row?.targetKey ? `${site}/browse/${row.targetKey}` : undefined,
    };
  };
  return async (kind, sourceId) => {
    const [ticketId = ''] = sourceId.split('/');
    if (!OF_TICKETS.has(kind)) return NOWHERE;
    if (last.ticketId !== ticketId) last = { ticketId, links: find(ticketId) };
    return await last.links;
  };
}
