import { type AdfMeasure, measureNode } from './measure.ts';
import { cutText, group, splitInline } from './split-inline.ts';
import type {
  AdfBlock,
  AdfBulletList,
  AdfCell,
  AdfCodeBlock,
  AdfListItem,
  AdfNode,
  AdfOrderedList,
  AdfTable,
  AdfTableRow,
} from './types.ts';

/** A block as one or more blocks of the same kind, none longer than `room` where words can be parted. */
export function splitBlock(block: AdfBlock, room: number, measure: AdfMeasure): AdfBlock[] {
  if (measureNode(block, measure) <= room) return [block];
  switch (block.type) {
    case 'paragraph':
    case 'heading': {
      const inner = roomIn(block, room, measure);
      return splitInline(block.content ?? [], inner, measure).map((content) => ({
        ...block,
        content,
      }));
    }
    case 'codeBlock':
      return splitCode(block, roomIn(block, room, measure), measure);
    case 'blockquote':
    case 'panel':
    case 'expand':
    case 'nestedExpand':
      return splitChildren(block.content, roomIn(block, room, measure), measure).map((content) => ({
        ...block,
        content,
      }));
    case 'bulletList':
      return splitList(block, roomIn(block, room, measure), measure);
    case 'orderedList':
      // The parts that follow the first say where they go on counting.
      return splitList(
        block,
        roomIn({ ...block, attrs: { order: 99_999 } }, room, measure),
        measure,
      );
    case 'table':
      return splitTable(block, roomIn(block, room, measure), measure);
    default:
      return [block];
  }
}

/** What is left for the content of a container. */
function roomIn(block: AdfBlock, room: number, measure: AdfMeasure): number {
  const empty = { ...block, content: [] } as AdfNode;
  return Math.max(MIN_ROOM, room - measureNode(empty, measure));
}

// Deep in a container the frame may take all the room; some text must go in all the same.
const MIN_ROOM = 20;

function splitChildren(
  blocks: readonly AdfBlock[],
  room: number,
  measure: AdfMeasure,
): AdfBlock[][] {
  const pieces = blocks.flatMap((block) => splitBlock(block, room, measure));
  return group(pieces, room, (block) => measureNode(block, measure));
}

function splitList(
  list: AdfBulletList | AdfOrderedList,
  room: number,
  measure: AdfMeasure,
): (AdfBulletList | AdfOrderedList)[] {
  const first = list.type === 'orderedList' ? (list.attrs?.order ?? 1) : 1;
  const items = list.content.flatMap((item, at) => {
    const inner = room - measureNode({ ...item, content: [] }, measure);
    const whole = measureNode(item, measure) <= room;
    const contents = whole ? [item.content] : splitChildren(item.content, inner, measure);
    return contents.map((content) => ({ item: { ...item, content }, number: first + at }));
  });
  return group(items, room, ({ item }) => measureNode(item, measure)).map((run) => {
    const content = run.map(({ item }): AdfListItem => item);
    return list.type === 'bulletList'
      ? { ...list, content }
      : { ...list, attrs: { order: run[0]?.number ?? first }, content };
  });
}

function splitTable(table: AdfTable, room: number, measure: AdfMeasure): AdfTable[] {
  const rows = table.content.flatMap((row) =>
    measureNode(row, measure) <= room ? [row] : splitRow(row, room, measure),
  );
  return group(rows, room, (row) => measureNode(row, measure)).map((content) => ({
    ...table,
    content,
  }));
}

/** A row that is too long becomes several, in which each cell goes on. */
function splitRow(row: AdfTableRow, room: number, measure: AdfMeasure): AdfTableRow[] {
  const frame = measureNode({ ...row, content: row.content.map(emptied) }, measure);
  const share = Math.max(MIN_ROOM, Math.floor((room - frame) / row.content.length));
  const columns = row.content.map((cell) => splitChildren(cell.content, share, measure));
  const height = Math.max(...columns.map((pieces) => pieces.length));
  return Array.from({ length: height }, (_, at) => ({
    ...row,
    content: row.content.map((cell, column) => {
      const content = columns[column]?.[at];
      return content === undefined ? emptied(cell) : { ...cell, content };
    }),
  }));
}

function emptied(cell: AdfCell): AdfCell {
  return { ...cell, content: [{ type: 'paragraph', content: [] }] };
}

// Of a text node as JSON.
const FRAME = 30;

function splitCode(block: AdfCodeBlock, room: number, measure: AdfMeasure): AdfCodeBlock[] {
  const text = (block.content ?? []).map((node) => node.text).join('');
  const lines = text.split(/(?<=\n)/).flatMap((line) => cutText(line, room - FRAME, measure));
  return group(lines, room - FRAME, (line) =>
    measureNode({ type: 'text', text: line }, measure),
  ).map((run) => ({
    ...block,
    content: [{ type: 'text', text: run.join('').replace(/\n$/, '') }],
  }));
}
