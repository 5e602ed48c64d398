import type { FlowNode } from '../flow/nodes.ts';
import { type Piece, readPieces } from './pieces.ts';
import {
  headLabel,
  isAttributionLine,
  isDrawnLine,
  isForwardLine,
  isOriginalMessageLine,
  namesMoment,
} from './separators.ts';

/** A run of nodes that is quoted history, or that is not. */
export interface Part {
  readonly isHistory: boolean;
  readonly nodes: readonly FlowNode[];
}

/**
 * Parts what a mail says from what it quotes. A mail that says nothing of its own is all message, and what it passes
 * on is too.
 */
export function partHistory(flow: readonly FlowNode[]): Part[] {
  const pieces = readPieces(flow);
  const parts: { isHistory: boolean; nodes: FlowNode[] }[] = [];
  let says = false;
  const add = (isHistory: boolean, from: number, to: number): void => {
    const run = pieces.slice(from, to);
    says ||= !isHistory && run.some(saysSomething);
    const last = parts.at(-1);
    const part = last?.isHistory === isHistory ? last : { isHistory, nodes: [] };
    if (part !== last) parts.push(part);
    for (const { nodes } of run) for (const node of nodes) part.nodes.push(node);
  };

  for (let at = 0; at < pieces.length; ) {
    if (passesOn(pieces, at)) {
      add(false, at, pieces.length);
      break;
    }
    const end = endOfHistory(pieces, at);
    add(end !== undefined, at, end ?? at + 1);
    at = end ?? at + 1;
  }
  return says ? parts : [{ isHistory: false, nodes: flow }];
}

/** Where the history that starts here ends; undefined when none does. */
function endOfHistory(pieces: readonly Piece[], at: number): number | undefined {
  const piece = pieces[at];
  if (piece?.kind === 'edge') {
    if (piece.edge === 'end') return undefined;
    return piece.scope === 'rest' ? pieces.length : closingEdge(pieces, at);
  }
  const isDrawn = piece?.kind === 'line' ? isDrawnLine(piece.text) : isRule(piece);
  const first = isDrawn ? skipBlank(pieces, at + 1) : at;
  if (isHead(pieces, first) || startsRest(pieces[first])) return pieces.length;
  if (piece?.kind !== 'line') return undefined;
  if (isOriginalMessageLine(piece.text)) return pieces.length;
  return endOfAttributed(pieces, at);
}

// Mail programs wrap the line at 76 characters, and some break it before the name.
const ATTRIBUTION_LINES = 3;

function startsRest(piece: Piece | undefined): boolean {
  return piece?.kind === 'edge' && piece.edge === 'start' && piece.scope === 'rest';
}

/** The end of a quote below a line that names its author, which may be wrapped. */
function endOfAttributed(pieces: readonly Piece[], at: number): number | undefined {
  const lines: string[] = [];
  for (let count = 0; count < ATTRIBUTION_LINES; count++) {
    const piece = pieces[at + count];
    if (piece?.kind !== 'line' || piece.text === '') return undefined;
    lines.push(piece.text);
    const line = lines.join(' ');
    if (!isAttributionLine(line)) continue;
    // A line that the attribution does without is the end of the message.
    if (isAttributionLine(lines.slice(1).join(' '))) return undefined;
    const next = skipBlank(pieces, at + count + 1);
    const quote = pieces[next];
    if (quote?.kind === 'block' && quote.type === 'blockquote') return next + 1;
    if (quote?.kind === 'edge' && quote.edge === 'start') return endOfHistory(pieces, next);
    return namesMoment(line) ? pieces.length : undefined;
  }
  return undefined;
}

function closingEdge(pieces: readonly Piece[], start: number): number {
  let depth = 0;
  for (let at = start; at < pieces.length; at++) {
    const piece = pieces[at];
    if (piece?.kind !== 'edge' || piece.scope === 'rest') continue;
    depth += piece.edge === 'start' ? 1 : -1;
    if (depth === 0) return at + 1;
  }
  return pieces.length;
}

const HEAD_LINES = 8;

/** Whether the head of a quoted mail starts here: who sent it, when, to whom, about what. */
function isHead(pieces: readonly Piece[], at: number): boolean {
  const labels = new Set<string>();
  for (let next = at, lines = 0; lines < HEAD_LINES; lines++, next = skipBlank(pieces, next + 1)) {
    const piece = pieces[next];
    const label = piece?.kind === 'line' ? headLabel(piece.text) : undefined;
    if (lines === 0 && label !== 'from') return false;
    if (label !== undefined) labels.add(label);
  }
  return labels.size >= 3;
}

function passesOn(pieces: readonly Piece[], at: number): boolean {
  const piece = pieces[at];
  if (piece?.kind === 'line') return isForwardLine(piece.text);
  if (piece?.kind !== 'edge' || piece.edge === 'end') return false;
  const first = pieces[skipBlank(pieces, at + 1)];
  return first?.kind === 'line' && isForwardLine(first.text);
}

function skipBlank(pieces: readonly Piece[], from: number): number {
  let at = from;
  for (let piece = pieces[at]; piece?.kind === 'line' && piece.text === ''; piece = pieces[at]) {
    at += 1;
  }
  return at;
}

function saysSomething(piece: Piece): boolean {
  return piece.kind === 'line' ? piece.text !== '' : piece.kind === 'block' && !isRule(piece);
}

function isRule(piece: Piece | undefined): boolean {
  return piece?.kind === 'block' && piece.type === 'rule';
}
