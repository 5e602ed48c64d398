import { type DefaultTreeAdapterTypes, defaultTreeAdapter, Parser, type Token } from 'parse5';

export type HtmlDocument = DefaultTreeAdapterTypes.Document;
/** An element as parse5 gives it: what a handler of your own gets. */
export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlParent = DefaultTreeAdapterTypes.ParentNode;

/** Where markup was too much to be kept; its text is kept all the same. */
export type ParseLimit = 'depth' | 'elements';

export interface ParsedHtml {
  readonly document: HtmlDocument;
  readonly reached: ReadonlySet<ParseLimit>;
}

type TreeTypes = DefaultTreeAdapterTypes.DefaultTreeAdapterMap;

// The deepest of 435 real mails has 75 levels. Browsers stop at 512.
const MAX_DEPTH = 256;
const MAX_ELEMENTS = 1_000_000;
// Every new block repeats the formatting elements that were left open before it: a mail with
// thousands of them would grow by the square.
const MAX_OPEN_FORMATTING = 32;

// After their start tag the tokenizer reads text, so they can't be left out without showing it.
const RAW_TEXT = new Set(
  'iframe noembed noframes plaintext script style textarea title xmp'.split(' '),
);

interface LocatedElement extends HtmlElement {
  readonly sourceOffset: number;
}

/**
 * Parses as browsers do where no scripts run, in linear time and bounded memory: beyond the limits a tag is
 * left out, and what it holds stays in the element around it. Comments are not kept.
 */
class BoundedParser extends Parser<TreeTypes> {
  readonly reached = new Set<ParseLimit>();
  private readonly leftOut: string[] = [];
  private elements = 0;

  constructor() {
    super({
      scriptingEnabled: false,
      treeAdapter: {
        ...defaultTreeAdapter,
        createElement: (tagName, namespaceURI, attrs): LocatedElement => {
          this.elements += 1;
          return {
            nodeName: tagName,
            tagName,
            attrs,
            namespaceURI,
            childNodes: [],
            parentNode: null,
            sourceOffset: this.tokenizer.preprocessor.offset,
          };
        },
      },
    });
  }

  override onComment(): void {
    this.skipNextNewLine = false;
  }

  override onStartTag(token: Token.TagToken): void {
    if (!this.isTooMuch() || RAW_TEXT.has(token.tagName)) {
      super.onStartTag(token);
    } else {
      this.leftOut.push(token.tagName);
    }
  }

  override onEndTag(token: Token.TagToken): void {
    if (this.leftOut.length > 0 && this.leftOut.at(-1) === token.tagName) {
      this.leftOut.pop();
    } else {
      super.onEndTag(token);
    }
  }

  override _reconstructActiveFormattingElements(): void {
    if (this.elements >= MAX_ELEMENTS) return;
    const before = this.elements;
    super._reconstructActiveFormattingElements();
    if (this.elements - before > MAX_OPEN_FORMATTING) {
      this.activeFormattingElements.clearToLastMarker();
      this.reached.add('depth');
    }
  }

  private isTooMuch(): boolean {
    const limit = this.elements >= MAX_ELEMENTS ? 'elements' : 'depth';
    const tooMuch = limit === 'elements' || this.openElements.stackTop >= MAX_DEPTH;
    if (tooMuch) this.reached.add(limit);
    return tooMuch;
  }
}

export function parseHtml(html: string): ParsedHtml {
  const parser = new BoundedParser();
  parser.tokenizer.write(html, true);
  return { document: parser.document, reached: parser.reached };
}

/** The offset of the character that ends the element's start tag. 0 for elements that the parser added. */
export function sourceOffset(element: HtmlElement): number {
  return 'sourceOffset' in element && typeof element.sourceOffset === 'number'
    ? element.sourceOffset
    : 0;
}
