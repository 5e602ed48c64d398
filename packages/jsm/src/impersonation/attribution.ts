import type { AdfDocument, AdfNode } from '../model/adf.ts';
import type { EntityProperty } from '../model/json.ts';

/**
 * Who wrote something in the source, and when. No REST API of Jira stores these for a comment
 * natively, so they are shown in its text and kept in a property.
 */
export interface Attribution {
  readonly author: {
    readonly name: string;
    readonly email?: string | undefined;
  };
  /** When it was written. */
  readonly at: Date;
  /** `Email`, `Phone`, `Chat`, … */
  readonly channel?: string | undefined;
  /** URL of the original. */
  readonly original?: string | undefined;
}

/** The entity property that keeps who wrote something and when, for programs. */
export const ATTRIBUTION_PROPERTY = 'zdjsm.attribution';

/**
 * The document with a line at its top: **Name** · name@example.com · 2019-05-04 13:00 UTC · Email · original.
 * Names are plain text: a mention would mail people.
 */
export function withAttribution(document: AdfDocument, attribution: Attribution): AdfDocument {
  return { ...document, content: [lineOf(attribution), ...document.content] };
}

/** The property that keeps an attribution in a form that programs read. */
export const attributionProperty = ({
  author,
  at,
  channel,
  original,
}: Attribution): EntityProperty => ({
  key: ATTRIBUTION_PROPERTY,
  value: {
    author: { name: author.name, ...(author.email ? { email: author.email } : {}) },
    at: at.toISOString(),
    ...(channel ? { channel } : {}),
    ...(original ? { original } : {}),
  },
});

/** The same line as wiki markup, for texts that can't be documents. */
export function attributionWiki({ author, at, channel, original }: Attribution): string {
  const parts = [author.email, minuteOf(at), channel].flatMap((text) =>
    text ? [escapeWiki(text)] : [],
  );
  const link = original ? [`[original|${original}]`] : [];
  return [`*${escapeWiki(author.name || 'Unknown')}*`, ...parts, ...link].join(' · ');
}

const escapeWiki = (text: string): string =>
  text.replaceAll(/[\\*_+{}[\]|!^~-]/g, (mark) => `\\${mark}`);

function lineOf({ author, at, channel, original }: Attribution): AdfNode {
  const parts: AdfNode[] = [
    { type: 'text', text: author.name || 'Unknown', marks: [{ type: 'strong' }] },
    ...[author.email, minuteOf(at), channel].flatMap((text): AdfNode[] =>
      text ? [{ type: 'text', text }] : [],
    ),
    ...(original
      ? [
          {
            type: 'text',
            text: 'original',
            marks: [{ type: 'link', attrs: { href: original } }],
          },
        ]
      : []),
  ];
  return {
    type: 'paragraph',
    content: parts.flatMap((part, i): AdfNode[] =>
      i === 0 ? [part] : [{ type: 'text', text: ' · ' }, part],
    ),
  };
}

/** `2019-05-04 13:00 UTC` */
const minuteOf = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
