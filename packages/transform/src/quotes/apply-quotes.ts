import { boundary, type FlowNode } from '../flow/nodes.ts';
import type { ChangeLog } from '../report/changes.ts';
import { partHistory } from './history.ts';

const PARAGRAPH = boundary('paragraph', 'start');

/** What becomes of the mails that a mail quotes below what it says. */
export type QuoteMode = 'keep' | 'collapse' | 'remove';

export function applyQuotes(
  flow: readonly FlowNode[],
  mode: QuoteMode,
  title: string,
  changes: ChangeLog,
): readonly FlowNode[] {
  if (mode === 'keep') return flow;
  return partHistory(flow).flatMap(({ isHistory, nodes }): readonly FlowNode[] => {
    if (!isHistory) return nodes;
    if (mode === 'collapse') return [{ type: 'expand', attrs: { title }, content: nodes }];
    changes.add('dropped', 'quoted history', 'the caller chose to remove it');
    return [PARAGRAPH];
  });
}
