import type { Style } from '../css/style.ts';
import { attribute, classesOf, isElement } from '../dom/element.ts';
import type { HtmlElement, HtmlParent } from '../dom/parse.ts';
import { type Grid, type GridCell, widthOf } from './grid.ts';

// What a cell of data holds: a word, a number, a short sentence.
const SHORT = 120;
const LONG = 300;
// How much of a table must look like data.
const MOST = 0.8;
const MANY = 0.6;

/**
 * Whether a table holds data. Most tables of mails only place things on the page. Data has header cells, or lines
 * around its cells, or is a grid of short cells; and few of its cells hold tables.
 */
export function isDataTable(
  table: HtmlElement,
  grid: Grid,
  styleOf: (element: HtmlElement) => Style | undefined,
): boolean {
  const role = attribute(table, 'role')?.toLowerCase();
  if (role === 'presentation' || role === 'none') return false;
  if (grid.rows.length === 0 || grid.columns < 2) return false;
  const cells = grid.rows.flat();
  const looks = cells.map(({ element }) => look(element));
  const nested = looks.filter(({ holdsTable }) => holdsTable).length;
  // A table of data may have one in a cell; what holds tables everywhere places them.
  if (nested > 0 && (cells.length < 4 || nested > cells.length / 4)) return false;
  // What Word calls a table that somebody has drawn; what it lays out is `MsoNormalTable`.
  if (classesOf(table).some((name) => /^(?:x_)*MsoTableGrid/.test(name))) return true;
  return (
    hasHeaders(grid) ||
    hasLines(table, cells, styleOf) ||
    (nested === 0 && isGridOfShortCells(grid, looks))
  );
}

function hasHeaders({ rows, hasCaption }: Grid): boolean {
  if (rows.length < 2) return false;
  if (hasCaption) return true;
  const isHeader = ({ isHeader, element }: GridCell): boolean =>
    isHeader && look(element).length <= LONG;
  return (
    rows.some((cells) => cells.length > 1 && cells.every(isHeader)) ||
    rows.filter(([first]) => first !== undefined && isHeader(first)).length > rows.length * MANY
  );
}

function hasLines(
  table: HtmlElement,
  cells: readonly GridCell[],
  styleOf: (element: HtmlElement) => Style | undefined,
): boolean {
  const border = attribute(table, 'border');
  if (border !== undefined && border.trim() !== '0' && border.trim() !== '') return true;
  const lined = cells.filter(({ element }) => styleOf(element)?.bordered === true);
  return cells.length >= 4 && lined.length > cells.length * MANY;
}

function isGridOfShortCells({ rows, columns }: Grid, looks: readonly Look[]): boolean {
  if (rows.length < 2) return false;
  const share = (part: number, whole: number): number => part / whole;
  const regular = rows.filter((cells) => cells.length > 1 && widthOf(cells) === columns);
  const filled = looks.filter(({ length }) => length > 0);
  return (
    share(regular.length, rows.length) >= MOST &&
    share(filled.length, looks.length) >= MANY &&
    share(filled.filter(({ length }) => length <= SHORT).length, filled.length) >= MOST &&
    looks.every(({ length, images }) => length <= LONG && images === 0)
  );
}

interface Look {
  /** Characters of text without blanks at its ends; counted no further than is needed to call it long. */
  readonly length: number;
  readonly images: number;
  readonly holdsTable: boolean;
}

/** Looks into a cell no further than it takes to know. */
function look(cell: HtmlElement): Look {
  let length = 0;
  let images = 0;
  let holdsTable = false;
  const visit = (parent: HtmlParent): void => {
    for (const child of parent.childNodes) {
      if (holdsTable || length > LONG) return;
      if ('value' in child) length += child.value.trim().length;
      else if (isElement(child)) {
        if (child.tagName === 'table') holdsTable = true;
        if (child.tagName === 'img') images += 1;
        visit(child);
      }
    }
  };
  visit(cell);
  return { length, images, holdsTable };
}
