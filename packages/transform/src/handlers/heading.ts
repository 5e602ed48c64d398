import type { Handler } from '../flow/handler.ts';

export const heading: Handler = (state, element) => [
  {
    type: 'heading',
    attrs: { level: Number(element.tagName.slice(1)) },
    content: state.blocks(element),
  },
];
