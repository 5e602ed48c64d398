import type { HtmlElement } from '../dom/parse.ts';
import { matches } from './selectors.ts';
import type { Style } from './style.ts';
import type { StyleRule } from './stylesheet.ts';

export interface RuleIndex {
  /** Adds the styles of the rules that an element matches, the weakest first. */
  addStyles(
    element: HtmlElement,
    id: string | undefined,
    classes: string | undefined,
    styles: Style[],
  ): void;
  /** Whether there were more rules and elements than can be compared in linear time. */
  readonly exhausted: boolean;
}

interface RankedRule extends StyleRule {
  readonly order: number;
}

// A thousand rules for each of ten thousand elements; beyond that, style elements are not looked at.
const MAX_COMPARISONS = 10_000_000;

/** Files each rule under the one thing that its elements must have, so that few are tried on an element. */
export function createRuleIndex(rules: readonly StyleRule[]): RuleIndex {
  const shelves = {
    id: new Map<string, RankedRule[]>(),
    class: new Map<string, RankedRule[]>(),
    tag: new Map<string, RankedRule[]>(),
    any: new Map<string, RankedRule[]>(),
  };
  for (const [order, rule] of rules.entries()) {
    const { kind, name } = rule.selector.key;
    const shelf = shelves[kind].get(name);
    if (shelf === undefined) shelves[kind].set(name, [{ ...rule, order }]);
    else shelf.push({ ...rule, order });
  }
  const unkeyed = shelves.any.get('*');
  let comparisons = 0;

  const collect = (
    shelf: readonly RankedRule[] | undefined,
    element: HtmlElement,
    found: RankedRule[] | undefined,
  ): RankedRule[] | undefined => {
    if (shelf === undefined) return found;
    comparisons += shelf.length;
    let all = found;
    for (const rule of shelf) {
      if (!matches(element, rule.selector)) continue;
      if (all === undefined) all = [rule];
      else all.push(rule);
    }
    return all;
  };

  return {
    get exhausted() {
      return comparisons > MAX_COMPARISONS;
    },

    addStyles(element, id, classes, styles) {
      if (rules.length === 0 || comparisons > MAX_COMPARISONS) return;
      let found = collect(unkeyed, element, undefined);
      found = collect(shelves.tag.get(element.tagName), element, found);
      if (id !== undefined) found = collect(shelves.id.get(id), element, found);
      if (classes !== undefined && shelves.class.size > 0) {
        for (const name of classes.split(/\s+/)) {
          found = collect(shelves.class.get(name), element, found);
        }
      }
      if (found === undefined) return;
      if (found.length > 1) {
        found.sort((a, b) => a.selector.specificity - b.selector.specificity || a.order - b.order);
      }
      for (const { style } of found) styles.push(style);
    },
  };
}
