import type { Mail } from '../../data/mail-corpus.ts';

/** A mail cut at its pictures, so that a body is put together without parsing it again. */
export interface MailTemplate {
  readonly name: string;
  /** What stands up to the first place where text may be put in: doctype, head, `<body …>`. */
  readonly lead: string;
  /** Text and sources of pictures in turn, text first and last. */
  readonly parts: readonly MailPart[];
  readonly length: number;
}

export type MailPart =
  | { readonly kind: 'markup'; readonly html: string }
  /** A picture that came with the mail: Zoho stores it and rewrites the address. */
  | { readonly kind: 'picture'; readonly source: string };

const PICTURE = /(<img\b[^>]*?\bsrc\s*=\s*["'])([^"']*)/gi;
/** Someone else's, or written into the text: Zoho leaves them as they are. */
const FOREIGN = /^(?:https?:|data:|file:|\/\/|\{\{|$)/i;

export function mailTemplate(mail: Mail): MailTemplate {
  const body = /<body[^>]*>/i.exec(mail.html);
  const cut = body ? body.index + body[0].length : 0;
  const rest = mail.html.slice(cut);

  const parts: MailPart[] = [];
  let done = 0;
  for (const match of rest.matchAll(PICTURE)) {
    const [, before = '', source = ''] = match;
    if (FOREIGN.test(source)) continue;
    const at = match.index + before.length;
    parts.push({ kind: 'markup', html: rest.slice(done, at) }, { kind: 'picture', source });
    done = at + source.length;
  }
  parts.push({ kind: 'markup', html: rest.slice(done) });
  return { name: mail.name, lead: mail.html.slice(0, cut), parts, length: mail.html.length };
}
