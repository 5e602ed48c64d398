import { attribute, isElement, textOf } from '../dom/element.ts';
import type { HtmlElement, HtmlParent } from '../dom/parse.ts';
import { parseStyle } from './declarations.ts';
import { legacyAttributes } from './legacy-attributes.ts';
import { appliesToScreen } from './media.ts';
import { matches } from './selectors.ts';
import { cascade, type Style } from './style.ts';
import { parseStylesheet, type StyleRule } from './stylesheet.ts';
import { uaStyles } from './ua-styles.ts';

/** The own style of each element: browser's defaults, legacy attributes, style elements, style attribute. */
export interface StyleResolver {
  of(element: HtmlElement): Style | undefined;
  /** Whether there were more rules and elements than could be compared in linear time. */
  readonly exhausted: boolean;
}

interface RankedRule extends StyleRule {
  readonly order: number;
}

// A thousand rules for each of ten thousand elements; beyond, style elements are not looked at.
const MAX_COMPARISONS = 10_000_000;

export function createStyleResolver(root: HtmlParent): StyleResolver {
  const parsed = new Map<string, Style>();
  const parseOnce = (css: string): Style => {
    let style = parsed.get(css);
    if (style === undefined) {
      style = parseStyle(css);
      parsed.set(css, style);
    }
    return style;
  };
  const rules = fileRules(styleElements(root).flatMap((css) => parseStylesheet(css, parseOnce)));

  let comparisons = 0;

  const addMatching = (
    element: HtmlElement,
    id: string | undefined,
    classes: string | undefined,
    layers: Style[],
  ): void => {
    const found: RankedRule[] = [];
    const collect = (key: string): void => {
      const shelf = rules.get(key);
      if (shelf === undefined) return;
      comparisons += shelf.length;
      for (const rule of shelf) if (matches(element, rule.selector)) found.push(rule);
    };
    collect('*');
    collect(element.tagName);
    if (id !== undefined) collect(`#${id}`);
    if (classes !== undefined) for (const name of classes.split(/\s+/)) collect(`.${name}`);
    if (found.length === 0) return;
    found.sort((a, b) => a.selector.specificity - b.selector.specificity || a.order - b.order);
    for (const rule of found) layers.push(rule.style);
  };

  return {
    get exhausted() {
      return comparisons > MAX_COMPARISONS;
    },

    of(element) {
      const layers: Style[] = [];
      const browser = uaStyles.get(element.tagName);
      if (browser !== undefined) layers.push(browser);
      let id: string | undefined;
      let classes: string | undefined;
      let own: string | undefined;
      let legacy: Style | undefined;
      for (const { name, value } of element.attrs) {
        if (name === 'style') own = value;
        else if (name === 'class') classes = value;
        else if (name === 'id') id = value;
        else {
          const read = legacyAttributes.get(name);
          if (read !== undefined) {
            legacy ??= {};
            read(legacy, value.trim().toLowerCase(), element.tagName);
          }
        }
      }
      if (legacy !== undefined) layers.push(legacy);
      if (rules.size > 0 && comparisons <= MAX_COMPARISONS) {
        addMatching(element, id, classes, layers);
      }
      if (own !== undefined) layers.push(parseOnce(own));
      const [first] = layers;
      return layers.length > 1 || first?.important !== undefined ? cascade(layers) : first;
    },
  };
}

/** Files each rule under the first thing that its element must have, so that few are tried. */
function fileRules(rules: readonly StyleRule[]): Map<string, RankedRule[]> {
  const filed = new Map<string, RankedRule[]>();
  for (const [order, rule] of rules.entries()) {
    const { key } = rule.selector;
    const shelf = filed.get(key);
    if (shelf === undefined) filed.set(key, [{ ...rule, order }]);
    else shelf.push({ ...rule, order });
  }
  return filed;
}

function styleElements(parent: HtmlParent, found: string[] = []): string[] {
  for (const child of parent.childNodes) {
    if (!isElement(child)) continue;
    if (child.tagName !== 'style') styleElements(child, found);
    else if (appliesToScreen(attribute(child, 'media') ?? 'all')) found.push(textOf(child));
  }
  return found;
}
