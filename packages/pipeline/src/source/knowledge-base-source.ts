import type { FileRef } from '../model/helpdesk.ts';
import type { Article, ArticleCategory, ArticleLink, ArticleRow } from '../model/knowledge-base.ts';
import type { OpenedFile, ReadOptions, SourcePage, SourceRecord } from './source.ts';

/** Articles for customers and agents, in a tree of categories. */
export interface KnowledgeBaseSource {
  /** Each category by itself; a parent is named by its id. */
  categories(options?: ReadOptions): AsyncIterable<SourcePage>;
  /** All articles, as rows: enough to count them. */
  articleRows(options?: ReadOptions): AsyncIterable<SourcePage>;
  /** One whole article with its translations; undefined when it was deleted meanwhile. */
  article(id: string, options?: ReadOptions): Promise<SourceRecord | undefined>;
  openFile(file: ArticleFileLocator, options?: ReadOptions): Promise<OpenedFile>;
  readonly parse: {
    category(payload: unknown): ArticleCategory;
    articleRow(payload: unknown): ArticleRow;
    article(payload: unknown): Article;
    /** Where an address leads, if it is one of an article of this helpdesk. */
    linkTo(href: string): ArticleLink | undefined;
  };
}

/** An article's attached file or inline image. */
export type ArticleFileLocator = { readonly articleId: string } & (
  | { readonly file: FileRef; readonly image?: undefined }
  | { readonly image: string; readonly file?: undefined }
);
