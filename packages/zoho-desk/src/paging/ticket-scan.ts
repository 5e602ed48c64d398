import { type Checkpoint, ConfigurationError, type Page, PagedList } from '@zdjsm/core';
import { ScanIncompleteError } from '../errors/zoho-desk-error.ts';
import { type Id, isTrue, type RawRecord, type Timestamp } from '../records.ts';
import type { Api, ListOptions } from '../request/api.ts';
import type { TicketRow, TicketSearchRow } from '../resources/ticket-types.ts';
import { DEPARTMENT_ROUTES } from '../routes/people.ts';
import { TICKET_ROUTES } from '../routes/tickets.ts';
import { offsetList } from './offset-list.ts';
import { type SeekPosition, seekPage } from './seek.ts';
import { BEGINNING, END, isoOf, rangeOf, type TicketRange, timeRange } from './time-range.ts';

export interface TicketScanQuery extends TicketRange {
  /** Default: all. Several are read from one scan, so that a ticket that moves is neither lost nor doubled. */
  readonly departmentIds?: readonly Id[];
  /** Whether archived tickets are listed too. Default: unless `modifiedFrom` or `modifiedTo` is given. */
  readonly archived?: boolean;
  /**
   * What happens when Zoho counts more tickets than were found; the count may include what no list shows,
   * such as spam. `report` emits `scan-verified`, `throw` throws ScanIncompleteError after the last page,
   * `ignore` spares the count. Default `report`.
   */
  readonly onShortfall?: 'report' | 'throw' | 'ignore';
}

/** What a scan carries from page to page; with the position within the step it makes a checkpoint. */
interface Progress {
  readonly step: string;
  readonly found: number;
  /** Tickets so young that the last step but one meets them again. */
  readonly recent: readonly Id[];
  /** The search shows archived tickets, so nothing is left to list. */
  readonly archivedSeen: boolean;
}

interface StepPage {
  readonly rows: readonly TicketRow[];
  readonly next: Checkpoint | undefined;
}

interface Step {
  readonly name: string;
  page(position: Checkpoint | undefined, progress: Progress): Promise<StepPage>;
}

const SCAN = 'tickets.scan';

/**
 * All tickets, in steps: a search that is walked by time; the newest from the list, as the index lags;
 * the archived of each department; and Zoho's own count to compare with.
 */
export function ticketScan(
  api: Api,
  query: TicketScanQuery = {},
  options: ListOptions = {},
): PagedList<TicketRow> {
  const { departmentIds = [], archived, onShortfall = 'report', ...range } = query;
  const byChange = range.modifiedFrom !== undefined || range.modifiedTo !== undefined;
  const wanted = new Set(departmentIds);
  const only = departmentIds.length === 1 ? departmentIds[0] : undefined;
  const scope = createScope(range, wanted);
  // Ids that this iteration has given: the last guard against tickets that change lists meanwhile.
  let given = new Set<Id>();
  let steps: Promise<readonly Step[]> | undefined;

  const planned = async (): Promise<readonly Step[]> => {
    const plan = [searchStep(api, range, byChange, only, options)];
    if (!byChange && isOpenEnded(api, range)) plan.push(newestStep(api, only, options));
    if (archived ?? !byChange) {
      for (const id of await departmentsOf(api, departmentIds, options)) {
        plan.push(archivedStep(api, id, options));
      }
    }
    return plan;
  };

  const verify = async ({ found }: Progress): Promise<void> => {
    if (onShortfall === 'ignore') return;
    const counts = (departmentIds.length > 0 ? departmentIds : [undefined]).map((departmentId) =>
      api.count(
        { route: TICKET_ROUTES.count, query: timeRange({ ...range, departmentId }) },
        options,
      ),
    );
    const counted = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    api.emit({ type: 'scan-verified', found, counted });
    if (onShortfall === 'throw' && found < counted) throw shortfall(found, counted);
  };

  return new PagedList<TicketRow>(
    async (checkpoint): Promise<Page<TicketRow>> => {
      if (!checkpoint) given = new Set();
      steps ??= planned();
      const plan = await steps;
      const { progress, position } = readCheckpoint(checkpoint);
      const index = plan.findIndex(({ name }) => name === progress.step);
      const step = plan[index];
      if (!step) throw foreignCheckpoint(progress.step);

      const page = await step.page(position, progress);
      const young = new Date(api.clock.now() - api.behaviour.searchLagMs).toISOString();
      const items = page.rows.filter((row) => !given.has(row.id) && scope(row));
      for (const { id } of items) given.add(id);
      const after: Progress = {
        step: step.name,
        found: progress.found + items.length,
        recent: [
          ...progress.recent,
          ...items.filter((row) => row.createdTime >= young).map(({ id }) => id),
        ],
        archivedSeen: progress.archivedSeen || items.some((row) => isTrue(row.isArchived)),
      };
      if (page.next) return { items, next: { ...after, ...page.next, scan: SCAN } };
      const following = plan[index + 1];
      const over = !following || (after.archivedSeen && following.name.startsWith(ARCHIVED));
      if (over) await verify(after);
      return { items, next: over ? undefined : { ...after, scan: SCAN, step: following.name } };
    },
    options.from,
    { prefetch: options.prefetch },
  );
}

