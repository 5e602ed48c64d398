import { html } from 'parse5';
import type { HtmlElement, HtmlNode, HtmlParent } from './parse.ts';

export function isElement(node: HtmlNode | HtmlParent): node is HtmlElement {
  return 'tagName' in node;
}

/** Whether an element belongs to a drawing or a formula, whatever its name. */
export function isForeign({ namespaceURI }: HtmlElement): boolean {
  return namespaceURI !== html.NS.HTML;
}

export function attribute(element: HtmlElement, name: string): string | undefined {
  for (const attr of element.attrs) if (attr.name === name) return attr.value;
  return undefined;
}

export function parentElement(element: HtmlElement): HtmlElement | undefined {
  const parent = element.parentNode;
  return parent !== null && isElement(parent) ? parent : undefined;
}

export function classesOf(element: HtmlElement): string[] {
  return attribute(element, 'class')?.split(/\s+/) ?? [];
}

/** The child elements with one of these names. */
export function childElements(element: HtmlElement, ...names: readonly string[]): HtmlElement[] {
  return element.childNodes.filter(
    (child): child is HtmlElement => isElement(child) && names.includes(child.tagName),
  );
}

/** All text in it, hidden or not. */
export function textOf(parent: HtmlParent): string {
  let text = '';
  for (const child of parent.childNodes) {
    if ('value' in child) text += child.value;
    else if (isElement(child)) text += textOf(child);
  }
  return text;
}
