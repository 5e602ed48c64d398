/** An image of the source, before anybody has fetched it. */
export interface FoundImage {
  /** As in the source, with its entities resolved; made absolute where a base address is known. */
  readonly src: string;
  readonly kind: ImageKind;
  readonly alt: string | undefined;
  /** In pixels, where the source says so. */
  readonly width: number | undefined;
  readonly height: number | undefined;
}

/**
 * - `remote`: an http or https address.
 * - `cid`: a part of the same mail; `src` is `cid:` and the part's Content-ID.
 * - `data`: the bytes themselves.
 * - `relative`: an address whose host is not known (Zoho writes these).
 * - `other`: `file:`, `blob:` and the like, which nobody but the sender could open.
 */
export type ImageKind = 'remote' | 'cid' | 'data' | 'relative' | 'other';

export function imageKind(src: string): ImageKind {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(src)?.[1]?.toLowerCase();
  switch (scheme) {
    case undefined:
      return 'relative';
    case 'http':
    case 'https':
      return 'remote';
    case 'cid':
    case 'data':
      return scheme;
    default:
      return 'other';
  }
}
