import { attribute } from '../dom/element.ts';
import type { Handler } from '../flow/handler.ts';

/** Ticks are kept as signs; what was typed into a field is not. */
export const checkboxOrField: Handler = (state, element) => {
  const type = attribute(element, 'type')?.toLowerCase();
  const checked = attribute(element, 'checked') !== undefined;
  if (type === 'checkbox') return state.text(checked ? '☑ ' : '☐ ');
  if (type === 'radio') return state.text(checked ? '◉ ' : '○ ');
  if (type === 'hidden') return [];
  state.report('dropped', 'form field', 'ADF has no form fields', element);
  return state.text(' ');
};
