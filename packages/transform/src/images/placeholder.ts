import type { AdfText } from '../adf/types.ts';
import type { FoundImage } from './found-image.ts';

/** Words for an image that is not there. The text names it; `href`, where there is one, leads to it. */
export interface Placeholder {
  readonly text?: string | undefined;
  readonly href?: string | undefined;
}

/** What a reader sees in the place of an image: `[image: screenshot.png]`, linked where the address is public. */
export function placeholderText(image: FoundImage, placeholder: Placeholder = {}): AdfText {
  const href = placeholder.href ?? (image.kind === 'remote' ? image.src : undefined);
  return {
    type: 'text',
    text: placeholder.text ?? `[image: ${image.alt ?? fileName(image)}]`,
    ...(href === undefined ? {} : { marks: [{ type: 'link', attrs: { href } }] }),
  };
}

/** A name to show and to save under; never empty. */
export function fileName({ src, kind }: FoundImage): string {
  if (kind === 'data') return /^data:image\/([a-z0-9]+)/i.exec(src)?.[1]?.toLowerCase() ?? 'image';
  if (kind === 'cid') return src.slice('cid:'.length).split('@')[0] || 'image';
  return src.split(/[?#]/)[0]?.split(/[/\\]/).at(-1) || 'image';
}
