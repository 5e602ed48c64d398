import type { Handler } from '../flow/handler.ts';
import { boundary } from '../flow/nodes.ts';
import { wordListEntry } from '../lists/word-list.ts';

export const paragraph: Handler = (state, element) => {
  const entry = wordListEntry(state, element);
  if (entry !== undefined) return [entry];
  const { style, context } = state;
  // Outlook writes each line as a paragraph without margins.
  const isLine = style?.noMarginTop === true && style.noMarginBottom === true;
  const gap = boundary(isLine ? 'line' : 'paragraph', context.align);
  return [gap, ...state.children(element), gap];
};
