import type { FlowCell } from '../flow/nodes.ts';

// A single row of a thousand cells above a thousand short rows is no table to be filled up.
const MOST_PADDING = 1_000;

/**
 * Makes all rows equally wide, as the editor wants its tables: no cell reaches further down than the table does, and
 * a row that is too short gets empty cells.
 */
export function toRectangle(rows: readonly (readonly FlowCell[])[]): FlowCell[][] {
  const clipped = rows.map((cells, at) => cells.map((cell) => clip(cell, rows.length - at)));
  const widths = filledColumns(clipped);
  if (widths === undefined) return rows.map((cells) => cells.map(withoutSpans));
  const width = widths.reduce((most, filled) => Math.max(most, filled), 0);
  const padding = widths.reduce((sum, filled) => sum + width - filled, 0);
  if (padding > MOST_PADDING) return clipped;
  return clipped.map((cells, at) => [
    ...cells,
    ...Array.from({ length: width - (widths[at] ?? width) }, () => EMPTY_CELL),
  ]);
}

// Cells that reach down push those of the rows below to the right; nobody has made such a table on purpose.
const MOST_COLUMNS = 1_000;

const EMPTY_CELL: FlowCell = { type: 'tableCell', content: [] };

function clip(cell: FlowCell, rowsLeft: number): FlowCell {
  const { rowspan: _, ...attrs } = cell.attrs ?? {};
  const rowspan = Math.min(spanOf(cell, 'rowspan'), rowsLeft);
  return { ...cell, attrs: rowspan > 1 ? { ...attrs, rowspan } : attrs };
}

function spanOf({ attrs }: FlowCell, name: 'colspan' | 'rowspan'): number {
  const span = attrs?.[name];
  return typeof span === 'number' ? span : 1;
}

function withoutSpans(cell: FlowCell): FlowCell {
  const { rowspan: _, colspan: __, ...attrs } = cell.attrs ?? {};
  return { ...cell, attrs };
}

/**
 * How many columns of each row are filled, by its own cells or by some that reach down from above; undefined where they
 * are too many.
 */
function filledColumns(rows: readonly (readonly FlowCell[])[]): number[] | undefined {
  /** By column, for how many more rows a cell from above takes it. */
  let taken: number[] = [];
  const widths: number[] = [];
  for (const cells of rows) {
    const next = taken.map((rows) => Math.max(0, rows - 1));
    let filled = taken.filter((rows) => rows > 0).length;
    let column = 0;
    for (const cell of cells) {
      const colspan = spanOf(cell, 'colspan');
      const rowspan = spanOf(cell, 'rowspan');
      while ((taken[column] ?? 0) > 0) column += 1;
      for (const end = column + colspan; column < end; column++) next[column] = rowspan - 1;
      filled += colspan;
    }
    if (filled > MOST_COLUMNS) return undefined;
    taken = Array.from(next, (rows) => rows ?? 0);
    widths.push(filled);
  }
  return widths;
}
