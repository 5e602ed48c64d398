import type { Fault, ListTrouble } from '@zdjsm/sandbox';
import { type Call, type FaultClass, isJira, isZohoApi } from './fault-class.ts';

const trouble = (...troubles: readonly ListTrouble[]): Fault[] =>
  troubles.map((one) => ({ kind: 'list', trouble: one }));

const isRead = ({ method, path }: Call): boolean =>
  method === 'GET' || path.endsWith('/search/jql');

/** Lists that change while they are paged, and pages that are not what they should be. */
export const LISTS: readonly FaultClass[] = [
  {
    number: 10,
    name: 'records come and go while a list is paged',
    rate: 0.25,
    // Short pages first, or lists as small as these would have none to come after the first.
    strikes: (call) => isListOfRecords(call),
    faults: () => trouble('short', 'row-deleted', 'row-added'),
  },
  {
    number: 11,
    name: 'pages with rows twice or in disorder, cursors that lead nowhere',
    rate: 0.08,
    strikes: (call) => isListOfRecords(call) || (isJira(call) && isRead(call)),
    faults: () => trouble('short', 'twice', 'reordered', 'same-cursor'),
  },
];

/**
 * Zoho's lists that are not of one ticket: those end with a page that is not full, so that a
 * shorter one can't be told from the last (facts/zoho-desk.md § 4).
 */
export const isListOfRecords = (call: Call): boolean =>
  isZohoApi(call) &&
  /^\/api\/v1\/(tickets\/search|tickets\/archivedTickets|contacts\/search|accounts\/search|contracts|products|tasks|calls|events|departments)$/.test(
    call.path,
  );
