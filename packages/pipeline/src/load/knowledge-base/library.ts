import {
  type ArticleIntent,
  type PageIntent,
  toArticle,
  toCategoryPage,
} from '../../mapping/article.ts';
import { unlessHookFails } from '../../mapping/hooks/hook-error.ts';
import {
  type CategoryPage,
  type KnowledgeBasePlan,
  planKnowledgeBase,
} from '../../mapping/knowledge-base.ts';
import { createPageTitles } from '../../mapping/page-titles.ts';
import type { Article, ArticleCategory } from '../../model/knowledge-base.ts';
import type { RunContext } from '../../run/context.ts';
import { stagedCategories } from '../../run/staged-categories.ts';
import type { KnowledgeBaseSource } from '../../source/knowledge-base-source.ts';
import type { RecordName } from '../../store/store.ts';
import type { LoadContext } from '../load-context.ts';

/** What the knowledge base holds, and what becomes of it. Titles are settled; texts are read one by one. */
export interface Library {
  readonly plan: KnowledgeBasePlan;
  readonly categories: readonly ArticleCategory[];
  readonly categoryPages: readonly CategoryPage[];
  categoryPage(page: CategoryPage): PageIntent;
  /** The staged articles that have a place, in the order of their ids. */
  articles(): AsyncIterable<PlacedArticle>;
  /** The page that an address leads to, if it is that of an article which has one. */
  pageAt(href: string): RecordName | undefined;
}

export interface PlacedArticle {
  readonly id: string;
  /** @throws ZdjsmError `HOOK`, where a hook of the config does not say what shall become of it. */
  intent(): ArticleIntent;
}

async function openLibrary(
  context: RunContext,
  knowledgeBase: KnowledgeBaseSource,
): Promise<Library> {
  const { config, store } = context;
  const categories = await stagedCategories(context);
  const plan = planKnowledgeBase(config, categories);
  const rows = await Array.fromAsync(store.staging.iterate('article-row'), ({ payload }) =>
    knowledgeBase.parse.articleRow(payload),
  );
  const categoryPages = plan.categoryPages(rows);
  const titles = createPageTitles();
  const categoryPage = (page: CategoryPage): PageIntent => toCategoryPage(page, titles);
  const placed = async function* (): AsyncGenerator<{ article: Article; space: string }> {
    for await (const { payload } of store.staging.iterate('article')) {
      const article = knowledgeBase.parse.article(payload);
      const place = plan.placeOf(article);
      if ('space' in place) yield { article, space: place.space };
    }
  };
  // Titles go to the first that asks: all ask once, in order, before anything is written.
  for (const page of categoryPages) categoryPage(page);
  const pages = new Map<string, RecordName>();
  for await (const { article, space } of placed()) {
    const intent = unlessHookFails(() => toArticle(article, space, titles, config));
    for (const { kind, sourceId, locale } of intent?.pages ?? []) {
      if (article.linkKey === undefined) break;
      const page = { kind, sourceId };
      if (kind === 'article') pages.set(article.linkKey, page);
      pages.set(`${article.linkKey} ${locale}`, page);
    }
  }
  return {
    plan,
    categories,
    categoryPages,
    categoryPage,
    async *articles() {
      for await (const { article, space } of placed()) {
        yield { id: article.id, intent: () => toArticle(article, space, titles, config) };
      }
    },
    pageAt(href) {
      const link = knowledgeBase.parse.linkTo(href);
      return link && (pages.get(`${link.key} ${link.locale}`) ?? pages.get(link.key));
    },
  };
}

/** For articles, and for whatever leads to them: all are read once for their titles and addresses. */
export async function withLibrary(context: LoadContext): Promise<LoadContext> {
  const { knowledgeBase } = context.source;
  return knowledgeBase
    ? { ...context, library: await openLibrary(context, knowledgeBase) }
    : context;
}
