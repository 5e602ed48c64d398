import type { Handler } from '../flow/handler.ts';
import { wordListEntry } from '../lists/word-list.ts';

/** Word and Outlook write the items of their lists as paragraphs. */
export const paragraph: Handler = (state, element) => {
  const entry = wordListEntry(state, element);
  return entry && [entry];
};
