import { ScanIncompleteError } from '../errors/zoho-desk-error.ts';
import { type RawRecord, type Timestamp, textOf } from '../records.ts';
import { readableTime } from './time-range.ts';

/** Where a search by time stands. Serializable. */
export interface SeekPosition {
  /** Everything before this time has been seen. */
  readonly after: Timestamp;
  /** Rows to leave out from there: more than a page can have the same time. */
  readonly offset: number;
  /** Ids that have been seen and come again, as they are not before `after`. */
  readonly seen: readonly string[];
}

export interface SeekSource<T> {
  /** Rows not before `after`, oldest first. */
  fetch(after: Timestamp, offset: number, limit: number): Promise<readonly T[]>;
  /** The time by which rows are sorted and searched. */
  readonly timeField: 'createdTime' | 'modifiedTime';
  /** The highest offset that the search takes. */
  readonly maxOffset: number;
}

export interface SeekPage<T> {
  readonly items: readonly T[];
  /** Undefined when nothing is left. */
  readonly next: SeekPosition | undefined;
}

const PAGE = 100;

/**
 * One page of a search that is walked by time instead of by index: each page begins at the time of the
 * last row before it. So every page costs what the first one costs, however many there are; no
 * cap on results is ever met; and records that are deleted or added meanwhile shift nothing.
 *
 * Rows of the boundary's very time come twice, once on each page, and are told apart by id. The boundary
 * is taken a millisecond early, so that it does not matter whether the search includes its bound.
 */
export async function seekPage<T extends RawRecord>(
  source: SeekSource<T>,
  position: SeekPosition,
): Promise<SeekPage<T>> {
  const { after } = position;
  const seen = new Set(position.seen);
  // An index that knows only seconds gives rows from before the bound again.
  const isKnown = (row: T): boolean =>
    seen.has(idOf(row)) || (timeOf(row, source) ?? after) < after;
  const { rows, end } = await rowsFrom(source, position, isKnown);
  const items = rows.filter((row) => !isKnown(row));
  const last = rows.at(-1);
  if (!last || (items.length === 0 && rows.length < PAGE)) return { items, next: undefined };
  const time = timeOf(last, source);
  const boundary = time === undefined ? after : before(time);
  return {
    items,
    next:
      boundary > after
        ? { after: boundary, offset: 0, seen: idsFrom(boundary, rows, source) }
        : { after, offset: end, seen: [...seen, ...items.map(idOf)] },
  };
}

/**
 * Where more than a page has one time, there is an index after all; so the page begins with a row
 * that is known, as in offset-list.ts, and further back when deleted rows have let all move up.
 */
async function rowsFrom<T extends RawRecord>(
  source: SeekSource<T>,
  { after, offset }: SeekPosition,
  isKnown: (row: T) => boolean,
): Promise<{ readonly rows: readonly T[]; readonly end: number }> {
  for (let start = Math.max(0, offset - 1); ; start = Math.max(0, start - PAGE)) {
    if (start > source.maxOffset) throw tooManyAtOnce(after, source);
    const rows = await source.fetch(after, start, PAGE);
    if (start === 0 || rows.some(isKnown)) {
      return { rows, end: start + rows.length };
    }
  }
}

function idOf(row: RawRecord): string {
  return textOf(row['id']);
}

/**
 * Undefined where rows do not name the time that they are sorted by, as lists of tickets and customers
 * do not name that of their change (facts/zoho-desk.md § 4.1), and where it is no time: these are
 * walked by index.
 */
function timeOf<T extends RawRecord>(row: T, { timeField }: SeekSource<T>): Timestamp | undefined {
  return readableTime(row[timeField]);
}

function before(time: Timestamp): Timestamp {
  return new Date(Date.parse(time) - 1).toISOString();
}

function idsFrom<T extends RawRecord>(
  boundary: Timestamp,
  rows: readonly T[],
  source: SeekSource<T>,
): string[] {
  return rows.filter((row) => (timeOf(row, source) ?? boundary) >= boundary).map(idOf);
}

function tooManyAtOnce<T>(
  time: Timestamp,
  { timeField, maxOffset }: SeekSource<T>,
): ScanIncompleteError {
  return new ScanIncompleteError({
    code: 'SCAN_BOUND',
    message: `more than ${maxOffset} records have the ${timeField} ${time}, or do not name theirs, and a search shows no more`,
    remedy:
      'Scan in shorter spans of time. If they were imported at one moment, scan department by department (departmentIds), or page through the list.',
    outcome: 'not-sent',
  });
}
