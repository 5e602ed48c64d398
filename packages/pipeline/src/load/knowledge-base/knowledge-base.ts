import { ConfigurationError } from '@zdjsm/core';
import type { Jsm } from '@zdjsm/jsm';
import type { PageIntent } from '../../mapping/article.ts';
import type { RunContext } from '../../run/context.ts';
import { forEachRecord } from '../each.ts';
import type { LoadContext } from '../load-context.ts';
import { leaveOut } from '../write-protocol.ts';
import type { Library } from './library.ts';
import { type Spaces, settlePage } from './page.ts';
import { settlePageText } from './page-text.ts';

/** Whether the spaces that the config names are there. Reads only. */
export async function checkKnowledgeBase({ config, signal }: RunContext, jsm: Jsm): Promise<void> {
  await findSpaces({ config, jsm, signal });
}

/**
 * Articles → pages, in two passes: first every page, with the category tree above it, and then the texts,
 * whose links can lead to all of them. Before the tickets, which may refer to articles.
 */
export async function loadKnowledgeBase(context: LoadContext): Promise<void> {
  const { library } = context;
  if (!library) return;
  await leaveOutUnplaced(context, library);
  const spaces = await findSpaces(context);
  if (spaces.size === 0) return;
  const categories = library.categoryPages.map((page) => library.categoryPage(page));
  const all = { library, spaces };
  // One after the other: each needs the page above it.
  for (const page of categories) {
    await forEachRecord(context, listOf('article-category', [page]), async () => {
      await settlePage(context, page, spaces);
    });
  }
  const articles = () => ({ kind: 'article', records: library.articles() });
  await forEachRecord(context, articles(), async ({ id, intent }) => {
    const { pages, changes } = intent();
    await context.store.commit({ changes: [{ kind: 'article', sourceId: id, changes }] });
    for (const page of pages) await settlePage(context, page, spaces);
  });
  await forEachRecord(context, listOf('article-category', categories), ({ page }) =>
    settlePageText(context, page, all),
  );
  await forEachRecord(context, articles(), async ({ intent }) => {
    for (const page of intent().pages) await settlePageText(context, page, all);
  });
}

const listOf = (kind: string, pages: readonly PageIntent[]) => ({
  kind,
  records: pages.map((page) => ({ id: page.sourceId, page })),
  total: pages.length,
});

/** What has no place is counted with the rule that leaves it out. */
async function leaveOutUnplaced(context: LoadContext, library: Library): Promise<void> {
  const { store, source } = context;
  for (const category of library.categories) {
    const reason = library.plan.leavesOut(category);
    if (reason === undefined) continue;
    await leaveOut(context, { kind: 'article-category', sourceId: category.id, reason });
  }
  for await (const { id, payload } of store.staging.iterate('article-row')) {
    const place = source.knowledgeBase?.parse.articleRow(payload);
    const found = place && library.plan.placeOf(place);
    if (found && 'skip' in found) {
      await leaveOut(context, { kind: 'article', sourceId: id, reason: found.skip });
      await reportStaying(context, id, found.skip);
    }
  }
}

/** Fewer people may read it in the source now, and its page is where more of them can: a person has to see to it. */
async function reportStaying(
  { store }: LoadContext,
  articleId: string,
  why: string,
): Promise<void> {
  const row = await store.crosswalk.get('article', articleId);
  if (row?.state !== 'done') return;
  const conflict = {
    field: 'page',
    reason: 'left-out-now',
    detail: `${why}; its page stays where it is`,
    outcome: 'target-kept',
  } as const;
  await store.commit({
    conflicts: [{ kind: 'article', sourceId: articleId, conflicts: [conflict] }],
  });
}

async function findSpaces({
  config,
  jsm,
  signal,
}: Pick<LoadContext, 'config' | 'jsm' | 'signal'>): Promise<Spaces> {
  const named = Object.values(config.knowledgeBase.spaces).flatMap((key) => key ?? []);
  const keys = [...new Set(named)];
  const spaces = new Map<string, string>();
  if (keys.length === 0) return spaces;
  for await (const { key, id } of jsm.confluence.spaces.list({ keys, signal })) spaces.set(key, id);
  const missing = keys.find((key) => !spaces.has(key));
  if (missing === undefined) return spaces;
  throw new ConfigurationError({
    setting: 'knowledgeBase.spaces',
    message: `the site has no space "${missing}", or the migrating account can't see it`,
    remedy:
      'Create the space in Confluence and decide there who may read it: the migration gives nobody a right.',
  });
}
