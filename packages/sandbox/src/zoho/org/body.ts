import { nth } from '../../data/dice.ts';
import { logoPicture, PICTURES } from './inline-images.ts';
import type { MailTemplate } from './mail-template.ts';

/** What a message says, as little as is needed to write it out when somebody asks. */
export type Body =
  | {
      readonly kind: 'mail';
      /** Which mail of the corpus it quotes. */
      readonly mail: number;
      /** How often: long threads quote everything before them. */
      readonly copies: number;
      readonly opening: string;
      /** Markup after the opening. */
      readonly extra: string;
      readonly screenshot: boolean;
      readonly logo: number | null;
      /** Pictures that came with the mail keep the `cid:` or relative source that they had. */
      readonly raw: boolean;
      readonly lost: boolean;
    }
  | { readonly kind: 'html'; readonly html: string }
  | { readonly kind: 'text'; readonly text: string };

/** Gives the address under which a picture of the message is reached. */
export type PictureUrl = (picture: number) => string;

export function writeBody(
  body: Body,
  templates: readonly MailTemplate[],
  urlOf: PictureUrl,
): string {
  if (body.kind === 'html') return body.html;
  if (body.kind === 'text') return body.text;
  const template = nth(templates, body.mail);
  const image = (picture: number, style = ''): string =>
    `<div><img${style} src="${escapeAttribute(urlOf(picture))}" /></div>`;

  let picture = 0;
  const quoted = template.parts
    .map((part) => {
      if (part.kind === 'markup') return part.html;
      picture += 1;
      return body.raw ? part.source : escapeAttribute(urlOf(PICTURES.own + picture));
    })
    .join('');
  return [
    template.lead,
    `<div>${escapeText(body.opening)}</div>`,
    body.extra,
    body.screenshot ? image(PICTURES.screenshot, ' style="max-width: 100.0%;height: auto;"') : '',
    body.lost ? image(PICTURES.gone) + image(PICTURES.errorAsImage) : '',
    quoted.repeat(body.copies),
    body.logo === null ? '' : image(logoPicture(body.logo), ' width="120" height="32"'),
  ].join('');
}

/** The start of the text, as list rows show it: at most 100 characters. */
export function summaryOf(body: Body): string {
  const text = body.kind === 'mail' ? body.opening : plainTextOf(bodyText(body));
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}

/** Roughly what Zoho's plain text holds; nobody knows its rules. */
export function plainTextOf(html: string): string {
  return html
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapeAttribute(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

function bodyText(body: Exclude<Body, { kind: 'mail' }>): string {
  return body.kind === 'html' ? body.html : body.text;
}
