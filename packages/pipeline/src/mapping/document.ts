import {
  type AdfBlock,
  type AdfDoc,
  attribution,
  htmlToAdf,
  type MentionOptions,
  type QuoteMode,
  textToAdf,
  zohoMentions,
} from '@zdjsm/transform';
import type { Message } from '../model/helpdesk.ts';
import type { FieldChange } from '../store/store.ts';
import { recipientsIn } from './addresses.ts';
import type { Directory } from './directory.ts';

export interface DocumentIntent {
  /** With the source's addresses in its images: they become media once they are uploaded. */
  readonly doc: AdfDoc;
  readonly changes: readonly FieldChange[];
}

export interface DocumentOptions {
  /** What relative addresses in the text are relative to. */
  readonly baseUrl?: string | undefined;
  /** Where the original is. */
  readonly url?: string | undefined;
  /** Paragraphs between the attribution and the text. */
  readonly notes?: readonly string[] | undefined;
  /** Knows whom a mention means. They are named and not mentioned again, which would mail them. */
  readonly directory?: Directory | undefined;
  /** What becomes of quoted history. Default: it stays as it is. */
  readonly quotes?: QuoteMode | undefined;
}

/** A message as a document: who wrote it, when and to whom, and then what it says. */
export function toDocument(message: Message, options: DocumentOptions = {}): DocumentIntent {
  const { content, format } = message.body;
  const { quotes } = options;
  const mentions: MentionOptions = {
    syntax: zohoMentions,
    resolve: ({ id }) => ({ name: options.directory?.mentioned(id) }),
  };
  const body =
    format === 'text'
      ? textToAdf(content, { quotes })
      : htmlToAdf(content, { baseUrl: options.baseUrl, mentions, quotes });
  const head: AdfBlock[] = [
    ...attribution({
      author: message.author?.name ?? message.from,
      address: message.author?.email,
      time: message.at,
      channel: channelOf(message),
      to: recipientsIn(message.to),
      cc: recipientsIn(message.cc),
      url: options.url,
    }),
    ...(options.notes ?? []).map(
      (text): AdfBlock => ({
        type: 'paragraph',
        content: [{ type: 'text', text, marks: [{ type: 'em' }] }],
      }),
    ),
  ];
  return {
    doc: { ...body.doc, content: [...head, ...body.doc.content] },
    changes: body.changes.map(({ kind, what, why, count }) => ({
      field: 'text',
      reason: kind,
      detail: `${what}: ${why}${count > 1 ? ` (${count} times)` : ''}`,
    })),
  };
}

/** Direction and kind in words: what JSM has no field for. */
function channelOf({ kind, channel, direction, isForward, delivery }: Message): string {
  const words = [
    kind === 'comment' ? 'Comment' : titleCase(channel ?? 'Message'),
    isForward ? 'forwarded' : direction === 'in' ? 'received' : direction === 'out' ? 'sent' : '',
    delivery === 'sent' ? '' : DELIVERY[delivery],
  ];
  return words.filter((word) => word !== '').join(', ');
}

const DELIVERY = {
  draft: 'a draft that was never sent',
  failed: 'could not be delivered',
  pending: 'not delivered yet',
} as const;

/** `FEEDBACK_WIDGET` → `Feedback widget` */
function titleCase(name: string): string {
  const words = name.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
