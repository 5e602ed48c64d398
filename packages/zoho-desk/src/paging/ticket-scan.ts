import type { PagedList } from '@zdjsm/core';
import { ScanIncompleteError } from '../errors/zoho-desk-error.ts';
import { type Id, isTrue } from '../records.ts';
import type { Api, ListOptions } from '../request/api.ts';
import type { TicketRow } from '../resources/ticket-types.ts';
import { DEPARTMENT_ROUTES } from '../routes/people.ts';
import { TICKET_ROUTES } from '../routes/tickets.ts';
import { offsetList } from './offset-list.ts';
import { asksForChanges, newestStep, reachesNow, searchStep, withoutFrom } from './scan-steps.ts';
import { type Progress, type ScannedRow, type Step, steppedList } from './stepped-list.ts';
import { type TimeBounds, timeRange, withinCreation } from './time-range.ts';

/** Which tickets a scan gives: of when, of which departments. */
export interface TicketScanQuery extends TimeBounds {
  /**
   * Default: all. Several are picked out of one scan of all, so that a ticket that moves between
   * them is neither lost nor doubled.
   */
  readonly departmentIds?: readonly Id[];
  /**
   * Whether archived tickets are listed too. Default: unless changes are asked for. Where Zoho shows
   * only the first 5,000 of a department, the scan ends with ScanIncompleteError, after all that it shows;
   * `as-listed` contents itself with those.
   */
  readonly archived?: boolean | 'as-listed';
  /**
   * What happens when Zoho counts more tickets than were found; its count may include what no list
   * shows, such as spam. `report` emits `scan-verified`, `throw` throws ScanIncompleteError after
   * the last page, `ignore` spares the count. Default `report`.
   */
  readonly onShortfall?: 'report' | 'throw' | 'ignore';
}

/**
 * All tickets, in steps: the search, walked by time; the newest from the list, as the index lags;
 * the archived of each department, unless the search shows them; and Zoho's own count to compare with.
 */
export function ticketScan(
  api: Api,
  query: TicketScanQuery = {},
  options: ListOptions = {},
): PagedList<TicketRow> {
  const { archived, onShortfall = 'report', departmentIds: named = [], ...bounds } = query;
  const wanted = new Set(named);
  // Each once: a scan finds its steps again by their names.
  const departmentIds = [...wanted];
  const filter = { departmentId: departmentIds.length === 1 ? departmentIds[0] : undefined };
  const isWithin = withinCreation(bounds);
  const byChange = asksForChanges(bounds);

  const plan = async (): Promise<readonly Step<TicketRow>[]> => {
    const target = { route: TICKET_ROUTES.search, query: filter };
    const search = searchStep<TicketRow>(api, target, bounds, options);
    const steps = [noting(search)];
    if (!byChange && reachesNow(api, bounds)) {
      steps.push(newestStep(api, { route: TICKET_ROUTES.list, query: filter }, options));
    }
    if (archived ?? !byChange) {
      const departments =
        departmentIds.length > 0 ? departmentIds : await allDepartments(api, options);
      steps.push(...departments.map((id) => archivedStep(api, id, options)));
    }
    return steps;
  };

  const compare = async ({ found, notes }: Progress): Promise<void> => {
    const cut = notes.flatMap((note) => (note.startsWith(CUT) ? [note.slice(CUT.length)] : []));
    if (cut.length > 0 && archived !== 'as-listed') throw archiveCut(cut);
    if (onShortfall === 'ignore') return;
    const route = TICKET_ROUTES.count;
    const counts = (departmentIds.length > 0 ? departmentIds : [undefined]).map((departmentId) =>
      api.count({ route, query: timeRange({ ...bounds, departmentId }) }, options),
    );
    const counted = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    api.emit({ type: 'scan-verified', found, counted });
    if (onShortfall === 'throw' && found < counted) throw shortfall(found, counted);
  };

  return steppedList<TicketRow>(
    api,
    {
      name: 'scan of tickets',
      plan,
      accepts: (row) => isWithin(row) && (wanted.size === 0 || wanted.has(row.departmentId)),
      finish: compare,
    },
    options,
  );
}

const ARCHIVED_SEEN = 'archived-seen';
const CUT = 'archive cut: ';

/** Where the index shows archived tickets, their own lists have nothing to add. */
function noting(step: Step<TicketRow>): Step<TicketRow> {
  return {
    name: step.name,
    async page(position, progress) {
      const page = await step.page(position, progress);
      const seen = page.rows.some(({ isArchived }) => isTrue(isArchived));
      return { ...page, note: seen ? ARCHIVED_SEEN : undefined };
    },
  };
}

function archivedStep(api: Api, departmentId: Id, options: ListOptions): Step<TicketRow> {
  const target = { route: TICKET_ROUTES.archived, query: { departmentId } };
  const list = offsetList<TicketRow>(api, target, withoutFrom(options));
  return {
    name: `archived ${departmentId}`,
    skip: ({ notes }) => notes.includes(ARCHIVED_SEEN),
    async page(position) {
      try {
        const { items, next } = await list.fetchPage(position);
        return { rows: items, next };
      } catch (error) {
        // The other departments' can still be listed; what is out of reach is told at the end.
        if (!(error instanceof ScanIncompleteError)) throw error;
        return { rows: [], next: undefined, note: `${CUT}${departmentId}` };
      }
    },
  };
}

async function allDepartments(api: Api, { signal }: ListOptions): Promise<readonly Id[]> {
  const list = offsetList<ScannedRow>(api, { route: DEPARTMENT_ROUTES.list }, { signal });
  return (await Array.fromAsync(list)).map(({ id }) => id);
}

function archiveCut(departmentIds: readonly Id[]): ScanIncompleteError {
  return new ScanIncompleteError({
    code: 'ARCHIVE_CUT',
    message: `Zoho shows only the first 5,000 archived tickets of department ${departmentIds.join(', ')}`,
    remedy:
      'Take the others from Zoho’s data backup. To go on with those that were listed, scan with archived: "as-listed".',
  });
}

function shortfall(found: number, counted: number): ScanIncompleteError {
  return new ScanIncompleteError({
    code: 'SCAN_SHORTFALL',
    message: `${found} tickets were found, Zoho counts ${counted}`,
    remedy:
      'Compare by department and by spam (tickets.countBy). If the rest is spam or trash, scan with onShortfall: "report".',
  });
}
