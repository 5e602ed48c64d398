import type { FromSource } from './from-source.ts';
import type { Author, FileRef } from './helpdesk.ts';

/**
 * Who may read it: everybody, those who have logged in, or a part of people only (agents, groups,
 * nobody). The later in this list, the fewer.
 */
export type Audience = 'public' | 'registered' | 'restricted';

/** A node of the tree in which articles stand. */
export interface ArticleCategory extends FromSource {
  readonly id: string;
  readonly parentId: string | undefined;
  readonly name: string;
  readonly description: string | undefined;
  readonly audience: Audience;
  readonly isTrashed: boolean;
}

/** What a list says of an article: enough to know that it exists and whether it is wanted. */
export interface ArticleRow extends FromSource {
  readonly id: string;
  readonly title: string;
  readonly categoryId: string | undefined;
  readonly isPublished: boolean;
  /** Its own: that of its categories may be narrower. */
  readonly audience: Audience;
}

/** An article with its translations. */
export interface Article extends ArticleRow {
  /** As the source calls it: `Published`, `Draft`, `Expired`, … */
  readonly status: string;
  readonly url: string | undefined;
  readonly author: Author | undefined;
  readonly createdAt: string | undefined;
  readonly modifiedAt: string | undefined;
  readonly tags: readonly string[];
  /** What links to it have in common (`KnowledgeBaseSource.parse.linkTo`). */
  readonly linkKey: string | undefined;
  /** The article's own language first, then its translations. */
  readonly texts: readonly ArticleText[];
}

/** An article in one language. */
export interface ArticleText {
  readonly locale: string;
  readonly title: string;
  /** HTML. */
  readonly content: string;
  readonly isPublished: boolean;
  /** The article has changed since it was translated. */
  readonly isOutdated: boolean;
  readonly files: readonly FileRef[];
}

/** Where a link leads. */
export interface ArticleLink {
  readonly key: string;
  readonly locale: string | undefined;
}
