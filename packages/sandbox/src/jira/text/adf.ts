import type { Json } from '../model/json.ts';

/** A node of the Atlassian Document Format. */
export interface AdfNode {
  readonly type: string;
  readonly version?: number;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, Json>>;
  readonly marks?: readonly AdfMark[];
  readonly content?: readonly AdfNode[];
}

export interface AdfMark {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, Json>>;
}

export function doc(...content: readonly AdfNode[]): AdfNode {
  return { type: 'doc', version: 1, content };
}

export function paragraph(...content: readonly AdfNode[]): AdfNode {
  return { type: 'paragraph', content };
}

export function textNode(text: string, marks: readonly AdfMark[] = []): AdfNode {
  return marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks };
}

/** The node and all below it, in reading order. */
export function* walk(node: AdfNode): Generator<AdfNode> {
  yield node;
  for (const child of node.content ?? []) yield* walk(child);
}

export function attribute(node: AdfNode, name: string): string | undefined {
  const value = node.attrs?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** The media ids of the files that a document shows. */
export function mediaIds(root: AdfNode): string[] {
  return [...walk(root)].flatMap((node) => {
    if (node.type !== 'media' && node.type !== 'mediaInline') return [];
    const id = attribute(node, 'id');
    return id === undefined || attribute(node, 'type') === 'external' ? [] : [id];
  });
}

export function mentionedIds(root: AdfNode): string[] {
  return [...walk(root)].flatMap((node) => {
    const id = node.type === 'mention' ? attribute(node, 'id') : undefined;
    return id === undefined ? [] : [id];
  });
}

const INLINE = new Set([
  'text',
  'hardBreak',
  'mention',
  'emoji',
  'date',
  'status',
  'inlineCard',
  'mediaInline',
  'placeholder',
  'inlineExtension',
]);

export function isInline(node: AdfNode): boolean {
  return INLINE.has(node.type);
}

/** What a reader sees, a line for each block. */
export function plainText(node: AdfNode): string {
  switch (node.type) {
    case 'text':
      return node.text ?? '';
    case 'hardBreak':
      return '\n';
    case 'mention':
    case 'status':
      return attribute(node, 'text') ?? '';
    case 'emoji':
      return attribute(node, 'text') ?? attribute(node, 'shortName') ?? '';
    case 'inlineCard':
    case 'blockCard':
    case 'embedCard':
      return attribute(node, 'url') ?? '';
    default: {
      const parts = (node.content ?? []).map(plainText);
      return parts.join((node.content ?? []).every(isInline) ? '' : '\n');
    }
  }
}
