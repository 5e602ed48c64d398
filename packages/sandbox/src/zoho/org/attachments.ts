import { type FileKind, fileTemplate } from '../../data/files.ts';
import { childNumber, idOf } from './ids.ts';

/** A file on a message. Its bytes are made when somebody asks. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly kind: FileKind;
  /** Which template of the kind, 0 to 1. */
  readonly roll: number;
}

/** Numbers of a ticket's attachments, by what they hang on: twenty a message at most. */
const PER_MESSAGE = 20;
const COMMENTS_FROM = 20_000;
const TICKET_FROM = 40_000;

type Owner =
  | { readonly kind: 'thread' | 'comment'; readonly number: number }
  | { readonly kind: 'ticket' };

export function attachmentOf(
  ticket: number,
  owner: Owner,
  nth: number,
  kind: FileKind,
  roll: number,
): Attachment {
  const first =
    owner.kind === 'ticket'
      ? TICKET_FROM
      : owner.number * PER_MESSAGE + (owner.kind === 'comment' ? COMMENTS_FROM : 0);
  const id = idOf('attachment', childNumber(ticket, first + nth));
  return { id, name: fileTemplate(kind, roll).name, kind, roll };
}

export interface FileContent {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

export function contentOf(attachment: Attachment): FileContent {
  const template = fileTemplate(attachment.kind, attachment.roll);
  return { bytes: template.make(attachment.id), contentType: template.contentType };
}

/** Sizes are asked for in every list: each template is made once for its size, not each file. */
export function createFileSizes(): (attachment: Attachment) => number {
  const sizes = new Map<string, number>();
  return (attachment) => {
    const template = fileTemplate(attachment.kind, attachment.roll);
    const known = sizes.get(template.name);
    if (known !== undefined) return known;
    const size = template.make(attachment.id).length;
    sizes.set(template.name, size);
    return size;
  };
}
