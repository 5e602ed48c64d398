import type { Handler } from '../flow/handler.ts';

/** The reading of a word, which stands above it, follows it in parentheses. */
export const rubyText: Handler = (state, element) => [
  ...state.text(' ('),
  ...state.children(element),
  ...state.text(')'),
];
