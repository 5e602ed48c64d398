import { hexOf } from '../../data/dice.ts';
import { logo, pastedPicture } from '../../data/files.ts';
import { idOf } from './ids.ts';

/** Where a picture stands: ticket, message in it (thread or comment), picture in the message. */
export interface PictureRef {
  readonly ticket: number;
  readonly message: number;
  readonly picture: number;
}

/** Ranges of picture numbers. */
export const PICTURES = {
  /** Those that came with the mail, from the first on. */
  own: 0,
  screenshot: 100,
  /** Signature logos: the same bytes in every message. */
  logo: 200,
  /** Its address stands in the text, but the file is gone. */
  gone: 900,
  /** Answers 200 with an error in JSON instead of a picture. */
  errorAsImage: 901,
};

export function logoPicture(logoNumber: number): number {
  return PICTURES.logo + logoNumber;
}

/** Comments' messages are numbered behind the threads'. */
const COMMENTS_FROM = 50_000;

export function commentMessage(comment: number): number {
  return COMMENTS_FROM + comment;
}

export interface Picture {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** Nothing for a picture that is gone. */
export function pictureOf(ref: PictureRef): Picture | undefined {
  if (ref.picture >= PICTURES.gone) return undefined;
  if (ref.picture >= PICTURES.logo) {
    return { bytes: logo(ref.picture - PICTURES.logo), contentType: 'image/png' };
  }
  const { bytes, extension } = pastedPicture(keyOf(ref), ref.picture);
  return { bytes, contentType: extension === 'png' ? 'image/png' : 'image/jpeg' };
}

function extensionOf(ref: PictureRef): string {
  return ref.picture >= PICTURES.logo || ref.picture % 2 === 0 ? 'png' : 'jpg';
}

/**
 * Form A, received mail: root-relative, names the thread but not the ticket.
 * Source: a real thread, facts/zoho-desk.md section 6.
 */
export function receivedUrl(ref: PictureRef, threadId: string): string {
  const { et, ha, f } = receivedSignature(ref);
  return `/api/v1/threads/${threadId}/inlineImages/${tokenOf(ref)}?et=${et}&ha=${ha}&f=${f}`;
}

/** The picture that a token of form A names in this thread. */
export function readToken(token: string, ticket: number, message: number): PictureRef | undefined {
  const match = /^edbsn([0-9a-f]{4})[0-9a-f]+$/.exec(token);
  if (!match?.[1]) return undefined;
  const ref = { ticket, message, picture: Number.parseInt(match[1], 16) };
  return tokenOf(ref) === token ? ref : undefined;
}

function tokenOf(ref: PictureRef): string {
  return `edbsn${ref.picture.toString(16).padStart(4, '0')}${hexOf(`token/${keyOf(ref)}`, 124)}`;
}

/** The query of form A as it must be sent back. */
export function receivedSignature(ref: PictureRef): { et: string; ha: string; f: string } {
  const key = keyOf(ref);
  // Some file names have lost their extension on the way.
  const f = ref.picture % 3 === 2 ? '1' : `1.${extensionOf(ref)}`;
  return { et: hexOf(key, 11), ha: hexOf(`ha/${key}`, 64), f };
}

/**
 * Form B, text written in Desk's editor: absolute, a capability in itself. Seen with and without
 * the port, with `edbsn` before the ids, and with a blobId. Source: facts/zoho-desk.md section 6.
 */
export function editorUrl(ref: PictureRef, desk: string): string {
  const block = blockOf(ref);
  const zgId = hexOf('zgId', 32);
  const file = `${1_663_898_942_936 + ref.ticket * 1000 + ref.picture}.${extensionOf(ref)}`;
  const rest = `&fileName=${file}&blockId=${block}&zgId=${zgId}&mode=view`;
  switch (ref.picture % 4) {
    case 0:
      return `${withPort(desk)}/support/ImageDisplay?downloadType=uploadedFile${rest}`;
    case 1:
      return `${desk}/support/ImageDisplay?downloadType=uploadedFile&fileName=${file}&blockId=edbsn${block}&zgId=edbsn${zgId}&mode=view`;
    case 2:
      return `${desk}/support/ImageDisplay?blobId=${block}`;
    default:
      return `${desk}/support/ImageDisplay?downloadType=uploadedFile${rest}`;
  }
}

/** The picture that a blockId or blobId names. */
export function readBlock(id: string): PictureRef | undefined {
  const bare = id.replace(/^edbsn/, '');
  const match = /^([0-9a-f]{7})([0-9a-f]{5})([0-9a-f]{4})[0-9a-f]{32}$/.exec(bare);
  if (!match) return undefined;
  const [ticket = 0, message = 0, picture = 0] = match
    .slice(1)
    .map((digits) => Number.parseInt(digits, 16));
  const ref = { ticket, message, picture };
  return blockOf(ref) === bare ? ref : undefined;
}

function blockOf(ref: PictureRef): string {
  const hex = (value: number, length: number): string => value.toString(16).padStart(length, '0');
  const place = hex(ref.ticket, 7) + hex(ref.message, 5) + hex(ref.picture, 4);
  return place + hexOf(`block/${keyOf(ref)}`, 32);
}

function withPort(desk: string): string {
  return desk.startsWith('https://') && !/:\d+$/.test(desk) ? `${desk}:443` : desk;
}

function keyOf(ref: PictureRef): string {
  return `${idOf('ticket', ref.ticket)}/${ref.message}/${ref.picture}`;
}
