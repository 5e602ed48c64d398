import { attribute, childElements } from '../dom/element.ts';
import type { Handler } from '../flow/handler.ts';
import { boundary } from '../flow/nodes.ts';

export const bulletList: Handler = (state, element) => [
  { type: 'bulletList', content: state.children(element) },
];

export const orderedList: Handler = (state, element) => {
  const [first] = childElements(element, 'li');
  const number = attribute(element, 'start') ?? (first && attribute(first, 'value')) ?? '1';
  const start = Number.parseInt(number, 10);
  return [
    {
      type: 'orderedList',
      attrs: { order: Number.isNaN(start) ? 1 : start },
      content: state.children(element),
    },
  ];
};

export const listItem: Handler = (state, element) => [
  { type: 'listItem', content: state.blocks(element) },
];

/** ADF has no definition lists: a term is a bold line, and its definitions are the lines below. */
export const term: Handler = (state, element) => {
  const words = state.children(element, { bold: true });
  return state.style?.display === 'inline'
    ? words
    : [boundary('paragraph', state.context.align), ...words];
};
