import { type AdfMeasure, measureNode } from './measure.ts';
import { splitBlock } from './split-block.ts';
import { group } from './split-inline.ts';
import type { AdfBlock, AdfDoc, AdfParagraph } from './types.ts';

/** The limit of a field, and what becomes of what is beyond it. */
export interface SplitAdfOptions {
  /** The most that a part may measure, its continuation marks included. Jira's fields take 32,767; keep below it. */
  readonly limit: number;
  /** Default `text`. */
  readonly measure?: AdfMeasure | undefined;
  /** What is written at the end of a part that goes on, and at the start of the next. Default English. */
  readonly marks?: ((part: number, parts: number) => ContinuationMarks) | undefined;
  /** Gives the whole document as a file to attach, when it had to be split. */
  readonly attachAs?: string | undefined;
}

/** What stands where a text is cut, and where it goes on. */
export interface ContinuationMarks {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** The parts, each valid by itself and within the limit. */
export interface SplitAdfResult {
  /** One document when it fits. */
  readonly parts: readonly AdfDoc[];
  /** The whole, when it was split and `attachAs` asked for it. */
  readonly whole: AdfFile | undefined;
}

/** The whole of a document that was split, as a file to attach. */
export interface AdfFile {
  readonly fileName: string;
  readonly mediaType: 'application/json';
  readonly content: string;
}

// Below it the marks take most of the room.
const SMALLEST_LIMIT = 200;

/**
 * Parts a document that is too long for a field: between blocks where it can, else between items, rows, lines and
 * words. Each part is a valid document; together they say what the whole says.
 *
 * @throws RangeError when the limit is below 200.
 */
export function splitAdf(doc: AdfDoc, options: SplitAdfOptions): SplitAdfResult {
  const { limit, measure = 'text', marks = englishMarks, attachAs } = options;
  if (!(limit >= SMALLEST_LIMIT)) {
    throw new RangeError(
      `splitAdf: a limit of ${limit} leaves no room for text. Give at least ${SMALLEST_LIMIT}.`,
    );
  }
  const size = (block: AdfBlock): number => measureNode(block, measure);
  const total = doc.content.reduce((sum, block) => sum + size(block), ENVELOPE);
  if (total <= limit) return { parts: [doc], whole: undefined };

  const room = limit - ENVELOPE - marksSize(marks, size);
  const groups = group(
    doc.content.flatMap((block) => splitBlock(block, room, measure)),
    room,
    size,
  );
  const parts = groups.map((content, at): AdfDoc => {
    const mark = marks(at + 1, groups.length);
    return {
      ...doc,
      content: [
        ...(at > 0 ? markParagraph(mark.before) : []),
        ...content,
        ...(at < groups.length - 1 ? markParagraph(mark.after) : []),
      ],
    };
  });
  return { parts, whole: attachAs === undefined ? undefined : asFile(doc, attachAs) };
}

// `{"version":1,"type":"doc","content":[]}`
const ENVELOPE = 40;

function englishMarks(part: number, parts: number): ContinuationMarks {
  return {
    before: `(continued, part ${part} of ${parts})`,
    after: `(part ${part} of ${parts}, continued in the next)`,
  };
}

function marksSize(marks: typeof englishMarks, size: (block: AdfBlock) => number): number {
  const { before, after } = marks(9_999, 9_999);
  return [...markParagraph(before), ...markParagraph(after)].reduce(
    (sum, block) => sum + size(block),
    0,
  );
}

function markParagraph(text: string | undefined): AdfParagraph[] {
  if (!text) return [];
  return [{ type: 'paragraph', content: [{ type: 'text', text, marks: [{ type: 'em' }] }] }];
}

function asFile(doc: AdfDoc, fileName: string): AdfFile {
  return { fileName, mediaType: 'application/json', content: JSON.stringify(doc) };
}
