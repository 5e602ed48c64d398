import type { AdfNode } from './types.ts';

/**
 * How the length of a document is counted. Jira says "32,767 characters" and not of what: `text` counts what is read,
 * `json` what is sent.
 */
export type AdfMeasure = 'text' | 'json';

/** The length of a node with all that is in it. Containers measure the sum of their parts, and more. */
export function measureNode(node: AdfNode, measure: AdfMeasure): number {
  // One more for the comma, or the line end, that parts it from its neighbour.
  return (measure === 'json' ? JSON.stringify(node).length : textLength(node)) + 1;
}

function textLength(node: AdfNode): number {
  switch (node.type) {
    case 'text':
      return node.text.length;
    case 'mention':
      return node.attrs.text?.length ?? node.attrs.id.length;
    case 'emoji':
      return node.attrs.text?.length ?? node.attrs.shortName.length;
    case 'status':
      return node.attrs.text.length;
    case 'inlineCard':
    case 'blockCard':
      return node.attrs.url.length;
    case 'expand':
    case 'nestedExpand':
      return node.attrs.title.length + lengthOf(node.content);
    default:
      return 'content' in node ? lengthOf(node.content) : 0;
  }
}

function lengthOf(nodes: readonly AdfNode[] = []): number {
  return nodes.reduce((sum, node) => sum + textLength(node) + 1, 0);
}
