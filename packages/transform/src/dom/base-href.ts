import { attribute, childElements, isElement } from './element.ts';
import type { HtmlDocument } from './parse.ts';

/** What the document says its relative addresses are relative to. */
export function baseHref(document: HtmlDocument): string | undefined {
  const html = document.childNodes.find(isElement);
  const [head] = html === undefined ? [] : childElements(html, 'head');
  const [base] = head === undefined ? [] : childElements(head, 'base');
  const href = base && attribute(base, 'href')?.trim();
  return href !== undefined && /^https?:/i.test(href) && URL.canParse(href) ? href : undefined;
}
