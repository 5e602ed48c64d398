import { type AdfMeasure, measureNode } from './measure.ts';
import type { AdfInline } from './types.ts';

/** A part of a text node, or a whole other node. */
interface Piece {
  readonly node: AdfInline;
  /** What of the node's text it is; undefined for what is no text. */
  readonly text: string | undefined;
  readonly size: number;
}

/** Parts a line of text between words, and within a word only where it alone is too long. */
export function splitInline(
  nodes: readonly AdfInline[],
  room: number,
  measure: AdfMeasure,
): AdfInline[][] {
  const frames = nodes.map((node) => frameOf(node, measure));
  // A part may begin in the middle of any node, whose frame it then repeats.
  const inner = Math.max(MIN_ROOM, room - Math.max(0, ...frames));
  const pieces = nodes.flatMap((node, at) => piecesOf(node, frames[at] ?? 0, inner, measure));
  const words = group(joinWords(pieces, inner), inner, (word) => sum(word));
  return words.map((run) => trimBreaks(join(run.flat()))).filter((content) => content.length > 0);
}

// In deep containers the frame may take all the room; some text must go in all the same.
const MIN_ROOM = 20;

function frameOf(node: AdfInline, measure: AdfMeasure): number {
  return node.type === 'text' ? measureNode({ ...node, text: '' }, measure) : 0;
}

function piecesOf(node: AdfInline, frame: number, room: number, measure: AdfMeasure): Piece[] {
  if (node.type !== 'text') return [{ node, text: undefined, size: measureNode(node, measure) }];
  return node.text
    .split(/(?<=\s)(?=\S)/)
    .flatMap((word) => cutText(word, room, measure))
    .map((text, at) => ({ node, text, size: lengthOf(text, measure) + (at === 0 ? frame : 0) }));
}

/** Pieces between which there is no blank make one word, unless it is longer than a part. */
function joinWords(pieces: readonly Piece[], room: number): Piece[][] {
  const words: Piece[][] = [];
  let previous: Piece | undefined;
  for (const piece of pieces) {
    const word = words.at(-1);
    const isGlued = endsInWord(previous) && beginsInWord(piece);
    if (word !== undefined && isGlued && sum(word) + piece.size <= room) word.push(piece);
    else words.push([piece]);
    previous = piece;
  }
  return words;
}

function endsInWord(piece: Piece | undefined): boolean {
  return piece?.text !== undefined && /\S$/.test(piece.text);
}

function beginsInWord({ text }: Piece): boolean {
  return text !== undefined;
}

function join(pieces: readonly Piece[]): AdfInline[] {
  const nodes: AdfInline[] = [];
  let open: { node: AdfInline; text: string } | undefined;
  for (const { node, text } of pieces) {
    if (text === undefined || node.type !== 'text') {
      nodes.push(node);
      open = undefined;
    } else if (open?.node === node) {
      open.text += text;
      nodes[nodes.length - 1] = { ...node, text: open.text };
    } else {
      open = { node, text };
      nodes.push({ ...node, text });
    }
  }
  return nodes;
}

/** A line break at the edge of a part is the part's own. */
function trimBreaks(run: readonly AdfInline[]): AdfInline[] {
  const isText = (node: AdfInline): boolean => node.type !== 'hardBreak';
  return run.slice(Math.max(0, run.findIndex(isText)), run.findLastIndex(isText) + 1);
}

/** Pieces of at most `room`, never parted within a character. */
export function cutText(text: string, room: number, measure: AdfMeasure): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (lengthOf(rest, measure) > room) {
    // An escaped character takes up to six in JSON.
    let end = Math.max(1, Math.floor(room * (rest.length / lengthOf(rest, measure)) * 0.9));
    while (end > 1 && lengthOf(rest.slice(0, end), measure) > room) end = Math.floor(end / 2);
    if (end < rest.length && /[\ud800-\udbff]/.test(rest.charAt(end - 1))) end += 1;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}

function lengthOf(text: string, measure: AdfMeasure): number {
  return measure === 'json' ? JSON.stringify(text).length - 2 : text.length;
}

function sum(pieces: readonly Piece[]): number {
  return pieces.reduce((total, { size }) => total + size, 0);
}

/** Neighbours together as long as there is room. */
export function group<T>(pieces: readonly T[], room: number, size: (piece: T) => number): T[][] {
  const groups: T[][] = [];
  let left = 0;
  for (const piece of pieces) {
    const needed = size(piece);
    const fits = needed <= left ? groups.at(-1) : undefined;
    if (fits === undefined) groups.push([piece]);
    else fits.push(piece);
    left = (fits === undefined ? room : left) - needed;
  }
  return groups;
}
