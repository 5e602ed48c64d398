import { isPageWhite } from '../css/color.ts';
import { childElements } from '../dom/element.ts';
import type { HtmlElement } from '../dom/parse.ts';
import type { Handler } from '../flow/handler.ts';
import { type FlowCell, isCell, isRow } from '../flow/nodes.ts';
import { isDataTable } from '../tables/classify.ts';
import { gridOf, span } from '../tables/grid.ts';
import { toRectangle } from '../tables/rectangle.ts';

/** Data becomes a table; a table that only places things is read row by row. */
export const table: Handler = (state, element) => {
  raiseCaption(element);
  if (!isDataTable(element, gridOf(element), state.styleOf)) return undefined;
  const parts = state.children(element, { tablePart: 'body' });
  const rows = toRectangle(
    parts
      .filter(isRow)
      .map((row) => row.content.filter(isCell))
      .filter((cells) => cells.length > 0),
  );
  return [
    // The caption, and whatever else stands between the rows without being in one.
    ...parts.filter((part) => !isRow(part)),
    { type: 'table', content: rows.map((content) => ({ type: 'tableRow', content })) },
  ];
};

/** A caption is shown above its table, wherever the source has it. */
function raiseCaption(element: HtmlElement): void {
  const captions = childElements(element, 'caption');
  if (captions.length === 0) return;
  const others = element.childNodes.filter((node) => !captions.some((each) => each === node));
  element.childNodes = [...captions, ...others];
}

export const tableHead: Handler = (state, element) =>
  state.context.tablePart && state.children(element, { tablePart: 'head' });

export const tableRow: Handler = (state, element) =>
  state.context.tablePart && [{ type: 'tableRow', content: state.children(element) }];

export const tableCell: Handler = (state, element) => {
  const { tablePart } = state.context;
  if (tablePart === undefined) return undefined;
  const isHeader = tablePart === 'head' || element.tagName === 'th';
  const colspan = span(element, 'colspan');
  const rowspan = span(element, 'rowspan');
  const background = state.style?.background;
  const cell: FlowCell = {
    type: isHeader ? 'tableHeader' : 'tableCell',
    attrs: {
      ...(colspan > 1 ? { colspan } : {}),
      ...(rowspan > 1 ? { rowspan } : {}),
      ...(background?.startsWith('#') && !isPageWhite(background) ? { background } : {}),
    },
    // A header is bold by itself.
    content: state.blocks(element, {
      tablePart: undefined,
      ...(isHeader ? { bold: false } : {}),
    }),
  };
  return [cell];
};
