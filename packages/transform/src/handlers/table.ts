import { isPageWhite } from '../css/color.ts';
import type { HtmlElement } from '../dom/parse.ts';
import type { Handler, State } from '../flow/handler.ts';
import { boundary, type FlowCell, type FlowNode, isCell, isRow } from '../flow/nodes.ts';
import { isDataTable } from '../tables/classify.ts';
import { gridOf, span } from '../tables/grid.ts';
import { toRectangle } from '../tables/rectangle.ts';

/** Data becomes a table; a table that only places things is read row by row. */
export const table: Handler = (state, element) => {
  if (!isDataTable(element, gridOf(element), state.styleOf)) {
    const gap = boundary('paragraph', state.context.align);
    return [gap, ...state.children(element, { tablePart: undefined }), gap];
  }
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

export const tableHead: Handler = (state, element) =>
  state.context.tablePart === undefined
    ? state.children(element)
    : state.children(element, { tablePart: 'head' });

export const tableRow: Handler = (state, element) =>
  state.context.tablePart === undefined
    ? asLine(state, element)
    : [{ type: 'tableRow', content: state.children(element) }];

export const tableCell: Handler = (state, element) => {
  const { tablePart } = state.context;
  if (tablePart === undefined) return asLine(state, element);
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
    content: state.children(element, {
      tablePart: undefined,
      ...(isHeader ? { bold: false } : {}),
    }),
  };
  return [cell];
};

function asLine(state: State, element: HtmlElement): FlowNode[] {
  const line = boundary('line', state.context.align);
  return [line, ...state.children(element), line];
}
