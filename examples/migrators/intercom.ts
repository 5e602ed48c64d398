// An Intercom conversation becomes comments of JSM's own API, which takes wiki markup and no ADF.
// node --conditions=@zdjsm/source examples/migrators/intercom.ts examples/migrators/payloads/intercom.json
import { readFile } from 'node:fs/promises';
import {
  adfToWiki,
  attribution,
  defaultHandlers,
  type FoundImage,
  type Handlers,
  htmlToWiki,
  intercomImages,
} from '@zdjsm/transform';

interface Part {
  readonly body: string | null;
  readonly author: { readonly name: string | null; readonly email: string | null };
}

/** What this migrator needs of GET /conversations/{id}. Times are seconds since 1970. */
export interface IntercomConversation {
  readonly created_at: number;
  readonly source: Part;
  readonly conversation_parts: {
    readonly conversation_parts: readonly (Part & {
      readonly part_type: string;
      readonly created_at: number;
    })[];
  };
}

/** Intercom's articles come as `intercom-card`, which no browser knows: what we make of it is ours to say. */
const handlers: Handlers = {
  'intercom-card': (state, element) => [
    { type: 'blockquote', content: state.children(element, { bold: true }) },
  ],
  // A default can be wrapped: rules are drawn by Intercom's composer only, and mean nothing.
  hr: (state, element) => (state.context.tablePart ? defaultHandlers.hr(state, element) : []),
};

/** Bodies for POST /rest/servicedeskapi/request/{key}/comment, and the files they show. */
export function commentsOf({ created_at, source, conversation_parts }: IntercomConversation) {
  const isHosted = intercomImages();
  const files = new Map<string, string>();
  const fileNameOf = (image: FoundImage): string | undefined => {
    if (isHosted(image) === undefined) return undefined;
    const name = files.get(image.src) ?? `image-${files.size + 1}.png`;
    files.set(image.src, name);
    return name;
  };

  const first = { ...source, created_at, part_type: 'comment' };
  const comments = [first, ...conversation_parts.conversation_parts]
    .filter(({ body }) => body !== null && body !== '')
    .map(({ body, author, created_at, part_type }) => {
      const head = attribution({
        author: author.name ?? undefined,
        address: author.email ?? undefined,
        time: created_at * 1_000,
      });
      const { wiki } = htmlToWiki(body ?? '', { handlers, fileNameOf });
      return {
        public: part_type !== 'note',
        body: `${adfToWiki({ version: 1, type: 'doc', content: head })}\n\n${wiki}`,
      };
    });
  return { comments, files: Object.fromEntries(files) };
}

if (import.meta.main) {
  const payload: IntercomConversation = JSON.parse(await readFile(`${process.argv[2]}`, 'utf8'));
  console.log(JSON.stringify(commentsOf(payload), null, 2));
}
