import type { AdfBlock, AdfInline, AdfMark } from '../adf/types.ts';
import type { Alignment, Boundary, FlowImage, FlowInline, FlowText } from '../flow/nodes.ts';
import { imageNode, standsInLine } from '../images/image-node.ts';
import { cleanText } from './clean-text.ts';
import type { MarkFitter } from './marks.ts';

export interface ParagraphOptions {
  readonly fitMarks: MarkFitter;
  /** What a finished run of lines becomes. */
  readonly wrap: (content: readonly AdfInline[], align: Alignment) => AdfBlock;
  /** Whether an empty line starts a new block; in a heading it is only a break. */
  readonly splits: boolean;
  /** Written before each line: `> ` for each level of quoting that ADF can't nest. */
  readonly prefix: string;
  readonly emit: (block: AdfBlock) => void;
}

/**
 * Makes paragraphs of text and breaks, as a reader sees them: the end of a block is a new line, an empty line a
 * new paragraph, and blanks at the ends of lines are nothing.
 */
export class ParagraphBuilder {
  private readonly options: ParagraphOptions;
  private line: AdfInline[] = [];
  private lastText: { type: 'text'; text: string; marks?: readonly AdfMark[] } | undefined;
  private align: Alignment;
  /** Whether the line at hand has nothing in it yet. */
  private empty = true;
  /** Whether what comes next stands after a blank, or at the start of its line. */
  private afterBlank = true;
  /** Whether the line at hand holds no-break spaces only: that is how mails write an empty line. */
  private padded = false;
  private breakDue = false;

  constructor(options: ParagraphOptions, align: Alignment = 'start') {
    this.options = options;
    this.align = align;
  }

  /** How the text that comes next is aligned. */
  get alignment(): Alignment {
    return this.align;
  }

  add(node: FlowInline): void {
    if (node.type === 'text') this.addText(node);
    else if (node.type === 'hardBreak') this.endLine(true);
    else this.addAtom(node);
  }

  addImage(node: FlowImage): void {
    if (node.inLine === true || standsInLine(node.image)) {
      this.addAtom(imageNode(node, 'inline'));
    } else {
      this.end();
      this.options.emit(imageNode(node, this.align));
    }
  }

  boundary({ gap, align }: Pick<Boundary, 'gap' | 'align'>): void {
    if (align !== this.align) {
      this.end();
      this.align = align;
    } else if (gap === 'paragraph' && this.options.splits) {
      this.end();
    } else {
      this.endLine(this.padded);
    }
  }

  /** Closes the block at hand. */
  end(): void {
    this.trimEnd();
    if (this.line.length > 0) this.options.emit(this.options.wrap(this.line, this.align));
    this.line = [];
    this.lastText = undefined;
    this.empty = true;
    this.afterBlank = true;
    this.padded = false;
    this.breakDue = false;
  }

  private addText({ text: source, marks, whiteSpace = 'normal' }: FlowText): void {
    const text = cleanText(source, whiteSpace);
    if (whiteSpace === 'normal') {
      this.write(text, marks);
      return;
    }
    for (const [number, line] of text.split(/\r\n?|\n/).entries()) {
      if (number > 0) this.endLine(true);
      if (whiteSpace === 'pre-line') this.write(line, marks);
      else if (line.trim() !== '' || !this.empty) this.append(line, marks);
    }
  }

  private write(text: string, marks: readonly AdfMark[] | undefined): void {
    if (this.empty && text.trim() === '') {
      // A single collapsed blank is the source's own line break; more, or a no-break space, is padding.
      if (text !== '' && text !== ' ') this.padded = true;
      return;
    }
    const spaced = this.afterBlank && /^[ \u00a0](?![ \u00a0])/.test(text);
    this.append(spaced ? text.slice(1) : text, marks);
  }

  private append(text: string, marks: readonly AdfMark[] | undefined): void {
    if (text === '') return;
    this.startLine();
    const legal = this.options.fitMarks(marks);
    const last = this.lastText;
    if (last !== undefined && last.marks === legal) {
      last.text += text;
    } else {
      this.lastText =
        legal === undefined ? { type: 'text', text } : { type: 'text', text, marks: legal };
      this.line.push(this.lastText);
    }
    this.afterBlank = text.endsWith(' ');
  }

  private addAtom(node: Exclude<AdfInline, { readonly type: 'text' | 'hardBreak' }>): void {
    this.startLine();
    this.line.push(node);
    this.lastText = undefined;
    this.afterBlank = false;
  }

  private startLine(): void {
    if (!this.empty) return;
    if (this.breakDue) this.line.push({ type: 'hardBreak' });
    this.breakDue = false;
    this.empty = false;
    this.padded = false;
    this.lastText = undefined;
    if (this.options.prefix !== '') {
      this.lastText = { type: 'text', text: this.options.prefix };
      this.line.push(this.lastText);
    }
  }

  private endLine(splitsWhenEmpty: boolean): void {
    if (!this.empty) {
      this.trimEnd();
      this.breakDue = this.line.length > 0;
      this.empty = true;
      this.afterBlank = true;
      this.lastText = undefined;
    } else if (splitsWhenEmpty && this.options.splits) {
      this.end();
    }
    this.padded = false;
  }

  private trimEnd(): void {
    for (let last = this.line.at(-1); last?.type === 'text'; last = this.line.at(-1)) {
      const text = last.text.trimEnd();
      if (text === last.text) return;
      this.line.pop();
      if (text !== '') {
        this.line.push({ ...last, text });
        return;
      }
    }
  }
}
