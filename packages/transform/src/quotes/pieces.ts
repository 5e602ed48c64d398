import type { FlowNode, QuoteEdge } from '../flow/nodes.ts';

/** What history is looked for in: lines of text, blocks, and the edges that handlers have marked. */
export type Piece =
  | { readonly kind: 'line'; readonly text: string; readonly nodes: FlowNode[] }
  | { readonly kind: 'block'; readonly type: FlowNode['type']; readonly nodes: readonly FlowNode[] }
  | {
      readonly kind: 'edge';
      readonly edge: QuoteEdge['edge'];
      readonly scope: QuoteEdge['scope'];
      readonly nodes: readonly FlowNode[];
    };

export function readPieces(flow: readonly FlowNode[]): Piece[] {
  const pieces: Piece[] = [];
  let nodes: FlowNode[] = [];
  let text = '';
  const endLine = (): void => {
    if (nodes.length > 0) {
      pieces.push({ kind: 'line', text: text.replace(/\s+/g, ' ').trim(), nodes });
    }
    nodes = [];
    text = '';
  };
  for (const node of flow) {
    switch (node.type) {
      case 'text':
        nodes.push(node);
        text += node.text;
        break;
      case 'mention':
      case 'emoji':
      case 'date':
      case 'status':
      case 'inlineCard':
      case 'mediaInline':
        nodes.push(node);
        text += '\ufffc';
        break;
      case 'hardBreak':
      case 'boundary':
        nodes.push(node);
        endLine();
        break;
      case 'quoteEdge':
        endLine();
        pieces.push({ kind: 'edge', edge: node.edge, scope: node.scope, nodes: [node] });
        break;
      default:
        endLine();
        pieces.push({ kind: 'block', type: node.type, nodes: [node] });
    }
  }
  endLine();
  return pieces;
}
