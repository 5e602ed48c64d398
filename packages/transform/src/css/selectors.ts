import {
  AttributeAction,
  type AttributeSelector,
  parse,
  type Selector,
  SelectorType,
} from 'css-what';
import { attribute, parentElement } from '../dom/element.ts';
import type { HtmlElement } from '../dom/parse.ts';

/** What is asked of one element: `td.price[align]`. */
interface Compound {
  readonly tag: string | undefined;
  readonly attributes: readonly AttributeSelector[];
}

/** Compounds that are joined by `>`, from right to left. */
type Chain = readonly Compound[];

export interface CompiledSelector {
  /** Chains that are joined by spaces, from right to left. */
  readonly chains: readonly Chain[];
  readonly specificity: number;
  /** The one thing by which elements that can match are found: an id or class before a tag. */
  readonly key: SelectorKey;
  /** Whether every element with the key matches. */
  readonly keyDecides: boolean;
}

export interface SelectorKey {
  readonly kind: 'id' | 'class' | 'tag' | 'any';
  readonly name: string;
}

/**
 * The selectors of a comma list that tag, class, id, attributes and ancestors decide. Others (`:hover`, `::before`,
 * siblings) are left out, and so is a list that is no selector at all.
 */
export function compileSelectors(list: string): CompiledSelector[] {
  let parsed: Selector[][];
  try {
    parsed = parse(list);
  } catch {
    return [];
  }
  return parsed.map(compile).filter((selector) => selector !== undefined);
}

/** Whether an element that has the selector's key matches it. */
export function matches(element: HtmlElement, { chains, keyDecides }: CompiledSelector): boolean {
  if (keyDecides) return true;
  const [last, ...others] = chains;
  let top = last && topOfChain(element, last);
  // The nearest match leaves the most ancestors to the chains that remain, so nothing is tried twice.
  for (const chain of others) {
    let found: HtmlElement | undefined;
    for (
      let ancestor = top && parentElement(top);
      ancestor !== undefined && found === undefined;
      ancestor = parentElement(ancestor)
    ) {
      found = topOfChain(ancestor, chain);
    }
    top = found;
  }
  return top !== undefined;
}

function topOfChain(element: HtmlElement, chain: Chain): HtmlElement | undefined {
  let top = element;
  for (const [depth, compound] of chain.entries()) {
    const next = depth === 0 ? element : parentElement(top);
    if (next === undefined || !matchesCompound(next, compound)) return undefined;
    top = next;
  }
  return top;
}

function compile(selector: readonly Selector[]): CompiledSelector | undefined {
  const chains: Compound[][] = [[]];
  let specificity = 0;
  let tag: string | undefined;
  let attributes: AttributeSelector[] = [];
  const endCompound = (): void => {
    chains[0]?.unshift({ tag, attributes });
    tag = undefined;
    attributes = [];
  };
  for (const part of selector) {
    if (part.type === SelectorType.Tag) {
      tag = part.name;
      specificity += 1;
    } else if (part.type === SelectorType.Attribute) {
      attributes.push(part);
      specificity += part.name === 'id' ? 0x10000 : 0x100;
    } else if (part.type === SelectorType.Child) {
      endCompound();
    } else if (part.type === SelectorType.Descendant) {
      endCompound();
      chains.unshift([]);
    } else if (part.type !== SelectorType.Universal) {
      return undefined;
    }
  }
  const key = keyOf(tag, attributes);
  endCompound();
  const keyDecides = selector.length === 1 && (key.kind !== 'any' || !hasAttributes(selector));
  return { chains, specificity, key, keyDecides };
}

function hasAttributes(selector: readonly Selector[]): boolean {
  return selector.some(({ type }) => type === SelectorType.Attribute);
}

function keyOf(tag: string | undefined, attributes: readonly AttributeSelector[]): SelectorKey {
  for (const { name, action, value } of attributes) {
    if (name === 'id' && action === AttributeAction.Equals) return { kind: 'id', name: value };
    if (name === 'class' && action === AttributeAction.Element)
      return { kind: 'class', name: value };
  }
  return tag === undefined ? { kind: 'any', name: '*' } : { kind: 'tag', name: tag };
}

function matchesCompound(element: HtmlElement, { tag, attributes }: Compound): boolean {
  return (
    (tag === undefined || tag === element.tagName) &&
    attributes.every((wanted) => matchesAttribute(element, wanted))
  );
}

function matchesAttribute(element: HtmlElement, wanted: AttributeSelector): boolean {
  const value = attribute(element, wanted.name);
  if (value === undefined) return false;
  switch (wanted.action) {
    case AttributeAction.Exists:
      return true;
    case AttributeAction.Equals:
      return value === wanted.value;
    case AttributeAction.Element:
      return value.split(/\s+/).includes(wanted.value);
    case AttributeAction.Start:
      return wanted.value !== '' && value.startsWith(wanted.value);
    case AttributeAction.End:
      return wanted.value !== '' && value.endsWith(wanted.value);
    case AttributeAction.Any:
      return wanted.value !== '' && value.includes(wanted.value);
    case AttributeAction.Hyphen:
      return value === wanted.value || value.startsWith(`${wanted.value}-`);
    default:
      return false;
  }
}
