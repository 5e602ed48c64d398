import { type AdfDoc, htmlToAdf, splitAdf, textToAdf } from '@zdjsm/transform';
import type { ResolvedConfig } from '../config/schema.ts';
import type { FileRef } from '../model/helpdesk.ts';
import type { Article, ArticleText } from '../model/knowledge-base.ts';
import type { FieldChange } from '../store/store.ts';
import { callHook } from './hooks/call-hook.ts';
import { type CategoryPage, categoryPageKey } from './knowledge-base.ts';
import { toLabels } from './labels.ts';
import type { PageTitles } from './page-titles.ts';

/** What should exist in Confluence: a category, or an article in one language. */
export interface PageIntent {
  /** `article` in its own language, `translation` in others. */
  readonly kind: PageKind;
  readonly sourceId: string;
  /** Key. */
  readonly space: string;
  readonly title: string;
  /** Tells it from others of the same title. */
  readonly mark: string;
  readonly locale: string | undefined;
  readonly status: 'current' | 'draft';
  /** The page above it; undefined right under the space's home page. */
  readonly parent: { readonly kind: PageKind; readonly sourceId: string } | undefined;
  readonly labels: readonly string[];
  /** With the source's addresses in its images and links. */
  readonly doc: AdfDoc;
  readonly files: readonly FileRef[];
  /** The whole as HTML, where it is too large for a page: it is attached. */
  readonly whole: string | undefined;
  /** The record whose staged files these are. */
  readonly owner: string;
  readonly property: Readonly<Record<string, string>>;
}

export type PageKind = 'article-category' | 'article' | 'translation';

export interface ArticleIntent {
  readonly pages: readonly PageIntent[];
  readonly changes: readonly FieldChange[];
}

/** How files of an article are called in the store. */
export const articleOwner = (articleId: string): string => `article:${articleId}`;

export const articleTextKey = (articleId: string, locale: string): string =>
  `${articleId}/${locale}`;

/** The page of an article's own text goes by the article's id, those of translations by language, too. */
export function toArticle(
  article: Article,
  space: string,
  titles: PageTitles,
  { knowledgeBase, hooks }: Pick<ResolvedConfig, 'knowledgeBase' | 'hooks'>,
): ArticleIntent {
  const { texts, categoryId = '', id } = article;
  const changes: FieldChange[] = [];
  const category = {
    kind: 'article-category',
    sourceId: categoryPageKey(categoryId, space),
  } as const;
  const tags = toLabels(article.tags);
  changes.push(...tags.changes);
  const pages = texts.flatMap((text, place): PageIntent[] => {
    const isOwn = place === 0;
    if (!isOwn && knowledgeBase.translations === 'skip') return [];
    const mark = isOwn ? id : `${id} ${text.locale}`;
    const converted = htmlToAdf(text.content, { baseUrl: article.url });
    for (const { kind, what, why } of converted.changes) {
      changes.push({ field: `text (${text.locale})`, reason: kind, detail: `${what}: ${why}` });
    }
    const labels = labelsOf(tags.labels, article, text, isOwn);
    const draft = { title: text.title, body: converted.doc, labels };
    const call = { draft, record: { article, text }, name: `article ${mark}` };
    const hooked = callHook(hooks, 'article', call);
    changes.push(...hooked.changes);
    const { title: wanted, body, labels: given } = { ...draft, ...hooked.patch };
    const title = titles.titleOf(space, wanted, mark);
    if (title !== wanted) {
      changes.push({
        field: `title (${text.locale})`,
        reason: 'renamed',
        detail: `now "${title}"`,
      });
    }
    const beginning = beginningOf(body);
    if (beginning) {
      const detail = 'too large for a page, which shows the beginning; all of it is attached';
      changes.push({ field: `text (${text.locale})`, reason: 'shortened', detail });
    }
    const isPublished = article.isPublished && text.isPublished;
    if (!isPublished) {
      const detail = `"${article.status}" is a draft in Confluence`;
      changes.push({ field: `status (${text.locale})`, reason: 'default', detail });
    }
    const below = !isOwn && article.isPublished && knowledgeBase.translations === 'child';
    return [
      {
        kind: isOwn ? 'article' : 'translation',
        sourceId: isOwn ? id : articleTextKey(id, text.locale),
        space,
        title,
        mark,
        locale: text.locale,
        status: isPublished ? 'current' : 'draft',
        // A draft has no pages below it.
        parent: below ? { kind: 'article', sourceId: id } : category,
        // Confluence keeps labels in lower case.
        labels: toLabels(given).labels.map((label) => label.toLowerCase()),
        doc: beginning ?? body,
        files: text.files,
        whole: beginning && text.content,
        owner: articleOwner(id),
        property: propertyOf(article, text),
      },
    ];
  });
  return { pages, changes };
}

function labelsOf(
  tags: readonly string[],
  article: Article,
  text: ArticleText,
  isOwn: boolean,
): string[] {
  return [
    ...tags,
    ...(isOwn ? [] : [`lang-${text.locale}`]),
    ...(text.isOutdated ? ['translation-outdated'] : []),
    ...(article.isPublished ? [] : [`status-${article.status.replace(/\s+/gu, '-')}`]),
  ];
}

/** What Confluence has no field for; programs find the article by it. */
function propertyOf(article: Article, { locale }: ArticleText): PageIntent['property'] {
  return filled({
    kind: 'article',
    id: article.id,
    locale,
    url: article.url,
    status: article.status,
    audience: article.audience,
    author: article.author?.name,
    createdAt: article.createdAt,
    modifiedAt: article.modifiedAt,
  });
}

const filled = (values: Readonly<Record<string, string | undefined>>): PageIntent['property'] =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );

export function toCategoryPage(
  { category, space, parent }: CategoryPage,
  titles: PageTitles,
): PageIntent {
  const { id, name, description } = category;
  return {
    kind: 'article-category',
    sourceId: categoryPageKey(id, space),
    space,
    title: titles.titleOf(space, name, id),
    mark: id,
    locale: undefined,
    status: 'current',
    parent: parent && { kind: 'article-category', sourceId: categoryPageKey(parent.id, space) },
    labels: [],
    doc: textToAdf(description ?? '').doc,
    files: [],
    whole: undefined,
    owner: `article-category:${id}`,
    property: { kind: 'category', id },
  };
}

/** Of the body as it is sent. Source: facts/jira-jsm.md § 5.2; a part is left for what is around it. */
const LARGEST_BODY = 4_500_000;

/** The beginning of a text that is too large for a page; undefined where all of it fits. */
export function beginningOf(doc: AdfDoc, limit: number = LARGEST_BODY): AdfDoc | undefined {
  // Characters beyond ASCII take up to three bytes each.
  const bytes = Buffer.byteLength(JSON.stringify(doc));
  if (bytes <= limit) return undefined;
  const share = JSON.stringify(doc).length / bytes;
  const [first] = splitAdf(doc, { limit: Math.floor(limit * share), measure: 'json' }).parts;
  return first;
}
