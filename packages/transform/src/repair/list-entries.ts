import type { FlowContainer, FlowListEntry, FlowNode } from '../flow/nodes.ts';

/**
 * Puts items that have no list around them into one: `li` without `ul`, and the paragraphs that Word means as
 * list items. Blanks and line ends between two items do not part them.
 */
export function gatherListItems(flow: readonly FlowNode[]): readonly FlowNode[] {
  if (!flow.some(isItem)) return flow;
  const out: FlowNode[] = [];
  let items: (FlowListEntry | FlowContainer)[] = [];
  let between: FlowNode[] = [];
  const flush = (): void => {
    if (items.length > 0) for (const list of toLists(items)) out.push(list);
    for (const node of between) out.push(node);
    items = [];
    between = [];
  };
  for (const node of flow) {
    if (isItem(node)) {
      items.push(node);
      between = [];
    } else if (items.length > 0 && isBlank(node)) {
      between.push(node);
    } else {
      flush();
      out.push(node);
    }
  }
  flush();
  return out;
}

function isItem(node: FlowNode): node is FlowListEntry | (FlowContainer & { type: 'listItem' }) {
  return node.type === 'listEntry' || node.type === 'listItem';
}

function isBlank(node: FlowNode): boolean {
  return node.type === 'boundary' || (node.type === 'text' && node.text.trim() === '');
}

interface OpenList {
  readonly level: number;
  readonly type: 'bulletList' | 'orderedList';
  readonly order: number | undefined;
  readonly name: string | undefined;
  readonly items: { type: 'listItem'; content: FlowNode[] }[];
}

function toLists(items: readonly (FlowListEntry | FlowContainer)[]): FlowContainer[] {
  const lists: FlowContainer[] = [];
  const open: OpenList[] = [];
  const closeInnermost = (): void => {
    const list = open.pop();
    if (list === undefined) return;
    const container: FlowContainer = {
      type: list.type,
      ...(list.order === undefined ? {} : { attrs: { order: list.order } }),
      content: list.items,
    };
    const parent = open.at(-1)?.items.at(-1);
    if (parent === undefined) lists.push(container);
    else parent.content.push(container);
  };

  for (const item of items) {
    const level = item.type === 'listEntry' ? item.level : 1;
    const order = item.type === 'listEntry' ? item.order : undefined;
    const name = item.type === 'listEntry' && order !== undefined ? item.list : undefined;
    const type = order === undefined ? 'bulletList' : 'orderedList';
    while ((open.at(-1)?.level ?? 0) > level) closeInnermost();
    const innermost = open.at(-1);
    const goesOn = innermost?.type === type && innermost.name === name;
    if (innermost?.level === level && !goesOn) closeInnermost();
    if (open.at(-1)?.level !== level) open.push({ level, type, order, name, items: [] });
    open.at(-1)?.items.push({ type: 'listItem', content: [...(item.content as FlowNode[])] });
  }
  while (open.length > 0) closeInnermost();
  return lists;
}
