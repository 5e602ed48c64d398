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
 * - what the HTML standard never renders: head, script, style, template, title, noembed, noframes, datalist, rp, the
 *   content of iframe, and a dialog that is not open;
 * - what CSS hides: `display: none`, `visibility: hidden`, `opacity: 0`, letters of size 0, a box without height or
 *   width that clips, letters in the colour of the ground they stand on;
 * - the bullets that Word writes as text in front of its list items: they are the list.
 *
 * Not taken for hidden: `mso-hide: all` alone (only Outlook hides it, and buttons carry it), text that styles in
 * `noscript` hide, closed `details` (one click away), text in `svg`, and what stands in for films and sounds.
 */
export function visibleWords(html: string): string[] {
  const document = parse(html, { scriptingEnabled: false, treeAdapter: adapter });
  const styleOf = readStyles(document);
  let text = '';
  const walk = (parent: ParentNode, around: Look): void => {
    for (const child of parent.children) {
      if (isText(child)) {
        if (!around.unseen && (around.color === '' || around.color !== around.ground)) {
          text += child.data;
        }
      } else if (isTag(child) && isRendered(child)) {
        const style = styleOf(child);
        if (isGone(style) || (around.inWordList && /ignore/.test(style['mso-list'] ?? '')))
          continue;
        const display = style['display'];
        const isBlock = BLOCKS.has(child.name) ? display !== 'inline' : display === 'block';
        if (isBlock) text += '\n';
        walk(child, lookIn(around, style, child));
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
  return wordsOf(text);
}

/** Letters and digits with their marks; characters without width are no part of a word. */
export function wordsOf(text: string): string[] {
  return (
    text
      .toWellFormed()
      .replace(/\u034f|[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  );
}

const NEVER = new Set(
  'head script style template title noembed noframes datalist rp iframe'.split(' '),
);

const BLOCKS = new Set(
  `address article aside audio blockquote body br caption center dd details dialog dir div dl dt embed fieldset
   figcaption figure footer form frame h1 h2 h3 h4 h5 h6 header hgroup hr html iframe image img input legend li
   listing main menu menuitem multicol nav object ol option p plaintext pre rt section selectedcontent summary table
   tbody td textarea tfoot th thead tr ul video xmp`.split(/\s+/),
);

function isRendered(element: Element): boolean {
  const isClosed = element.name === 'dialog' && !('open' in element.attribs);
  const isHidden = 'hidden' in element.attribs && element.attribs['style'] === undefined;
  return !NEVER.has(element.name) && !isClosed && !isHidden;
}

type Style = Readonly<Record<string, string | undefined>>;

function isGone(style: Style): boolean {
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
