import { type HtmlElement, sourceOffset } from '../dom/parse.ts';

/** A place in the source: characters from its start, and what an editor shows (both from 1). */
export interface SourcePosition {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/**
 * - `dropped`: it is not in the document.
 * - `flattened`: its content is in the document, its structure or look is not.
 * - `shortened`: a part of it is not in the document.
 */
export type ChangeKind = 'dropped' | 'flattened' | 'shortened';

/** What the document does not show as the source did. Never holds text of the mail. */
export interface Change {
  readonly kind: ChangeKind;
  /** What it happened to: `tracking pixel`, `hidden text`, `table`. */
  readonly what: string;
  readonly why: string;
  readonly count: number;
  /** Of the first few, in the order of the source. */
  readonly positions: readonly SourcePosition[];
}

// Enough to find the place; a mail with ten thousand pixels needs no ten thousand positions.
const MAX_POSITIONS = 20;

export interface ChangeLog {
  add(kind: ChangeKind, what: string, why: string, element?: HtmlElement): void;
  /** Changes of one kind, thing and reason are one row. */
  list(): Change[];
}

export function createChangeLog(source: string): ChangeLog {
  const rows = new Map<
    string,
    { change: Omit<Change, 'count' | 'positions'>; count: number; offsets: number[] }
  >();
  return {
    add(kind, what, why, element) {
      const key = `${kind}\n${what}\n${why}`;
      let row = rows.get(key);
      if (row === undefined) {
        row = { change: { kind, what, why }, count: 0, offsets: [] };
        rows.set(key, row);
      }
      row.count += 1;
      if (element !== undefined && row.offsets.length < MAX_POSITIONS) {
        row.offsets.push(startOfTag(source, element));
      }
    },

    list() {
      if (rows.size === 0) return [];
      const locate = createLocator(source);
      return [...rows.values()].map(({ change, count, offsets }) => ({
        ...change,
        count,
        positions: offsets.map(locate),
      }));
    },
  };
}

// An attribute may hold a `<`, but not many.
const MAX_STEPS = 20;

function startOfTag(source: string, element: HtmlElement): number {
  const end = sourceOffset(element);
  const { tagName } = element;
  let at = end;
  for (let step = 0; step < MAX_STEPS && at > 0; step++) {
    at = source.lastIndexOf('<', at - 1);
    if (at >= 0 && source.slice(at + 1, at + 1 + tagName.length).toLowerCase() === tagName)
      return at;
  }
  return end;
}

function createLocator(source: string): (offset: number) => SourcePosition {
  const lineStarts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) {
    lineStarts.push(at + 1);
  }
  return (offset) => {
    let low = 0;
    let high = lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { offset, line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
  };
}
