import type { Handler } from '../flow/handler.ts';

export const blockquote: Handler = (state, element) => [
  { type: 'blockquote', content: state.blocks(element) },
];

/** Browsers write the quotation marks; they are not in the source. */
export const inlineQuote: Handler = (state, element) => [
  ...state.text('“'),
  ...state.children(element),
  ...state.text('”'),
];
