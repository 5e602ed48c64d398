import type { AdfDocument, AdfNode } from '../model/adf.ts';

/** Names of files by the ids of their media nodes. */
export type FileNames = Readonly<Record<string, string>>;

/**
 * The document with the name of each file in its place, `[image: shot.png] (attached)`: for sites that
 * refuse media. Without a name, the node's own `alt` serves.
 */
export function namedFiles(document: AdfDocument, names: FileNames): AdfDocument {
  return { ...document, content: document.content.flatMap((node) => named(node, names)) };
}

function named(node: AdfNode, names: FileNames): AdfNode[] {
  const { content = [] } = node;
  switch (node.type) {
    case 'mediaSingle': {
      const [media, ...captions] = content;
      if (!media || !isFile(media)) return [node];
      const caption = captions.flatMap((one) => one.content ?? []);
      const gap: AdfNode[] = caption.length > 0 ? [{ type: 'text', text: ' ' }] : [];
      return [paragraph(nameOf(media, 'image', names), ...gap, ...caption)];
    }
    case 'mediaGroup': {
      const others = content.filter((media) => !isFile(media));
      const files = content.filter(isFile).map((media) => paragraph(nameOf(media, 'file', names)));
      return others.length > 0 ? [...files, { ...node, content: others }] : files;
    }
    case 'mediaInline':
      return isFile(node) ? [nameOf(node, 'file', names)] : [node];
    default:
      return node.content === undefined
        ? [node]
        : [{ ...node, content: content.flatMap((child) => named(child, names)) }];
  }
}

const isFile = ({ attrs }: AdfNode): boolean => attrs?.['type'] !== 'external';

const paragraph = (...content: readonly AdfNode[]): AdfNode => ({ type: 'paragraph', content });

function nameOf({ attrs }: AdfNode, kind: 'image' | 'file', names: FileNames): AdfNode {
  const name = names[String(attrs?.['id'])] ?? attrs?.['alt'];
  const known = typeof name === 'string' && name !== '' ? `${kind}: ${name}` : kind;
  return { type: 'text', text: `[${known}] (attached)` };
}
