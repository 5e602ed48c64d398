import { ZdjsmError } from '@zdjsm/core';
import { type ConfluencePage, NotFoundError } from '@zdjsm/jsm';
import type { PageIntent } from '../../mapping/article.ts';
import { markedTitle } from '../../mapping/page-titles.ts';
import { hashOf } from '../../store/hash.ts';
import type { CrosswalkRow } from '../../store/store.ts';
import type { LoadContext } from '../load-context.ts';
import { settle } from '../write-protocol.ts';

/** By which a page is known to be ours: `{kind, id, locale}` of its source, and more. */
export const PAGE_PROPERTY = 'zdjsm.source';

/** Ids of the spaces by their keys. */
export type Spaces = ReadonlyMap<string, string>;

/**
 * Makes the page, without its text: files have to be on a page before a text can show them, and links
 * need the pages that they lead to.
 */
export async function settlePage(
  context: LoadContext,
  page: PageIntent,
  spaces: Spaces,
): Promise<CrosswalkRow> {
  const { jsm, signal } = context;
  const { pages } = jsm.confluence;
  const spaceId = spaces.get(page.space) ?? '';
  const placed = async ({ id }: Pick<ConfluencePage, 'id'>) => {
    await pages.setProperty(id, PAGE_PROPERTY, { ...page.property }, { signal });
    return { targetId: id, targetKey: `/wiki/spaces/${page.space}/pages/${id}` };
  };
  return await settle(context, {
    kind: page.kind,
    sourceId: page.sourceId,
    hash: hashOf(page.space),
    async create() {
      const title = await freeTitle(context, page, { spaceId });
      const parentId = await parentOf(context, page);
      const body = { storage: placeholder(page) };
      return await placed(
        await pages.create({ spaceId, title, parentId, status: page.status, body }, { signal }),
      );
    },
    async find() {
      const found = await findOurs(context, page, spaceId);
      return found && (await placed(found));
    },
    update: () => Promise.reject(otherSpace(page)),
  });
}

/** What a page says until it gets its text, and by which it is known when its making was interrupted. */
const placeholder = ({ kind, sourceId }: PageIntent): string =>
  `<p>zdjsm: ${kind} ${sourceId.replace(/[^\w/-]/g, '')}</p>`;

/** Its own title, or the one with its mark where somebody else's page has that already. */
export async function freeTitle(
  { jsm, signal }: LoadContext,
  { title, mark }: PageIntent,
  { spaceId, pageId }: { readonly spaceId: string; readonly pageId?: string | undefined },
): Promise<string> {
  const { items } = await jsm.confluence.pages.list(spaceId, { title, signal });
  return items.some(({ id }) => id !== pageId) ? markedTitle(title, mark) : title;
}

export async function parentOf(
  { store }: LoadContext,
  { parent }: PageIntent,
): Promise<string | undefined> {
  return parent && (await store.crosswalk.get(parent.kind, parent.sourceId))?.targetId;
}

async function findOurs(
  { jsm, signal }: LoadContext,
  page: PageIntent,
  spaceId: string,
): Promise<ConfluencePage | undefined> {
  const { pages } = jsm.confluence;
  const status = ['current', 'draft'];
  for (const title of [page.title, markedTitle(page.title, page.mark)]) {
    for await (const { id } of pages.list(spaceId, { title, status, signal })) {
      const property = await pages.getProperty(id, PAGE_PROPERTY, { signal });
      const found = await readPage(jsm.confluence.pages, id, signal);
      const isOurs =
        (property !== undefined && hashOf(property) === hashOf(page.property)) ||
        found?.body?.storage?.value === placeholder(page);
      if (found && isOurs) return found;
    }
  }
  return undefined;
}

/** Published or not; undefined when it is gone. */
async function readPage(
  pages: LoadContext['jsm']['confluence']['pages'],
  id: string,
  signal: AbortSignal,
): Promise<ConfluencePage | undefined> {
  for (const draft of [undefined, true]) {
    try {
      return await pages.get(id, { draft, signal });
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
  }
  return undefined;
}

function otherSpace({ kind, sourceId, space }: PageIntent): ZdjsmError {
  return new ZdjsmError({
    code: 'OTHER_SPACE',
    message: `the page of ${kind} ${sourceId} is in another space than ${space}; Confluence's API moves none`,
    remedy: 'Move the page in Confluence, or roll the batch back and load it again.',
    outcome: 'not-sent',
  });
}
