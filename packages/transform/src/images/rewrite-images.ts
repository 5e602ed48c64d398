import { mapAdf } from '../adf/map.ts';
import type { AdfDoc, AdfMedia, AdfMediaInline } from '../adf/types.ts';
import type { FoundImage } from './found-image.ts';
import { imagesOf, sourceOf } from './images-of.ts';
import { mapWithLimit } from './map-with-limit.ts';
import { type Placeholder, placeholderText } from './placeholder.ts';

/** A file that has been uploaded to the very issue that the document is for. */
export interface MediaImage {
  readonly kind: 'media';
  /** The media UUID, not the attachment's number: Jira answers that with ATTACHMENT_VALIDATION_ERROR. */
  readonly id: string;
  /** Jira wants it empty, which is the default. */
  readonly collection?: string | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly alt?: string | undefined;
}

/** The image stays where it is, and readers fetch it from there. */
export interface ExternalImage {
  readonly kind: 'external';
  readonly url: string;
}

/** What could not be fetched: a link with a text. */
export interface PlaceholderImage extends Placeholder {
  readonly kind: 'placeholder';
}

/** What an image becomes. */
export type ResolvedImage = MediaImage | ExternalImage | PlaceholderImage;

/** Says what an image has become; `undefined` is a placeholder. */
export type ImageResolver = (
  image: FoundImage,
  signal: AbortSignal | undefined,
) => ResolvedImage | undefined | Promise<ResolvedImage | undefined>;

/** How images are resolved. */
export interface RewriteImagesOptions {
  /** Images that are resolved at the same time. Default 4. */
  readonly concurrency?: number | undefined;
  /**
   * What makes two images the same: they are resolved once. Default their address; give a hash of the bytes where
   * one logo has many addresses.
   */
  readonly keyOf?: ((image: FoundImage) => string | Promise<string>) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The document, and what each image has become. */
export interface RewriteImagesResult {
  readonly doc: AdfDoc;
  /** Each image with what it has become, in reading order. */
  readonly images: readonly { readonly image: FoundImage; readonly resolved: ResolvedImage }[];
}

/**
 * Puts what the resolver says in the place of each image: uploaded media, or a linked placeholder where there is
 * none. An error of the resolver ends the whole, for only the caller knows whether it may be tried again.
 */
export async function rewriteImages(
  doc: AdfDoc,
  resolver: ImageResolver,
  options: RewriteImagesOptions = {},
): Promise<RewriteImagesResult> {
  const { concurrency = 4, keyOf = ({ src }) => src, signal } = options;
  const byKey = new Map<string, Promise<ResolvedImage | undefined>>();
  const images = await mapWithLimit(imagesOf(doc), concurrency, async (image) => {
    signal?.throwIfAborted();
    const key = await keyOf(image);
    let resolving = byKey.get(key);
    if (resolving === undefined) {
      resolving = Promise.resolve(resolver(image, signal));
      byKey.set(key, resolving);
    }
    return { image, resolved: (await resolving) ?? PLACEHOLDER };
  });
  return {
    doc: replaceImages(doc, new Map(images.map((each) => [each.image.src, each.resolved]))),
    images,
  };
}

/** The document with a linked placeholder for each image: what can be sent before any file is uploaded. */
export function withPlaceholders(
  doc: AdfDoc,
  placeholder: (image: FoundImage) => Placeholder = () => ({}),
): AdfDoc {
  const images = imagesOf(doc).map((image): [string, ResolvedImage] => [
    image.src,
    { kind: 'placeholder', ...placeholder(image) },
  ]);
  return replaceImages(doc, new Map(images));
}

const PLACEHOLDER: PlaceholderImage = { kind: 'placeholder' };

function replaceImages(doc: AdfDoc, bySource: ReadonlyMap<string, ResolvedImage>): AdfDoc {
  const resolve = (node: AdfMedia | AdfMediaInline) => {
    const image = sourceOf(node);
    const resolved = image && bySource.get(image.src);
    return resolved && { image, resolved };
  };
  return mapAdf(doc, {
    block(block) {
      if (block.type !== 'mediaSingle') return block;
      const [media] = block.content;
      const found = resolve(media);
      if (found === undefined) return block;
      const { image, resolved } = found;
      switch (resolved.kind) {
        case 'media':
          return {
            ...block,
            content: [{ ...media, attrs: { type: 'file', ...fileAttrs(image, resolved) } }],
          };
        case 'external':
          return {
            ...block,
            content: [{ ...media, attrs: { ...media.attrs, type: 'external', url: resolved.url } }],
          };
        case 'placeholder':
          return { type: 'paragraph', content: [placeholderText(image, resolved)] };
      }
    },
    inline(node) {
      const found = node.type === 'mediaInline' ? resolve(node) : undefined;
      if (node.type !== 'mediaInline' || found === undefined) return node;
      const { image, resolved } = found;
      if (resolved.kind === 'media') {
        return { ...node, attrs: { type: 'image', ...fileAttrs(image, resolved) } };
      }
      // There is no external image in a line.
      const href = resolved.kind === 'external' ? { href: resolved.url } : resolved;
      return placeholderText(image, href);
    },
  });
}

function fileAttrs(image: FoundImage, { id, collection = '', ...media }: MediaImage) {
  const alt = media.alt ?? image.alt;
  const width = media.width ?? image.width;
  const height = media.height ?? image.height;
  return {
    id,
    collection,
    ...(alt === undefined ? {} : { alt }),
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
  };
}
