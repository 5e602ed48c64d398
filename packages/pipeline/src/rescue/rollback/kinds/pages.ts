import type { ConfluencePage } from '@zdjsm/jsm';
import type { RollbackContext } from '../context.ts';
import { forget, keep, nothingOf, pass, type RollbackKind, takeBack } from '../kind.ts';
import { orGone } from '../touches.ts';

const PART_KINDS = ['article-text', 'article-file', 'article-image'];

/** A page of ours goes to the trash, where a person can still find it for a while. */
const pageKind = (kind: string): RollbackKind => ({
  kind,
  how: 'the page is moved to the trash of its space',
  async judge(context, row) {
    if (row.targetId === undefined) return nothingOf(row);
    if (row.rollback === 'preserve') return forget;
    const page = await pageThere(context, row.targetId);
    if (!page) return forget;
    const { authorId, createdAt = '' } = page.version ?? {};
    const by = authorId === undefined ? undefined : { accountId: authorId };
    return context.activity.isOurs({ by, at: createdAt })
      ? takeBack(row)
      : keep(`it was changed at ${createdAt}`);
  },
  async takeBack(context, rows) {
    for (const { targetId = '' } of rows) {
      const page = await pageThere(context, targetId);
      if (!page) continue;
      const { signal } = context;
      const draft = page.status === 'draft';
      await orGone(context.jsm.confluence.pages.delete(targetId, { draft, signal }));
    }
  },
  async stillThere(context, rows) {
    const there = await Promise.all(rows.map(({ targetId = '' }) => pageThere(context, targetId)));
    return rows.filter((_, place) => there[place] !== undefined);
  },
  async goesWith({ store }, { sourceId }) {
    const family = await store.crosswalk.family(sourceId);
    const isOwn = (other: string): boolean => depthOf(other) === depthOf(sourceId) + 1;
    return family.filter((row) => PART_KINDS.includes(row.kind) && isOwn(row.sourceId));
  },
});

const depthOf = (sourceId: string): number => sourceId.split('/').length;

/** Published, or a draft; undefined for what is in the trash or gone. */
async function pageThere(
  { jsm, signal }: RollbackContext,
  id: string,
): Promise<ConfluencePage | undefined> {
  const { pages } = jsm.confluence;
  const page =
    (await orGone(pages.get(id, { signal }))) ??
    (await orGone(pages.get(id, { draft: true, signal })));
  return page?.status === 'trashed' ? undefined : page;
}

/** What is on a page goes with it. */
const pagePart = (kind: string): RollbackKind => ({
  kind,
  how: 'it goes with its page',
  judge: async () => pass,
});

/** Those below before those above. */
export const PAGES_BACK: readonly RollbackKind[] = [
  ...['translation', 'article', 'article-category'].map(pageKind),
  ...PART_KINDS.map(pagePart),
];
