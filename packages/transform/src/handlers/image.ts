import { attribute, classesOf } from '../dom/element.ts';
import type { Handler } from '../flow/handler.ts';
import { emojiOf } from '../images/emoji.ts';
import { imageKind } from '../images/found-image.ts';
import { isTrackingPixel } from '../images/tracking-pixel.ts';

export const image: Handler = (state, element) => {
  const width = state.style?.width ?? pixels(attribute(element, 'width'));
  const height = state.style?.height ?? pixels(attribute(element, 'height'));
  const src = attribute(element, 'src')?.trim() ?? '';
  const alt = attribute(element, 'alt')?.trim();
  if (src === '') {
    state.report('dropped', 'image', 'it has no address', element);
    return [];
  }
  if (isTrackingPixel({ width, height })) {
    state.report('dropped', 'tracking pixel', 'it is there to be fetched, not to be seen', element);
    return [];
  }
  const emoji = emojiOf(alt);
  if (emoji !== undefined) return state.text(emoji);
  const address = state.imageAddress(src);
  if (SCRIPT.test(address)) {
    state.report('dropped', 'image', 'its address is a script', element);
    return [];
  }
  const { href } = state.context;
  return [
    {
      type: 'image',
      inLine: classesOf(element).some((name) => EMOTICON.test(name)),
      image: { src: address, kind: imageKind(address), alt: alt || undefined, width, height },
      link: href === undefined ? undefined : { type: 'link', attrs: { href } },
    },
  ];
};

const SCRIPT = /^(?:java|live|vb)script:/i;

/** How helpdesks, forums and chats call the pictures of their smileys. */
const EMOTICON = /^(?:\w+[-_])?(?:emoji|emoticon|smiley|smilie)s?(?:[-_]\w+)?$/i;

function pixels(value: string | undefined): number | undefined {
  const digits = /^\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*$/.exec(value ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}
