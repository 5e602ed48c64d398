const EMOJI = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic})+$/v;

/** The emoji that an image stands for: mail programs send them as small pictures with the sign as their text. */
export function emojiOf(alt: string | undefined): string | undefined {
  return alt !== undefined && alt.length <= 32 && EMOJI.test(alt) ? alt : undefined;
}
