import { compile } from 'css-select';
import { type Document, type Element, isTag, isText, type Node, type ParentNode } from 'domhandler';
import { parse } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import postcss, { type AtRule, type Declaration } from 'postcss';

/**
 * The words that a reader of a mail sees, in their order: an independent reading, which shares nothing with the
 * package but parse5 (with another tree; and postcss and css-select for styles).
 *
 * Visible is the text of the page in a desktop window where no scripts run, except
 * - what the HTML standard never renders: head, script, style, template, title, noembed, noframes, the content of
 *   iframe; and, unless their style says so, datalist, rp, and a dialog that is not open;
 * - what CSS hides: `display: none`, `visibility: hidden`, `opacity: 0`, letters of size 0, a box without height or
 *   width that clips, letters in the colour of the ground they stand on;
 * - the bullets that Word writes as text in front of its list items: they are the list.
 *
 * Not taken for hidden: `mso-hide: all` alone (only Outlook hides it, and buttons carry it), text that styles in
 * `noscript` hide, closed `details` (one click away), text in `svg`, and what stands in for films and sounds.
 */
export function visibleWords(html: string): string[] {
  return wordsOf(readVisible(html));
}

/** An element that a reader sees, with the declarations that hold for it. */
export interface VisibleElement {
  readonly element: Element;
  readonly style: Style;
}

/** The text of a page as `visibleWords` reads it, and each element that is seen, in the order of the source. */
export function readVisible(html: string, onElement?: (visible: VisibleElement) => void): string {
  const document = parse(html, { scriptingEnabled: false, treeAdapter: adapter });
  const styleOf = readStyles(document);
  let text = '';
  const walk = (parent: ParentNode, around: Look): void => {
    for (const child of inReadingOrder(parent)) {
      if (isText(child)) {
        if (!around.unseen && (around.color === '' || around.color !== around.ground)) {
          text += child.data;
        }
      } else if (isTag(child) && isRendered(child)) {
        const style = styleOf(child);
        if (isGone(style, child) || (around.inWordList && /ignore/.test(style['mso-list'] ?? '')))
          continue;
        onElement?.({ element: child, style });
        const display = style['display'];
        const isBlock =
          isBox(child, style) ||
          (isHtml(child) && PARTS.has(child.name)) ||
          (isBlockByName(child) ? display !== 'inline' : display === 'block');
        if (isBlock) text += '\n';
        if (child.name !== 'iframe' || !isHtml(child)) walk(child, lookIn(around, style, child));
        if (isBlock) text += '\n';
      }
    }
  };
  walk(document, {
    unseen: false,
    hidden: false,
    tiny: false,
    color: '',
    ground: '',
    inWordList: false,
  });
  return text;
}

/** Letters and digits with their marks; characters that nobody sees are no part of a word, and part none. */
export function wordsOf(text: string): string[] {
  return (
    text
      .toWellFormed()
      .replace(/[^\P{Cc}\s]|\u034f|[\u00ad\u200b-\u200d\u2060\ufeff]/gu, '')
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  );
}

/** A caption stands above its table, wherever the source has it. */
function inReadingOrder({ children }: ParentNode): readonly Node[] {
  const isCaption = (node: Node): boolean => isTag(node) && isHtml(node) && node.name === 'caption';
  return children.some(isCaption)
    ? [...children.filter(isCaption), ...children.filter((node) => !isCaption(node))]
    : children;
}

const NEVER = new Set('head script style template title noembed noframes'.split(' '));

// Blocks, unless their style says that they stand in a line.
const BLOCKS = new Set(
  `address article aside body caption center dd details dialog div dl dt fieldset figcaption figure footer form header
   hgroup html legend main menuitem multicol nav option p section selectedcontent summary table td textarea th tr`.split(
    /\s+/,
  ),
);

// These part words whatever their style: by what they are, or by the signs that stand around them.
const PARTS = new Set(
  'blockquote br dir h1 h2 h3 h4 h5 h6 hr li listing menu ol plaintext pre q rt ul xmp'.split(' '),
);

// In drawings and formulas the names of HTML mean nothing; of what they hold, these show nothing, or a line each.
const NEVER_FOREIGN = new Set(
  'annotation annotation-xml desc metadata script style title'.split(' '),
);
const BLOCKS_FOREIGN = new Set(['text', 'foreignObject']);

const isHtml = ({ namespace }: Element): boolean => namespace === 'http://www.w3.org/1999/xhtml';

const isBlockByName = (element: Element): boolean =>
  (isHtml(element) ? BLOCKS : BLOCKS_FOREIGN).has(element.name);

/** Things in a line that part the words on both sides. */
export function isBox(element: Element, style: Style): boolean {
  const { name, attribs } = element;
  if (!isHtml(element)) return false;
  if (name === 'input') return attribs['type'] !== 'hidden';
  if (name === 'object')
    return !element.children.some(
      (child) => isTag(child) || (isText(child) && /\S/.test(child.data)),
    );
  if (name !== 'img') return /^(audio|video|embed|frame|iframe)$/.test(name);
  const size = style['width'] ?? attribs['width'] ?? '2';
  return (attribs['src'] ?? '') !== '' && Number.parseFloat(size) > 1;
}

function isRendered(element: Element): boolean {
  return !(isHtml(element) ? NEVER : NEVER_FOREIGN).has(element.name);
}

const HIDDEN = new Set(['datalist', 'dialog', 'rp']);

/** Hidden by the browser's own styles, which those of the page override. */
function isHiddenByDefault(element: Element): boolean {
  if ('hidden' in element.attribs) return true;
  return isHtml(element) && HIDDEN.has(element.name) && !('open' in element.attribs);
}

