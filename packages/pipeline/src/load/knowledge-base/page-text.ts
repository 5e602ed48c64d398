import { NotFoundError } from '@zdjsm/jsm';
import type { AdfDoc } from '@zdjsm/transform';
import type { PageIntent } from '../../mapping/article.ts';
import {
  findReferences,
  type ReferenceTarget,
  rewriteReferences,
} from '../../mapping/references.ts';
import { hashOf } from '../../store/hash.ts';
import type { ForeignChange } from '../foreign-changes.ts';
import type { LoadContext } from '../load-context.ts';
import { composeDocument } from '../ticket/compose.ts';
import type { TicketFiles } from '../ticket/files.ts';
import { type Placed, settle, WHOLE } from '../write-protocol.ts';
import type { Library } from './library.ts';
import { freeTitle, parentOf, type Spaces } from './page.ts';
import { createPageFiles, stagedFiles } from './page-files.ts';

/** Rows of the texts of pages, each by the page's own kind and id. */
export const ARTICLE_TEXT = 'article-text';

export const pageTextKey = ({ kind, sourceId }: Pick<PageIntent, 'kind' | 'sourceId'>): string =>
  `${sourceId}/${kind}`;

/** Fills a page that is there: its files, then the text that shows them, with links to where pages are now. */
export async function settlePageText(
  context: LoadContext,
  page: PageIntent,
  { library, spaces }: { readonly library: Library; readonly spaces: Spaces },
): Promise<void> {
  const { jsm, store, signal } = context;
  const pageId = (await store.crosswalk.get(page.kind, page.sourceId))?.targetId;
  if (pageId === undefined) return;
  const parentId = await parentOf(context, page);
  const doc = await linkedText(context, page, library);
  const { rows } = await stagedFiles(context, page);
  const files = [...rows.values()].map(({ source, sha256 }) => [source, sha256]);
  const { pages } = jsm.confluence;
  const write = async (): Promise<Placed> => {
    const uploads = await createPageFiles(context, page, pageId);
    const body = await composePage(doc, page, pageId, uploads);
    if (page.whole !== undefined) await uploads.whole(page.whole);
    const spaceId = spaces.get(page.space) ?? '';
    const title = await freeTitle(context, page, { spaceId, pageId });
    await pages.update(pageId, { title, body, parentId, status: page.status }, { signal });
    await pages.addLabels(pageId, page.labels, { signal });
    return { targetId: pageId };
  };
  await settle(context, {
    kind: ARTICLE_TEXT,
    sourceId: pageTextKey(page),
    hash: hashOf([page.title, page.status, parentId, page.labels, page.property, doc, files]),
    part: true,
    // Written again, it is the same text in one more version.
    create: write,
    update: async () => {
      await write();
    },
    foreign: () => foreignEdit(context, page, pageId),
  });
}

/** Whether somebody else was the last to write the page: what they have made of it is theirs. */
async function foreignEdit(
  { jsm, migrator, signal }: LoadContext,
  { status }: PageIntent,
  pageId: string,
): Promise<readonly ForeignChange[]> {
  const field = WHOLE;
  try {
    const draft = status === 'draft' ? true : undefined;
    const { version } = await jsm.confluence.pages.get(pageId, { draft, signal });
    if (version?.authorId === undefined || version.authorId === migrator) return [];
    const detail = `by ${version.authorId}${version.createdAt ? ` at ${version.createdAt}` : ''}`;
    return [{ field, reason: 'edited', detail }];
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    return [{ field, reason: 'deleted-in-target', detail: 'the page is gone', isFinal: true }];
  }
}

/** The text with its images and files. */
export async function composePage(
  doc: AdfDoc,
  page: Pick<PageIntent, 'files'>,
  pageId: string,
  uploads: TicketFiles,
): Promise<AdfDoc> {
  return await composeDocument(doc, page.files, uploads, { collection: `contentId-${pageId}` });
}

/** Links to other articles lead to their pages, as far as there are any. */
export async function linkedText(
  { store, config }: LoadContext,
  page: PageIntent,
  library: Library,
): Promise<AdfDoc> {
  const nameAt = (href: string): string | undefined => {
    const at = library.pageAt(href);
    return at && `${at.kind} ${at.sourceId}`;
  };
  const syntax = { ticketAt: nameAt, numbers: false };
  const targets = new Map<string, ReferenceTarget>();
  for (const name of findReferences([page.doc], syntax)) {
    const [kind = '', sourceId = ''] = name.split(' ');
    const path = (await store.crosswalk.get(kind, sourceId))?.targetKey;
    if (path === undefined) continue;
    const url = `${config.target.site}${path}`;
    targets.set(name, { key: url, url });
  }
  return rewriteReferences(page.doc, syntax, (name) => targets.get(name));
}
