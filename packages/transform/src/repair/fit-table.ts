import type { AdfBlock, AdfCell, AdfTable, AdfTableRow } from '../adf/types.ts';
import { boundary, type FlowContainer, type FlowNode, isCell, isRow } from '../flow/nodes.ts';
import type { Fitter, Place } from './fitter.ts';

const EMPTY_PARAGRAPH: AdfBlock = { type: 'paragraph', content: [] };

export function fitTable(fitter: Fitter, table: FlowContainer, place: Place): AdfTable | undefined {
  const inside: Place = {
    container: 'tableCell',
    depth: place.depth + 3,
    inCell: true,
    prefix: '',
  };
  const rows = rowsOf(table).map(
    (cells): AdfTableRow => ({
      type: 'tableRow',
      content: cells.map((cell) => {
        const blocks = fitter.blocks(cell.content, inside).map(({ block }) => block);
        return {
          type: cell.type,
          ...(cell.attrs === undefined ? {} : { attrs: cell.attrs }),
          content: blocks.length > 0 ? blocks : [EMPTY_PARAGRAPH],
        } satisfies AdfCell;
      }),
    }),
  );
  return rows.length === 0
    ? undefined
    : {
        type: 'table',
        attrs: { isNumberColumnEnabled: false, layout: 'default' },
        content: rows,
      };
}

/** A table where none can stand: each row a line, or the blocks of its cells. */
export function tableAsLines(table: FlowContainer): FlowNode[] {
  return rowsOf(table).flatMap((cells) => {
    const contents = cells.map(({ content }) => withoutEnds(content));
    return [
      LINE,
      ...contents.flatMap((content, number) => {
        const before = contents[number - 1];
        const separates = before !== undefined && isOneLine(before) && isOneLine(content);
        return [separates ? SEPARATOR : LINE, ...content];
      }),
      LINE,
    ];
  });
}

const LINE = boundary('line', 'start');
const SEPARATOR: FlowNode = { type: 'text', text: ' | ' };

/** A cell's content without the ends of lines around it. */
function withoutEnds(content: readonly FlowNode[]): readonly FlowNode[] {
  const isEnd = ({ type }: FlowNode): boolean => type === 'boundary';
  const first = content.findIndex((node) => !isEnd(node));
  return first < 0 ? [] : content.slice(first, content.findLastIndex((node) => !isEnd(node)) + 1);
}

function isOneLine(content: readonly FlowNode[]): boolean {
  return content.every(({ type }) => type === 'text');
}

function rowsOf(table: FlowContainer) {
  return table.content
    .filter(isRow)
    .map((row) => row.content.filter(isCell))
    .filter((cells) => cells.length > 0);
}
