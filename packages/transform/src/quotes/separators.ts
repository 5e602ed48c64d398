import { type QuotePhrases, quotePhrases } from './phrases.ts';

const languages: readonly QuotePhrases[] = Object.values(quotePhrases);

const all = (name: keyof QuotePhrases): Set<string> =>
  new Set(languages.flatMap((phrases) => phrases[name]));

const originals = all('original');
const forwards = all('forwarded');
const verbs = [...all('wrote')];

// A longer line is a sentence of somebody.
const LONGEST_ATTRIBUTION = 300;

/** `-----Original Message-----` */
export function isOriginalMessageLine(line: string): boolean {
  return originals.has(betweenDashes(line) ?? '');
}

/** `---------- Forwarded message ---------`, `Begin forwarded message:` */
export function isForwardLine(line: string): boolean {
  const plain = line.toLowerCase().replace(/\s*[:：]$/, '');
  return forwards.has(betweenDashes(line) ?? '') || (/[:：]$/.test(line) && forwards.has(plain));
}

/** A line that is drawn with characters: Outlook puts `________________________________` above a quoted head. */
export function isDrawnLine(line: string): boolean {
  return /^[-_=*]{5,}$/.test(line);
}

/**
 * `On 3 May 2024 at 10:15, Ann <ann@example.com> wrote:`; also with dashes, as Zoho writes it, and in the languages
 * that put the verb before the name.
 */
export function isAttributionLine(line: string): boolean {
  if (line.length > LONGEST_ATTRIBUTION || !/\d/.test(line.replace(/\S+@\S+/g, ''))) return false;
  const bare = line.toLowerCase().replace(/^[-\s]+|[-\s]+$/g, '');
  const endsInColon = /[:：]$/.test(bare);
  const text = bare.replace(/\s*[:：]$/, '');
  if (!endsInColon && !/^-{2,}.*-{2,}$/.test(line)) return false;
  // Gmail's short form: `2024-05-03 10:15 GMT+02:00 Ann <ann@example.com>:`
  if (/^\d{4}-\d\d-\d\d .*@[^\s>]+>?$/.test(text)) return true;
  return verbs.some((verb) => text.endsWith(verb) || hasWord(text, verb));
}

/** Whether a line names a time of day or an address: a sentence about somebody's writing does not. */
export function namesMoment(line: string): boolean {
  return /\d{1,2}[:.h]\d{2}|@/.test(line);
}

/** Whether a line is of a quoted head, and which label it bears. */
export function headLabel(line: string): 'from' | 'sent' | 'to' | 'subject' | undefined {
  const label = /^[*_]*([^:：]{1,24}?)[*_\s]*[:：]/.exec(line)?.[1]?.trim().toLowerCase();
  if (label === undefined) return undefined;
  return (['from', 'sent', 'subject', 'to'] as const).find((name) => heads[name].has(label));
}

const heads = {
  from: all('from'),
  sent: all('sent'),
  to: all('to'),
  subject: all('subject'),
};

function betweenDashes(line: string): string | undefined {
  return /^[-–—_*=\s>]*[-–—_*=]{2,}\s*(.+?)\s*[-–—_*=:]*$/.exec(line)?.[1]?.toLowerCase();
}

function hasWord(text: string, word: string): boolean {
  const at = text.indexOf(word);
  return (
    at > 0 &&
    /[\s,>]/.test(text.charAt(at - 1)) &&
    /^(?:[\s,<]|$)/.test(text.slice(at + word.length))
  );
}
