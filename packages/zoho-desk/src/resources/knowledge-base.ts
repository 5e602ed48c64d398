import type { PagedList } from '@zdjsm/core';
import { OLDEST_FIRST, offsetList } from '../paging/offset-list.ts';
import type { Count, Flag, Id, PersonRef, RawRecord, Timestamp } from '../records.ts';
import type { Api, CallOptions, ListOptions } from '../request/api.ts';
import { KNOWLEDGE_BASE_ROUTES as routes } from '../routes/knowledge-base.ts';
import type { AttachmentRef } from './attachments.ts';

/** Source: KBRootCategory.json@75e1ba57. */
export interface RootCategory extends RawRecord {
  readonly id: Id;
  readonly name: string;
  readonly description?: string | null;
  readonly status?: 'SHOW_IN_HELPCENTER' | 'HIDE_IN_HELPCENTER' | 'DISABLED';
  readonly visibility?: string;
  readonly order?: Count;
  readonly helpcenterId?: Id;
  readonly associatedDepartmentIds?: readonly Id[];
  readonly isTrashed?: Flag;
  readonly translations?: readonly RawRecord[];
}

/** A node of the tree; the root category is its root. */
export interface Category extends RawRecord {
  readonly id: Id;
  readonly name: string;
  readonly description?: string | null;
  readonly level?: number;
  readonly locale?: string;
  readonly order?: Count;
  readonly parentCategoryId?: Id | null;
  readonly rootCategoryId?: Id;
  readonly status?: string;
  readonly visibility?: string;
  readonly isTrashed?: Flag;
  readonly translations?: readonly RawRecord[];
  readonly children?: readonly Category[];
}

/** Whether readers see an article. */
export type ArticleStatus = 'Draft' | 'Published' | 'Review' | 'Expired' | 'Unpublished';

/** A row of the list: no body. Source: Article.json. */
export interface ArticleRow extends RawRecord {
  readonly id: Id;
  readonly title?: string | null;
  readonly locale?: string;
  readonly status?: ArticleStatus;
  readonly permission?: string;
  readonly categoryId?: Id;
  readonly rootCategoryId?: Id;
  readonly author?: PersonRef | null;
  readonly createdTime?: Timestamp;
  readonly modifiedTime?: Timestamp;
  readonly permalink?: string | null;
  readonly webUrl?: string;
}

/** An article in one language, whole. */
export interface Article extends ArticleRow {
  /** HTML. */
  readonly answer?: string | null;
  readonly attachments?: readonly AttachmentRef[];
  readonly tags?: readonly unknown[];
}

/** An article in another language. Source: ArticleTranslation.json@3f7016e3. */
export interface ArticleTranslation extends Article {
  readonly articleId?: Id;
  readonly translationState?: 'OUTDATED' | 'UP-TO-DATE';
}

/** Which articles a list gives. */
export interface ArticleQuery {
  readonly categoryId?: Id;
  readonly status?: ArticleStatus;
  readonly permission?: 'ALL' | 'REGISTEREDUSERS' | 'AGENTS';
  readonly authorId?: Id;
  readonly sortBy?: string;
}

/** Which root categories a list gives. */
export interface RootCategoryQuery {
  /** The trashed ones alone. Default false. */
  readonly isTrashed?: boolean;
  readonly locale?: string;
}

/** Categories, and articles with their translations. */
export interface KnowledgeBase {
  rootCategories(query?: RootCategoryQuery, options?: ListOptions): PagedList<RootCategory>;
  /** The whole tree of a root category in one call. */
  categoryTree(
    rootCategoryId: Id,
    query?: { readonly includeTrash?: boolean; readonly locale?: string },
    options?: CallOptions,
  ): Promise<Category>;
  articles(query?: ArticleQuery, options?: ListOptions): PagedList<ArticleRow>;
  article(id: Id, options?: CallOptions): Promise<Article>;
  translations(articleId: Id, options?: ListOptions): PagedList<ArticleTranslation>;
  translation(articleId: Id, locale: string, options?: CallOptions): Promise<ArticleTranslation>;
  attachments(articleId: Id, locale: string, options?: ListOptions): PagedList<AttachmentRef>;
}

export function createKnowledgeBase(api: Api): KnowledgeBase {
  return {
    rootCategories: (query, options) =>
      offsetList(api, { route: routes.rootCategories, query: { ...query } }, options),
    categoryTree: (rootCategoryId, query, options) =>
      api.get(
        { route: routes.categoryTree, path: { rootCategoryId }, query: { ...query } },
        options,
      ),
    articles: (query, options) =>
      offsetList(api, { route: routes.articles, query: { ...OLDEST_FIRST, ...query } }, options),
    article: (articleId, options) =>
      api.get({ route: routes.article, path: { articleId } }, options),
    translations: (articleId, options) =>
      offsetList(
        api,
        { route: routes.translations, path: { articleId }, query: OLDEST_FIRST },
        options,
      ),
    translation: (articleId, locale, options) =>
      api.get({ route: routes.translation, path: { articleId, locale } }, options),
    attachments: (articleId, locale, options) =>
      offsetList(api, { route: routes.attachments, path: { articleId, locale } }, options),
  };
}
