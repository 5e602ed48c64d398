import type { AdfLinkMark, AdfMediaInline, AdfMediaSingle } from '../adf/types.ts';
import type { Alignment, FlowImage } from '../flow/nodes.ts';
import type { FoundImage } from './found-image.ts';

/** The `collection` of an inline image that is still the address of its source. */
export const UNRESOLVED = 'zdjsm-unresolved';

// An icon is as high as a line or two of text.
const ICON_PX = 40;
const LINE_PX = 24;

/** Whether an image is small enough to be read as a part of its line. */
export function standsInLine({ width, height }: FoundImage): boolean {
  if (width !== undefined && height !== undefined) return width <= ICON_PX && height <= ICON_PX;
  return (width ?? height ?? Number.POSITIVE_INFINITY) <= LINE_PX;
}

const layouts = { start: 'align-start', center: 'center', end: 'align-end' } as const;

/**
 * The node that holds the place of an image until it has been uploaded: valid ADF that bears the source's address.
 * `rewriteImages` finds it again.
 */
export function imageNode(node: FlowImage, place: 'inline'): AdfMediaInline;
export function imageNode(node: FlowImage, place: Alignment): AdfMediaSingle;
export function imageNode(
  { image, link }: FlowImage,
  place: Alignment | 'inline',
): AdfMediaInline | AdfMediaSingle {
  const marks: { marks?: readonly AdfLinkMark[] } = link === undefined ? {} : { marks: [link] };
  const size = {
    ...(image.alt === undefined ? {} : { alt: image.alt }),
    ...(image.width === undefined ? {} : { width: image.width }),
    ...(image.height === undefined ? {} : { height: image.height }),
  };
  if (place === 'inline') {
    const attrs = { type: 'image', id: image.src, collection: UNRESOLVED, ...size } as const;
    return { type: 'mediaInline', attrs, ...marks };
  }
  return {
    type: 'mediaSingle',
    attrs: {
      layout: layouts[place],
      ...(image.width === undefined ? {} : { width: image.width, widthType: 'pixel' }),
    },
    content: [{ type: 'media', attrs: { type: 'external', url: image.src, ...size }, ...marks }],
  };
}
