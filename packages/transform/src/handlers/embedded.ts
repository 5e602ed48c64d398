import { attribute, childElements, isElement, textOf } from '../dom/element.ts';
import type { HtmlElement } from '../dom/parse.ts';
import type { Handler, State } from '../flow/handler.ts';
import type { FlowNode } from '../flow/nodes.ts';

/** What stands in for the thing, where there is something; else a card that leads to it. */
export const embedded: Handler = (state, element) =>
  element.tagName === 'object' &&
  (element.childNodes.some(isElement) || textOf(element).trim() !== '')
    ? state.children(element)
    : card(state, element, attribute(element, 'src') ?? attribute(element, 'data'));

/** Readers of mail show what stands in for a film; the card leads to the film itself. */
export const videoOrAudio: Handler = (state, element) => {
  const [source] = childElements(element, 'source');
  const src = attribute(element, 'src') ?? (source && attribute(source, 'src'));
  return [...card(state, element, src), ...state.children(element)];
};

export const area: Handler = (state, element) => {
  if (state.address(element, attribute(element, 'href')) !== undefined) {
    state.report('dropped', 'link', 'ADF has no image maps', element);
  }
  return [];
};

function card(state: State, element: HtmlElement, src: string | undefined): FlowNode[] {
  const url = state.address(element, src);
  state.report('flattened', element.tagName, 'ADF shows a card that leads to it', element);
  return url !== undefined && /^https?:/i.test(url)
    ? [{ type: 'inlineCard', attrs: { url } }]
    : state.text(' ');
}
