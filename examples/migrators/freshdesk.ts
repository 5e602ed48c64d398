// A Freshdesk ticket with its conversations becomes an issue and its comments; quoted mails are folded away.
// node --conditions=@zdjsm/source examples/migrators/freshdesk.ts examples/migrators/payloads/freshdesk.json
import { readFile } from 'node:fs/promises';
import {
  type AdfDoc,
  anyImage,
  attribution,
  type Change,
  freshdeskImages,
  htmlToAdf,
  type ImageMatcher,
  imagesOf,
  withPlaceholders,
} from '@zdjsm/transform';

/** What this migrator needs of GET /api/v2/tickets/{id}?include=conversations. */
export interface FreshdeskTicket {
  readonly id: number;
  readonly subject: string;
  readonly description: string;
  readonly conversations: readonly {
    readonly body: string;
    readonly incoming: boolean;
    readonly private: boolean;
    readonly created_at: string;
    readonly from_email: string | null;
    readonly to_emails: readonly string[] | null;
  }[];
}

/** Images of a system that no preset knows: any function will do. */
const oldIntranet: ImageMatcher = ({ src }) => {
  const file = /^https:\/\/intranet\.example\.com\/files\/(\d+)/.exec(src)?.[1];
  return file === undefined
    ? undefined
    : { system: 'intranet', id: file, needsLogin: true, details: {} };
};
const isHosted = anyImage(freshdeskImages(), oldIntranet);

/** The issue's fields, its comments, the images to fetch, and what could not be shown as it was. */
export function issueOf(ticket: FreshdeskTicket) {
  const changes: (Change & { readonly where: string })[] = [];
  const toFetch: string[] = [];
  const convert = (html: string, where: string): AdfDoc => {
    const result = htmlToAdf(html, { quotes: 'collapse', quoteTitle: 'Earlier mails' });
    changes.push(...result.changes.map((change) => ({ where, ...change })));
    toFetch.push(
      ...imagesOf(result.doc)
        .filter(isHosted)
        .map(({ src }) => src),
    );
    // The first pass of two: the issue must be there before a file can be attached to it.
    return withPlaceholders(result.doc);
  };

  return {
    fields: {
      summary: ticket.subject.slice(0, 255),
      description: convert(ticket.description, `ticket ${ticket.id}`),
    },
    comments: ticket.conversations.map((message, at) => {
      const head = attribution({
        address: message.from_email ?? undefined,
        to: message.to_emails ?? undefined,
        time: message.created_at,
        channel: message.incoming ? 'received' : 'sent',
      });
      const doc = convert(message.body, `conversation ${at + 1}`);
      return {
        isPublic: !message.private,
        body: { ...doc, content: [...head, ...doc.content] },
      };
    }),
    toFetch,
    changes,
  };
}

if (import.meta.main) {
  const payload: FreshdeskTicket = JSON.parse(await readFile(`${process.argv[2]}`, 'utf8'));
  console.log(JSON.stringify(issueOf(payload), null, 2));
}
