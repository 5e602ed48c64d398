import { isElement, textOf } from '../dom/element.ts';
import type { HtmlElement, HtmlParent } from '../dom/parse.ts';
import type { Handler } from '../flow/handler.ts';

/** Of a drawing only its words can be kept. */
export const drawing: Handler = (state, element) => {
  state.report('dropped', 'drawing', 'ADF has no vector graphics', element);
  return labels(element).flatMap((label) => state.text(` ${textOf(label)} `));
};

function labels(parent: HtmlParent): HtmlElement[] {
  return parent.childNodes.flatMap((child) => {
    if (!isElement(child)) return [];
    return child.tagName === 'text' ? [child] : labels(child);
  });
}
