import { attribute, isElement, isForeign, textOf } from '../dom/element.ts';
import type { HtmlElement, HtmlParent } from '../dom/parse.ts';
import { parseStyle } from './declarations.ts';
import { legacyAttributes } from './legacy-attributes.ts';
import { appliesToScreen } from './media.ts';
import { createRuleIndex } from './rule-index.ts';
import { cascade, type Style } from './style.ts';
import { parseStylesheet } from './stylesheet.ts';
import { uaStyles } from './ua-styles.ts';

/** The own style of each element: browser's defaults, legacy attributes, style elements, style attribute. */
export interface StyleResolver {
  of(element: HtmlElement): Style | undefined;
  /** Whether there were more rules and elements than could be compared in linear time. */
  readonly exhausted: boolean;
}

export function createStyleResolver(root: HtmlParent): StyleResolver {
  const rules = createRuleIndex(styleElements(root).flatMap(parseStylesheet));
  // Mails repeat few style attributes many times.
  const parsed = new Map<string, Style>();
  const parseOnce = (css: string): Style => {
    let style = parsed.get(css);
    if (style === undefined) {
      style = parseStyle(css);
      parsed.set(css, style);
    }
    return style;
  };

  return {
    get exhausted() {
      return rules.exhausted;
    },

    of(element) {
      const styles: Style[] = [];
      const browser = isForeign(element) ? undefined : uaStyles.get(element.tagName);
      if (browser !== undefined) styles.push(browser);
      let id: string | undefined;
      let classes: string | undefined;
      let own: string | undefined;
      for (const { name, value } of element.attrs) {
        if (name === 'style') own = value;
        else if (name === 'class') classes = value;
        else if (name === 'id') id = value;
        else {
          const legacy = legacyAttributes.get(name)?.(value.trim().toLowerCase(), element.tagName);
          if (legacy !== undefined) styles.push(legacy);
        }
      }
      rules.addStyles(element, id, classes, styles);
      if (own !== undefined) styles.push(parseOnce(own));
      const [first] = styles;
      return styles.length > 1 || first?.important !== undefined ? cascade(styles) : first;
    },
  };
}

function styleElements(parent: HtmlParent, found: string[] = []): string[] {
  for (const child of parent.childNodes) {
    // Styles for want of scripts hide the rest of the page; both are kept.
    if (!isElement(child) || child.tagName === 'noscript') continue;
    if (child.tagName !== 'style') styleElements(child, found);
    else if (appliesToScreen(attribute(child, 'media') ?? 'all')) found.push(textOf(child));
  }
  return found;
}
