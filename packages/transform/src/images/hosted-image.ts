import type { FoundImage } from './found-image.ts';

/** An image that a helpdesk keeps, and serves under conditions. */
export interface HostedImage {
  readonly system: string;
  /** The same for all addresses of one file. */
  readonly id: string;
  /** Whether the helpdesk serves it only to those who are logged in. */
  readonly needsLogin: boolean;
  /** What the address says besides: the thread it belongs to, its name. */
  readonly details: Readonly<Record<string, string>>;
}

/** Says whether an image is kept by a certain helpdesk. Any function of this kind can stand beside the presets. */
export type ImageMatcher = (image: FoundImage) => HostedImage | undefined;

/** The first that knows the image. */
export function anyImage(...matchers: readonly ImageMatcher[]): ImageMatcher {
  return (image) => {
    for (const matcher of matchers) {
      const hosted = matcher(image);
      if (hosted !== undefined) return hosted;
    }
    return undefined;
  };
}
