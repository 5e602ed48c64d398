import type { Handler } from '../flow/handler.ts';

/** Of a drawing only its words can be kept. */
export const drawing: Handler = (state, element) => {
  state.report('dropped', 'drawing', 'ADF has no vector graphics', element);
  return state.children(element);
};