export type Style = Readonly<Record<string, string | undefined>>;

function isGone(style: Style, element: Element): boolean {
  if (style['display'] === undefined && isHiddenByDefault(element)) return true;
  const clips = style['overflow'] === 'hidden' || style['overflow'] === 'clip';
  const flat = ['height', 'max-height', 'width', 'max-width'].some((name) => isZero(style[name]));
  return style['display'] === 'none' || isZero(style['opacity']) || (clips && flat);
}

interface Look {
  readonly unseen: boolean;
  readonly hidden: boolean;
  readonly tiny: boolean;
  readonly color: string;
  readonly ground: string;
  readonly inWordList: boolean;
}

function lookIn(around: Look, style: Style, { name, attribs }: Element): Look {
  const visibility = style['visibility'];
  const size = style['font-size'];
  const hidden = visibility === undefined ? around.hidden : visibility !== 'visible';
  const tiny = size === undefined || size === 'inherit' ? around.tiny : isZero(size);
  const ground = style['background-color'] ?? style['background'] ?? attribs['bgcolor'];
  const isPicture =
    'background' in attribs ||
    /url|gradient/.test(`${style['background']}${style['background-image']}`);
  const color = style['color'] ?? (name === 'font' ? attribs['color'] : undefined);
  return {
    unseen: hidden || tiny,
    hidden,
    tiny,
    color: colorOf(color) ?? around.color,
    ground: isPicture ? '' : (colorOf(ground) ?? around.ground),
    inWordList: around.inWordList || (name === 'p' && /^l\d+ level/.test(style['mso-list'] ?? '')),
  };
}

const isZero = (value: string | undefined): boolean => /^0+(\.0+)?(px|pt|em|%)?$/.test(value ?? '');

function colorOf(value: string | undefined): string | undefined {
  const text = value?.trim().toLowerCase() ?? '';
  if (text === 'white') return '#ffffff';
  if (text === 'black') return '#000000';
  if (/^#[0-9a-f]{3}$/.test(text)) return text.replace(/[0-9a-f]/g, '$&$&');
  const rgb = /^rgb\((\d+), *(\d+), *(\d+)\)$/.exec(text)?.slice(1);
  if (rgb) return `#${rgb.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`;
  // Any other name or notation is a colour of its own.
  return /^$|inherit|transparent|initial/.test(text) ? undefined : text;
}

interface Rule {
  readonly matches: (element: Element) => boolean;
  readonly weight: number;
  readonly declarations: readonly Declaration[];
}

function readStyles(document: Document): (element: Element) => Style {
  const rules: Rule[] = [];
  const collect = (parent: ParentNode): void => {
    for (const child of parent.children) {
      if (!isTag(child) || child.name === 'noscript') continue;
      if (child.name === 'style' && isForScreen(child.attribs['media'] ?? '')) {
        rules.push(
          ...readSheet(child.children.map((node) => (isText(node) ? node.data : '')).join('')),
        );
      }
      collect(child);
    }
  };
  collect(document);
  rules.sort((a, b) => a.weight - b.weight);
  return (element) => {
    const declarations = rules
      .filter(({ matches }) => matches(element))
      .flatMap((rule) => rule.declarations);
    declarations.push(...parseDeclarations(element.attribs['style'] ?? ''));
    const style: Record<string, string> = {};
    for (const important of [false, true]) {
      for (const { prop, value, important: marked = false } of declarations) {
        if (marked === important) style[prop.toLowerCase()] = value.trim().toLowerCase();
      }
    }
    return style;
  };
}

function readSheet(css: string): Rule[] {
  const rules: Rule[] = [];
  try {
    postcss.parse(css.replace(/<!--|-->/g, '')).walkRules((rule) => {
      const around = rule.parent?.type === 'atrule' ? (rule.parent as AtRule) : undefined;
      if (around && !(around.name === 'media' && isForScreen(around.params))) return;
      const declarations = rule.nodes.filter((node) => node.type === 'decl');
      for (const selector of rule.selectors) {
        try {
          rules.push({
            matches: compile<Node, Element>(selector),
            weight: weightOf(selector),
            declarations,
          });
        } catch {
          // States and pseudo-elements: nobody points at a document.
        }
      }
    });
  } catch {
    // A sheet that postcss refuses hides nothing here.
  }
  return rules;
}

function parseDeclarations(css: string): Declaration[] {
  try {
    return (postcss.parse(`a{${css}}`).first as postcss.Rule).nodes.filter(
      (node) => node.type === 'decl',
    );
  } catch {
    return [];
  }
}

function weightOf(selector: string): number {
  const count = (pattern: RegExp): number => selector.match(pattern)?.length ?? 0;
  return count(/#[\w-]/g) * 10_000 + count(/[.[:]/g) * 100 + count(/(^|[\s>])[a-z]/gi);
}

/** Of media queries only those for a desktop's screen hold. */
function isForScreen(query: string): boolean {
  return query.split(',').some((each) => {
    const max = /max-(?:device-)?width:\s*(\d+)/.exec(each)?.[1];
    const min = /min-(?:device-)?width:\s*(\d+)/.exec(each)?.[1];
    const unknown = /prefers|orientation|ratio|resolution|height|landscape|hover|color/.test(each);
    if (/print|speech|projection|tty|tv|handheld/.test(each) || unknown) return false;
    return Number(max ?? 9_999) >= 1_024 && Number(min ?? 0) <= 1_024;
  });
}
