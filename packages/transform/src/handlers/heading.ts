import type { Handler } from '../flow/handler.ts';

export const heading: Handler = (state, element) => {
  const { align } = state.context;
  return [
    {
      type: 'heading',
      attrs: { level: Number(element.tagName.slice(1)) },
      ...(align === 'start' ? {} : { marks: [{ type: 'alignment', attrs: { align } }] }),
      content: state.children(element),
    },
  ];
};
