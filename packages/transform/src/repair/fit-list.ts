import type { AdfBlock, AdfListItem } from '../adf/types.ts';
import { boundary, type FlowContainer, type FlowNode } from '../flow/nodes.ts';
import { type Fitter, type Place, type Placed, settle } from './fitter.ts';

/** Lists hold items only, and an item no tables: such a thing parts the list, whose numbers then go on. */
export function fitList(fitter: Fitter, list: FlowContainer, place: Place): Placed[] {
  const { before, items } = itemsOf(list);
  const out = before.length > 0 ? fitter.blocks(before, place) : [];
  const inside: Place = { ...place, container: 'listItem', depth: place.depth + 2 };
  const first = typeof list.attrs?.['order'] === 'number' ? list.attrs['order'] : 1;
  let run: AdfListItem[] = [];
  let number = Math.max(0, Math.trunc(first));

  const flush = (): void => {
    if (run.length === 0) return;
    const order = number - run.length;
    out.push(
      settle(
        list.type === 'orderedList'
          ? { type: 'orderedList', ...(order === 1 ? {} : { attrs: { order } }), content: run }
          : { type: 'bulletList', content: run },
        place,
      ),
    );
    run = [];
  };

  for (const item of items) {
    const children = fitter.blocks(item, inside);
    const parted = children.findIndex(({ escapes }) => escapes);
    const own = (parted < 0 ? children : children.slice(0, parted)).map(({ block }) => block);
    run.push({ type: 'listItem', content: own.length > 0 ? own : [EMPTY_PARAGRAPH] });
    number += 1;
    if (parted < 0) continue;
    flush();
    for (const { block } of children.slice(parted)) out.push(settle(block, place));
  }
  flush();
  return out;
}

/** A list where none can stand: its items are lines. */
export function listAsLines({ content }: FlowContainer): FlowNode[] {
  return content.flatMap((node) =>
    node.type === 'listItem' ? [LINE, ...node.content, LINE] : [node],
  );
}

const LINE = boundary('line', 'start');
const EMPTY_PARAGRAPH: AdfBlock = { type: 'paragraph', content: [] };

/** What stands between two items belongs to the one before, a list right in a list included. */
function itemsOf({ content }: FlowContainer): { before: FlowNode[]; items: FlowNode[][] } {
  const before: FlowNode[] = [];
  const items: FlowNode[][] = [];
  for (const node of content) {
    const last = items.at(-1);
    if (node.type === 'listItem') items.push([...node.content, LINE]);
    else if (last !== undefined) last.push(node);
    else if (node.type === 'bulletList' || node.type === 'orderedList') items.push([node]);
    else before.push(node);
  }
  return { before, items };
}
