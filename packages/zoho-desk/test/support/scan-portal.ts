import type { TicketScanQuery } from '../../src/index.ts';
import { clientOf, empty, json } from './in-memory.ts';

export interface Row {
  readonly id: string;
  readonly departmentId: string;
  readonly createdTime: string;
  readonly modifiedTime: string;
  readonly isArchived: boolean;
}

export const T0 = Date.UTC(2020, 0, 1);
export const NOW = Date.UTC(2026, 2, 2, 9);
export const LAG_MS = 15 * 60_000;

export interface Portal {
  rows: Row[];
  /** As they are listed. Default: 1 and 2. */
  departments?: readonly string[];
  /** How long the index takes to know a ticket. */
  lagMs?: number;
  archivedInSearch?: boolean;
  /** The index cuts times to seconds. */
  wholeSeconds?: boolean;
  /** Rows do not name the time of their change, as the portal's lists. */
  hidesModifiedTime?: boolean;
  /** Called before each answer. */
  meanwhile?: (call: number, path: string) => void;
}

/** The endpoints that a scan uses, with their bounds, over rows that may change at any time. */
function serverOf(portal: Portal, now: () => number) {
  let call = 0;
  const refuse = (message: string) =>
    json({ errorCode: 'UNPROCESSABLE_ENTITY', message }, { status: 422 });

  return (request: Request): Response => {
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.replace('/api/v1', '');
    call += 1;
    portal.meanwhile?.(call, path);
    if (path === '/departments') {
      return json({ data: (portal.departments ?? ['1', '2']).map((id) => ({ id })) });
    }
    const department = searchParams.get('departmentId');
    const inDepartment = ({ departmentId }: Row) => !department || departmentId === department;
    if (path === '/ticketsCount') return json({ count: portal.rows.filter(inDepartment).length });

    const from = Number(searchParams.get('from') ?? 0);
    const limit = Number(searchParams.get('limit') ?? 10);
    if (limit > 100) return refuse('limit');
    const pageOf = (rows: Row[]) => {
      const page = rows
        .slice(from, from + limit)
        .map(({ modifiedTime, ...row }) =>
          portal.hidesModifiedTime ? row : { ...row, modifiedTime },
        );
      return page.length > 0 ? json({ data: page }) : empty();
    };
    if (path === '/tickets') {
      const live = portal.rows.filter((row) => !row.isArchived && inDepartment(row));
      return pageOf(live.toSorted((a, b) => (a.createdTime < b.createdTime ? 1 : -1)));
    }
    if (path === '/tickets/archivedTickets') {
      if (from > 4_999) return refuse('from');
      return pageOf(portal.rows.filter((row) => row.isArchived && row.departmentId === department));
    }
    if (from > 999) return refuse('from');
    const field = searchParams.has('modifiedTimeRange') ? 'modifiedTime' : 'createdTime';
    const [after = '', to = ''] = searchParams.get(`${field}Range`)?.split(',') ?? [];
    const seen = (time: string) => (portal.wholeSeconds ? `${time.slice(0, 19)}.000Z` : time);
    const known = new Date(now() - (portal.lagMs ?? 0)).toISOString();
    const hits = portal.rows.filter(
      (row) =>
        inDepartment(row) &&
        (portal.archivedInSearch || !row.isArchived) &&
        row.createdTime <= known &&
        seen(row[field]) >= seen(after) &&
        row[field] <= to,
    );
    return pageOf(
      hits.toSorted((a, b) => (a[field] < b[field] ? -1 : a[field] > b[field] ? 1 : 0)),
    );
  };
}

export function scanOf(portal: Portal, query: TicketScanQuery = {}) {
  const clock = { now: () => NOW, sleep: async () => {} };
  const bench = clientOf(serverOf(portal, clock.now), { clock });
  return { ...bench, list: bench.zoho.tickets.scan(query) };
}

export const ticket = (index: number, time: number, more: Partial<Row> = {}): Row => ({
  id: String(10_000 + index),
  departmentId: index % 3 === 0 ? '2' : '1',
  createdTime: new Date(time).toISOString(),
  modifiedTime: new Date(time).toISOString(),
  isArchived: false,
  ...more,
});

export const idsOf = async (rows: AsyncIterable<{ readonly id: string }>): Promise<string[]> => {
  const ids: string[] = [];
  for await (const { id } of rows) ids.push(id);
  return ids;
};
