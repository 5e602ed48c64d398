import { attribute } from '../dom/element.ts';
import type { Handler } from '../flow/handler.ts';

export const link: Handler = (state, element) => {
  const href = state.address(element, attribute(element, 'href'));
  return href === undefined ? state.children(element) : state.children(element, { href });
};
