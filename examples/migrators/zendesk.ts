// A Zendesk ticket with its comments becomes the bodies of Jira's calls, with images where they stood.
// node --conditions=@zdjsm/source examples/migrators/zendesk.ts examples/migrators/payloads/zendesk.json
import { readFile } from 'node:fs/promises';
import {
  type AdfDoc,
  attribution,
  htmlToAdf,
  type ImageResolver,
  rewriteImages,
  splitAdf,
  zendeskImages,
} from '@zdjsm/transform';

/** What this migrator needs of GET /tickets/{id}/comments?include=users. */
export interface ZendeskComments {
  readonly comments: readonly {
    readonly author_id: number;
    readonly html_body: string;
    readonly public: boolean;
    readonly created_at: string;
  }[];
  readonly users: readonly { readonly id: number; readonly name: string; readonly email: string }[];
}

/** Fetches a file, with Zendesk's token where it is asked for, and attaches it to the issue: its media UUID. */
export type Attach = (file: {
  readonly url: string;
  readonly name: string;
  readonly needsLogin: boolean;
}) => Promise<string | undefined>;

/** Bodies for POST /rest/api/3/issue/{key}/comment: one or more a comment, as its length wants it. */
export async function commentsOf({ comments, users }: ZendeskComments, attach: Attach) {
  const isOurs = zendeskImages({ hosts: ['help.example.com'] });
  const resolver: ImageResolver = async (image) => {
    const hosted = isOurs(image);
    if (hosted === undefined) return { kind: 'external', url: image.src };
    const name = hosted.details['name'] || `${hosted.id}.png`;
    const id = await attach({ url: image.src, name, needsLogin: hosted.needsLogin });
    return id === undefined ? undefined : { kind: 'media', id };
  };

  const bodies: { readonly isPublic: boolean; readonly body: AdfDoc }[] = [];
  for (const comment of comments) {
    const author = users.find(({ id }) => id === comment.author_id);
    const head = attribution({
      author: author?.name,
      address: author?.email,
      time: comment.created_at,
    });
    const { doc } = htmlToAdf(comment.html_body, { baseUrl: 'https://help.example.com' });
    const { doc: shown } = await rewriteImages(doc, resolver);
    const { parts } = splitAdf(
      { ...shown, content: [...head, ...shown.content] },
      { limit: 30_000 },
    );
    bodies.push(...parts.map((body) => ({ isPublic: comment.public, body })));
  }
  return bodies;
}

if (import.meta.main) {
  const payload: ZendeskComments = JSON.parse(await readFile(`${process.argv[2]}`, 'utf8'));
  // Nothing is fetched or attached here: what Zendesk keeps becomes a linked placeholder.
  console.log(JSON.stringify(await commentsOf(payload, async () => undefined), null, 2));
}
