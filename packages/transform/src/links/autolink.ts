import type { AdfMark } from '../adf/types.ts';
import type { FlowText } from '../flow/nodes.ts';

const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;

/** Text in which web and mail addresses are links, as mail programs show plain text. */
export function autolink(text: string): FlowText[] {
  const nodes: FlowText[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const shown = withoutSentenceEnd(match[0]);
    if (match.index > from) nodes.push({ type: 'text', text: text.slice(from, match.index) });
    from = match.index + shown.length;
    const marks: AdfMark[] = [{ type: 'link', attrs: { href: hrefOf(shown) } }];
    nodes.push({ type: 'text', text: shown, marks });
  }
  if (from < text.length) nodes.push({ type: 'text', text: text.slice(from) });
  return nodes;
}

function hrefOf(shown: string): string {
  if (/^https?:/i.test(shown)) return shown;
  return shown.includes('@') && !/^www\./i.test(shown) ? `mailto:${shown}` : `http://${shown}`;
}

/** The full stop behind an address belongs to the sentence, and so does a bracket that was opened before it. */
function withoutSentenceEnd(address: string): string {
  let end = address.length;
  for (; end > 0; end--) {
    const last = address.charAt(end - 1);
    const isOpenedBefore = last === ')' && !address.slice(0, end).includes('(');
    if (!/[.,;:!?'"\]>]/.test(last) && !isOpenedBefore) break;
  }
  return address.slice(0, end);
}
