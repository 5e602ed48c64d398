import { classesOf } from '../dom/element.ts';
import type { HtmlElement } from '../dom/parse.ts';
import type { Handler } from '../flow/handler.ts';
import { boundary, type FlowNode } from '../flow/nodes.ts';

/**
 * Code becomes a code block. Prose that came as plain text in `pre` stays text, and so does what holds links or
 * images: a code block can't.
 */
export const preformatted: Handler = (state, element) => {
  const content = state.children(element);
  const gap = boundary('paragraph', state.context.align);
  const code = classesOf(element).some((name) => PROSE.test(name)) ? undefined : plainText(content);
  if (code === undefined) return [gap, ...content, gap];
  const text = code.replace(/\s+$/, '');
  if (text.trim() === '') return [gap];
  if (content.some((node) => node.type === 'text' && node.marks?.some(isLook))) {
    state.report(
      'flattened',
      'preformatted text',
      'a code block has no bold and no colours',
      element,
    );
  }
  const language = languageOf(element);
  return [
    {
      type: 'codeBlock',
      ...(language === undefined ? {} : { attrs: { language } }),
      content: [{ type: 'text', text }],
    },
  ];
};

/** Thunderbird's plain text, quoted or a signature, and K-9's. */
const PROSE = /^(?:moz-(?:quote-pre|signature|txt-sig)|k9mail)$/;

const isLook = ({ type }: { readonly type: string }): boolean => type !== 'code';

/** The text of nodes that hold nothing else; undefined as soon as there is something that text can't say. */
function plainText(nodes: readonly FlowNode[]): string | undefined {
  let text = '';
  for (const node of nodes) {
    if (node.type === 'text' && !node.marks?.some((mark) => mark.type === 'link')) {
      text += node.text;
    } else if (node.type === 'hardBreak') {
      text += '\n';
    } else if (node.type === 'boundary') {
      if (text !== '' && !text.endsWith('\n')) text += '\n';
    } else {
      return undefined;
    }
  }
  return text.replace(/\r\n?/g, '\n');
}

function languageOf(element: HtmlElement): string | undefined {
  for (const name of classesOf(element)) {
    const language = /^lang(?:uage)?-([\w+#-]+)$/.exec(name)?.[1];
    if (language !== undefined) return language;
  }
  return undefined;
}
