import type { AdfInline, AdfMark, AdfParagraph } from './adf/types.ts';

/** What Jira can't store of a message: it shows the caller as its author, and now as its time. */
export interface Attribution {
  readonly author?: string | undefined;
  /** The author's mail address. */
  readonly address?: string | undefined;
  /** When it was written: ISO 8601, or milliseconds since 1970. */
  readonly time?: string | number | undefined;
  /** In words of the source: `Email`, `Chat`, `incoming`. */
  readonly channel?: string | undefined;
  readonly to?: readonly string[] | undefined;
  readonly cc?: readonly string[] | undefined;
  /** Where the original is. */
  readonly url?: string | undefined;
}

/** The zone and the words of the line. */
export interface AttributionOptions {
  /** IANA name of the zone that the time is shown in. Default `UTC`. */
  readonly timeZone?: string | undefined;
  /** The words of the block, in the language of its readers. */
  readonly labels?: Partial<AttributionLabels> | undefined;
}

/** The words of the line that are no data. */
export interface AttributionLabels {
  readonly to: string;
  readonly cc: string;
  readonly original: string;
}

const defaultLabels: AttributionLabels = { to: 'To', cc: 'Cc', original: 'Original' };

const STRONG: AdfMark = { type: 'strong' };

/**
 * A compact block to put before a message: **Ann Lee** <ann@example.com> · 2024-03-25 09:50 UTC · Email · Original.
 * Empty when nothing is known.
 */
export function attribution(of: Attribution, options: AttributionOptions = {}): AdfParagraph[] {
  const labels = { ...defaultLabels, ...options.labels };
  const head = [
    authorNodes(of),
    of.time === undefined ? [] : text(formatTime(of.time, options.timeZone ?? 'UTC')),
    of.channel ? text(of.channel) : [],
    of.url ? text(labels.original, [{ type: 'link', attrs: { href: of.url } }]) : [],
  ];
  const lines = [
    join(head, ' · '),
    of.to?.length ? text(`${labels.to}: ${of.to.join(', ')}`) : [],
    of.cc?.length ? text(`${labels.cc}: ${of.cc.join(', ')}`) : [],
  ].filter((line) => line.length > 0);
  const content = lines.flatMap((line, at): AdfInline[] =>
    at === 0 ? line : [{ type: 'hardBreak' }, ...line],
  );
  return content.length > 0 ? [{ type: 'paragraph', content }] : [];
}

function authorNodes({ author, address }: Attribution): AdfInline[] {
  if (!author) return address ? text(address, [STRONG]) : [];
  const known = address !== undefined && address !== '' && address !== author;
  return [...text(author, [STRONG]), ...(known ? text(` <${address}>`) : [])];
}

function formatTime(time: string | number, timeZone: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return String(time);
  const iso = date.toISOString();
  // A formatter costs more than all the rest of the line; years of five digits are left to it.
  if (timeZone === 'UTC' && iso.length === 24) return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).formatToParts(date);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((each) => each.type === type)?.value ?? '';
  const day = [part('year'), part('month'), part('day')].join('-');
  return `${day} ${part('hour')}:${part('minute')} ${part('timeZoneName')}`;
}

function text(value: string, marks?: readonly AdfMark[]): AdfInline[] {
  const line = value.replace(/\s+/g, ' ');
  return line === ''
    ? []
    : [{ type: 'text', text: line, ...(marks === undefined ? {} : { marks }) }];
}

function join(parts: readonly (readonly AdfInline[])[], separator: string): AdfInline[] {
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, at) => (at === 0 ? part : [...text(separator), ...part]));
}
