import type { AdfDoc } from './adf/types.ts';
import type { FlowNode } from './flow/nodes.ts';
import type { HtmlToAdfOptions } from './html-to-adf.ts';
import { autolink } from './links/autolink.ts';
import { applyQuotes } from './quotes/apply-quotes.ts';
import { fitDocument } from './repair/fit.ts';
import { type Change, createChangeLog } from './report/changes.ts';

/** What becomes of quotes and links in plain text. */
export type TextToAdfOptions = Pick<HtmlToAdfOptions, 'quotes' | 'quoteTitle'>;

/** The document, its links, and what is not as it was. */
export interface TextToAdfResult {
  readonly doc: AdfDoc;
  readonly changes: readonly Change[];
}

/**
 * Converts a mail that is plain text: lines stay lines, an empty line parts paragraphs, `>` is a quote, and addresses
 * are links.
 */
export function textToAdf(text: string, options: TextToAdfOptions = {}): TextToAdfResult {
  const { quotes = 'keep', quoteTitle = 'Quoted text' } = options;
  const changes = createChangeLog(text);
  const lines = text.split(/\r\n?|\n/).map(readLine);
  const flow = applyQuotes(quoted(lines, 0), quotes, quoteTitle, changes);
  const doc = fitDocument(flow, changes);
  return { doc, changes: changes.list() };
}

interface Line {
  /** How many `>` stand before it. */
  readonly level: number;
  readonly text: string;
}

// Nobody's mail program shows more.
const MAX_LEVEL = 30;

function readLine(line: string): Line {
  const signs = /^(?:> ?)*/.exec(line)?.[0] ?? '';
  return {
    level: Math.min(MAX_LEVEL, signs.replaceAll(' ', '').length),
    text: line.slice(signs.length),
  };
}

function quoted(lines: readonly Line[], level: number): FlowNode[] {
  const flow: FlowNode[] = [];
  let at = 0;
  while (at < lines.length) {
    const end = lines.findIndex((line, from) => from >= at && line.level <= level);
    const next = end < 0 ? lines.length : end;
    if (next > at) {
      flow.push(
        QUOTE_STARTS,
        { type: 'blockquote', content: quoted(lines.slice(at, next), level + 1) },
        QUOTE_ENDS,
      );
    }
    const line = lines[next];
    if (line !== undefined) flow.push(...autolink(line.text), HARD_BREAK);
    at = next + 1;
  }
  return flow;
}

const QUOTE_STARTS: FlowNode = { type: 'quoteEdge', edge: 'start', scope: 'element' };
const QUOTE_ENDS: FlowNode = { type: 'quoteEdge', edge: 'end', scope: 'element' };
const HARD_BREAK: FlowNode = { type: 'hardBreak' };
