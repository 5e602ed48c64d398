import { ZdjsmError } from '@zdjsm/core';
import { htmlToAdf } from '@zdjsm/transform';
import { articleOwner } from '../mapping/article.ts';
import { planKnowledgeBase } from '../mapping/knowledge-base.ts';
import type { Article } from '../model/knowledge-base.ts';
import type { RunContext } from '../run/context.ts';
import { createCounter } from '../run/counter.ts';
import { eachOf } from '../run/each-of.ts';
import { stagedCategories } from '../run/staged-categories.ts';
import { isOfOneRecord } from '../run/stopping-errors.ts';
import { toStoredError } from '../run/stored-error.ts';
import type { KnowledgeBaseSource } from '../source/knowledge-base-source.ts';
import { hashOf } from '../store/hash.ts';
import type { FileRow } from '../store/store.ts';
import { unreadableOf } from './admit.ts';
import { fetchInto, imageSource } from './files.ts';
import { extractPages } from './pages.ts';

/** Stages categories and the list of articles, which are counted, and whole those that have a place to go. */
export async function extractKnowledgeBase(context: RunContext): Promise<void> {
  const { source, store, emit, signal, config } = context;
  const { knowledgeBase } = source;
  if (!knowledgeBase) return;
  try {
    await extractPages(context, {
      kind: 'article-category',
      parse: knowledgeBase.parse.category,
      read: (options) => knowledgeBase.categories(options),
    });
    await extractPages(context, {
      kind: 'article-row',
      parse: knowledgeBase.parse.articleRow,
      read: (options) => knowledgeBase.articleRows(options),
    });
  } catch (error) {
    if (wantsArticles(context) || !isForbidden(error)) throw error;
    emit({ type: 'note', message: 'articles are not counted: the token may not read them' });
    return;
  }
  const plan = planKnowledgeBase(config, await stagedCategories(context));
  const total = await store.staging.count('article-row');
  const counter = createCounter(emit, 'extract', 'article', total);
  await eachOf(
    store.staging.iterate('article-row'),
    async ({ id, payload }) => {
      const isDone = await attemptArticle(context, id, async () => {
        if (!('space' in plan.placeOf(knowledgeBase.parse.articleRow(payload)))) return;
        const isRead = (await store.staging.hashOf('article', id)) !== undefined;
        if (!isRead) await stageArticle(context, knowledgeBase, id);
      });
      if (isDone) counter.done();
      else counter.failed();
    },
    { concurrency: config.concurrency.extract, signal },
  );
}

export const wantsArticles = ({ config }: RunContext): boolean =>
  Object.keys(config.knowledgeBase.spaces).length > 0;

const isForbidden = (error: unknown): boolean =>
  ZdjsmError.is(error) && (error.code === 'SCOPE' || error.status === 403);

/** False when it failed: it stays unread, and the load says so of it. One that fails stops no other. */
export async function attemptArticle(
  { emit, signal }: RunContext,
  id: string,
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    signal.throwIfAborted();
    if (!isOfOneRecord(error)) throw error;
    const stored = toStoredError(error);
    emit({ type: 'record-failed', phase: 'extract', kind: 'article', id, error: stored });
    return false;
  }
}

/** Reads an article whole, with its files. Returns the hash of what was read, undefined when it is gone. */
export async function stageArticle(
  context: RunContext,
  knowledgeBase: KnowledgeBaseSource,
  id: string,
): Promise<string | undefined> {
  const { store, signal } = context;
  const record = await knowledgeBase.article(id, { signal });
  if (!record) return undefined;
  const article = knowledgeBase.parse.article(record.payload);
  const files = await extractFiles(context, knowledgeBase, article);
  const staged = { ...record, kind: 'article', hash: hashOf(record.payload) };
  const noted = unreadableOf({ kind: 'article', sourceId: id }, article);
  await store.commit({ staged: [staged], files, changes: noted ? [noted] : [] });
  return staged.hash;
}

async function extractFiles(
  context: RunContext,
  knowledgeBase: KnowledgeBaseSource,
  { id: articleId, texts }: Article,
): Promise<FileRow[]> {
  const { signal } = context;
  const owner = articleOwner(articleId);
  const rows = new Map<string, FileRow>();
  for (const { content, files } of texts) {
    for (const file of files) {
      if (rows.has(file.id)) continue;
      const open = () => knowledgeBase.openFile({ articleId, file }, { signal });
      const wanted = { owner, source: file.id, file, image: undefined, open };
      rows.set(file.id, await fetchInto(context, wanted));
    }
    for (const { src: image } of htmlToAdf(content).images) {
      const source = imageSource(image);
      const isOurs = image.startsWith('data:') || context.source.parse.ownsImage(image);
      if (!isOurs || rows.has(source)) continue;
      const open = () => knowledgeBase.openFile({ articleId, image }, { signal });
      rows.set(source, await fetchInto(context, { owner, source, file: undefined, image, open }));
    }
  }
  return [...rows.values()];
}