function searchStep(
  api: Api,
  range: TicketRange,
  byChange: boolean,
  departmentId: Id | undefined,
  options: ListOptions,
): Step {
  const timeField = byChange ? 'modifiedTime' : 'createdTime';
  // A change from just before the bound may have reached the index only after the last pass.
  const from = byChange
    ? earlier(range.modifiedFrom ?? BEGINNING, api.behaviour.searchLagMs)
    : isoOf(range.createdFrom ?? BEGINNING);
  const to = isoOf((byChange ? range.modifiedTo : range.createdTo) ?? END);
  const other = byChange
    ? { createdTimeRange: rangeOf(range.createdFrom, range.createdTo) }
    : undefined;
  const source = {
    timeField,
    maxOffset: api.behaviour.searchMaxFrom,
    fetch: async (after: Timestamp, offset: number, limit: number) => {
      const query = {
        ...other,
        [`${timeField}Range`]: `${after},${to}`,
        sortBy: timeField,
        departmentId,
      };
      const page = { from: offset === 0 ? undefined : offset, limit };
      const target = { route: TICKET_ROUTES.search, query };
      return (await api.rows<TicketSearchRow>(target, page, options)).rows;
    },
  } as const;
  return {
    name: 'search',
    async page(position) {
      const { items, next } = await seekPage(source, seekPosition(position) ?? start(from));
      return { rows: items, next: next && { ...next } };
    },
  };
}

function newestStep(api: Api, departmentId: Id | undefined, options: ListOptions): Step {
  const { from: _, ...rest } = options;
  const target = {
    route: TICKET_ROUTES.list,
    query: { sortBy: '-createdTime', departmentId },
  };
  const list = offsetList<TicketRow>(api, target, rest);
  return {
    name: 'newest',
    async page(position, { recent }) {
      const page = await list.fetchPage(position);
      const horizon = new Date(api.clock.now() - api.behaviour.searchLagMs).toISOString();
      const known = new Set(recent);
      const older = page.items.some((row) => row.createdTime < horizon);
      return {
        rows: page.items.filter((row) => row.createdTime >= horizon && !known.has(row.id)),
        next: older ? undefined : page.next,
      };
    },
  };
}

const ARCHIVED = 'archived:';

function archivedStep(api: Api, departmentId: Id, options: ListOptions): Step {
  const { from: _, ...rest } = options;
  const target = { route: TICKET_ROUTES.archived, query: { departmentId } };
  const list = offsetList<TicketRow>(api, target, rest);
  return {
    name: `${ARCHIVED}${departmentId}`,
    async page(position) {
      const { items, next } = await list.fetchPage(position);
      return { rows: items, next };
    },
  };
}

async function departmentsOf(
  api: Api,
  chosen: readonly Id[],
  options: ListOptions,
): Promise<readonly Id[]> {
  if (chosen.length > 0) return chosen;
  const { signal } = options;
  const all = offsetList<RawRecord & { id: Id }>(
    api,
    { route: DEPARTMENT_ROUTES.list },
    { signal },
  );
  return (await Array.fromAsync(all)).map(({ id }) => id);
}

/** What the lists give beyond what was asked for. */
function createScope(
  range: TicketRange,
  wanted: ReadonlySet<Id>,
): (row: TicketSearchRow) => boolean {
  const from = isoOf(range.createdFrom ?? BEGINNING);
  const to = isoOf(range.createdTo ?? END);
  return ({ createdTime, departmentId }) =>
    createdTime >= from && createdTime <= to && (wanted.size === 0 || wanted.has(departmentId));
}

function isOpenEnded({ clock, behaviour }: Api, { createdTo }: TicketRange): boolean {
  return (
    createdTo === undefined || Date.parse(isoOf(createdTo)) > clock.now() - behaviour.searchLagMs
  );
}

function earlier(time: string | Date, byMs: number): Timestamp {
  return isoOf(new Date(Math.max(0, Date.parse(isoOf(time)) - byMs)));
}

function start(after: Timestamp): SeekPosition {
  return { after, offset: 0, seen: [] };
}

function seekPosition(position: Checkpoint | undefined): SeekPosition | undefined {
  const { after, offset, seen } = position ?? {};
  if (typeof after !== 'string' || typeof offset !== 'number' || !Array.isArray(seen))
    return undefined;
  return { after, offset, seen };
}

function readCheckpoint(checkpoint: Checkpoint | undefined): {
  readonly progress: Progress;
  readonly position: Checkpoint | undefined;
} {
  const { scan, step, found, recent, archivedSeen, ...position } = checkpoint ?? {};
  if (checkpoint && scan !== SCAN) throw foreignCheckpoint(String(scan));
  return {
    progress: {
      step: typeof step === 'string' ? step : 'search',
      found: typeof found === 'number' ? found : 0,
      recent: Array.isArray(recent) ? recent : [],
      archivedSeen: archivedSeen === true,
    },
    position: Object.keys(position).length > 0 ? position : undefined,
  };
}

function foreignCheckpoint(of: string): ConfigurationError {
  return new ConfigurationError({
    setting: 'from',
    message: `the checkpoint (${of}) is not one of this scan`,
    remedy: 'Pass the `next` of a page of a scan with the same query, or start without one.',
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
