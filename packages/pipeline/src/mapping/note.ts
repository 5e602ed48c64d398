import { type AdfBlock, type AdfDoc, attribution, htmlToAdf, textToAdf } from '@zdjsm/transform';

/** Something that was no message, written down as one. */
export interface Note {
  readonly author: string | undefined;
  /** ISO 8601. */
  readonly at: string | undefined;
  /** What it is: `Call, outbound, 5 min, completed`. */
  readonly what: string;
  readonly title?: string | undefined;
  readonly html?: string | undefined;
  readonly text?: string | undefined;
}

/** Who, when and what, then the title, then the text. */
export function toNote({ author, at, what, title, html, text }: Note): AdfDoc {
  const heading: AdfBlock[] = title
    ? [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: title.replace(/\s+/gu, ' '), marks: [{ type: 'strong' }] },
          ],
        },
      ]
    : [];
  return {
    version: 1,
    type: 'doc',
    content: [
      ...attribution({ author, time: at, channel: what }),
      ...heading,
      ...(html ? htmlToAdf(html).doc.content : []),
      ...(text ? textToAdf(text).doc.content : []),
    ],
  };
}

/** `1 h 2 min 5 s`, in no more units than it needs. */
export function inWords(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3_600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const words = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return words.join(' ') || '0 s';
}
