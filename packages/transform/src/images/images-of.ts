import type { AdfDoc, AdfMedia, AdfMediaInline, AdfNode } from '../adf/types.ts';
import { type FoundImage, imageKind } from './found-image.ts';
import { UNRESOLVED } from './image-node.ts';

/** The images of a document that still have their source's address: each address once, in reading order. */
export function imagesOf(doc: AdfDoc): FoundImage[] {
  const bySource = new Map<string, FoundImage>();
  const visit = (nodes: readonly AdfNode[]): void => {
    for (const node of nodes) {
      if (node.type === 'media' || node.type === 'mediaInline') {
        const image = sourceOf(node);
        if (image !== undefined && !bySource.has(image.src)) bySource.set(image.src, image);
      } else if ('content' in node && node.content !== undefined) {
        visit(node.content);
      }
    }
  };
  visit(doc.content);
  return [...bySource.values()];
}

/** The image that a node holds the place of; undefined once it is an uploaded file. */
export function sourceOf({ attrs }: AdfMedia | AdfMediaInline): FoundImage | undefined {
  const src = attrs.type === 'external' ? attrs.url : attrs.collection === UNRESOLVED && attrs.id;
  if (src === false) return undefined;
  const { alt, width, height } = attrs;
  return { src, kind: imageKind(src), alt, width, height };
}
