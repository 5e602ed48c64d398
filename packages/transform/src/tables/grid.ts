import { attribute, childElements } from '../dom/element.ts';
import type { HtmlElement } from '../dom/parse.ts';

export interface GridCell {
  readonly element: HtmlElement;
  readonly isHeader: boolean;
  readonly colspan: number;
}

/** The rows and cells of a table, without those of tables in it. */
export interface Grid {
  readonly rows: readonly (readonly GridCell[])[];
  readonly columns: number;
  readonly hasCaption: boolean;
}

export function gridOf(table: HtmlElement): Grid {
  const rows = childElements(table, 'thead', 'tbody', 'tfoot')
    .flatMap((part) => childElements(part, 'tr').map((row) => cellsOf(row, part.tagName)))
    .filter((cells) => cells.length > 0);
  const columns = rows.reduce((most, cells) => Math.max(most, widthOf(cells)), 0);
  return { rows, columns, hasCaption: childElements(table, 'caption').length > 0 };
}

export function widthOf(cells: readonly { readonly colspan: number }[]): number {
  return cells.reduce((sum, { colspan }) => sum + colspan, 0);
}

// A browser stops at 1,000; nobody reads a table of that width.
const MAX_SPAN = 100;

export function span(element: HtmlElement, name: 'colspan' | 'rowspan'): number {
  const value = Number.parseInt(attribute(element, name) ?? '1', 10);
  return Number.isNaN(value) ? 1 : Math.min(MAX_SPAN, Math.max(1, value));
}

function cellsOf(row: HtmlElement, part: string): GridCell[] {
  return childElements(row, 'td', 'th').map((element) => ({
    element,
    isHeader: part === 'thead' || element.tagName === 'th',
    colspan: span(element, 'colspan'),
  }));
}
