import { ZdjsmError } from '@zdjsm/core';
import {
  type Category,
  isTrue,
  NotFoundError,
  ValidationError,
  type ZohoDesk,
} from '@zdjsm/zoho-desk';
import type {
  Article,
  ArticleCategory,
  ArticleLink,
  ArticleRow,
  ArticleText,
  Audience,
} from '../../model/knowledge-base.ts';
import type { KnowledgeBaseSource } from '../knowledge-base-source.ts';
import { type PayloadReader, parserOf } from '../payload.ts';
import type { SourcePage, SourceRecord, UnreadRecord } from '../source.ts';
import { listOptions, pagesOf } from './pages.ts';
import { author, file } from './parse-values.ts';

/** The knowledge base of Zoho Desk (facts/zoho-desk-more.md § 11). */
export function createZohoKnowledgeBase(zoho: ZohoDesk): KnowledgeBaseSource {
  const { knowledgeBase } = zoho;
  return {
    async *categories({ signal } = {}) {
      for (const isTrashed of [false, true]) {
        for await (const { id } of knowledgeBase.rootCategories({ isTrashed }, { signal })) {
          try {
            const tree = await knowledgeBase.categoryTree(id, { includeTrash: true }, { signal });
            yield pageOf({ ...tree, isTrashed });
          } catch (error) {
            if (!(error instanceof ValidationError)) throw error;
            yield { records: [], failed: [{ id: undefined, error }], checkpoint: undefined };
          }
        }
      }
    },
    articleRows: (options = {}) => pagesOf(knowledgeBase.articles({}, listOptions(options))),
    async article(id, { signal } = {}) {
      try {
        const article = await knowledgeBase.article(id, { signal });
        const translations = [];
        for await (const { locale } of knowledgeBase.translations(id, { signal })) {
          if (locale === undefined || locale === article.locale) continue;
          translations.push({
            translation: await knowledgeBase.translation(id, locale, { signal }),
            attachments: await Array.fromAsync(knowledgeBase.attachments(id, locale, { signal })),
          });
        }
        return { id, payload: { article, translations }, modifiedAt: article.modifiedTime };
      } catch (error) {
        if (error instanceof NotFoundError) return undefined;
        throw error;
      }
    },
    async openFile({ articleId, file: attached, image }, { signal } = {}) {
      const { body, contentType } = await zoho.downloads.open(
        image === undefined
          ? {
              href:
                attached.href ?? `/api/v1/articles/${articleId}/attachments/${attached.id}/content`,
              name: attached.name,
            }
          : { image },
        { signal },
      );
      return { body, contentType };
    },
    parse: {
      category: parserOf('category', (data): ArticleCategory => {
        const id = data.required('id');
        const isShown = (data.text('status') ?? 'SHOW_IN_HELPCENTER') === 'SHOW_IN_HELPCENTER';
        return {
          id,
          parentId: data.text('parentCategoryId'),
          name: data.text('name') ?? id,
          description: data.text('description'),
          // Whatever is not plainly for all is for few: what leaks can't be taken back.
          audience: isShown && data.text('visibility') === 'ALL_USERS' ? 'public' : 'restricted',
          isTrashed: data.flag('isTrashed'),
        };
      }),
      articleRow: parserOf('article row', row),
      article: parserOf('article', (bundle): Article => {
        const data = bundle.child('article');
        const common = row(data);
        const url = data.text('webUrl');
        const own: ArticleText = {
          locale: data.text('locale') ?? 'en',
          title: common.title,
          content: data.text('answer') ?? '',
          isPublished: common.isPublished,
          isOutdated: false,
          files: data.children('attachments').map(file),
        };
        return {
          ...common,
          status: data.text('status') ?? 'Draft',
          url,
          author: author(data.child('author')),
          createdAt: data.time('createdTime'),
          modifiedAt: data.time('modifiedTime'),
          tags: data.texts('tags'),
          linkKey: url && linkTo(url)?.key,
          texts: [own, ...bundle.children('translations').map(translation)],
        };
      }),
      linkTo,
    },
  };
}

/** A tree as records. */
function pageOf(root: Category): SourcePage {
  const records: SourceRecord[] = [];
  const failed: UnreadRecord[] = [];
  for (const { children = null, ...node } of nodesOf(root)) {
    records.push({ id: node.id, payload: node, modifiedAt: undefined });
    if (children === null || Array.isArray(children)) continue;
    const error = new ZdjsmError({
      code: 'SOURCE_RECORD',
      message: `category ${JSON.stringify(node.name)}: what is below it is unreadable`,
      remedy: 'Look for it in the source. It is parked; all others go on.',
    });
    failed.push({ id: undefined, error });
  }
  return { records, failed, checkpoint: undefined };
}

/** What is below a category in the trash is in the trash with it. */
function* nodesOf(category: Category): Generator<Category> {
  yield category;
  for (const child of Array.isArray(category.children) ? category.children : []) {
    if (typeof child !== 'object' || child === null) continue;
    yield* nodesOf(isTrue(category.isTrashed) ? { ...child, isTrashed: true } : child);
  }
}

function row(data: PayloadReader): ArticleRow {
  const id = data.required('id');
  return {
    id,
    title: data.text('title') ?? `Article ${id}`,
    categoryId: data.text('categoryId'),
    isPublished: data.text('status') === 'Published',
    audience: AUDIENCES[data.text('permission') ?? ''] ?? 'restricted',
  };
}

const AUDIENCES: Readonly<Record<string, Audience>> = {
  ALL: 'public',
  REGISTEREDUSERS: 'registered',
  AGENTS: 'restricted',
};

function translation(bundle: PayloadReader): ArticleText {
  const data = bundle.child('translation');
  return {
    locale: data.required('locale'),
    title: data.text('title') ?? '',
    content: data.text('answer') ?? '',
    isPublished: data.text('status') === 'Published',
    isOutdated: data.text('translationState') === 'OUTDATED',
    files: bundle.children('attachments').map(file),
  };
}

/** `https://help.example.com/portal/en/kb/articles/reset-your-password` */
function linkTo(href: string): ArticleLink | undefined {
  const url = URL.parse(href);
  const match = /^\/portal\/(?:([\w-]+)\/)?kb\/articles\/([^/]+)\/?$/.exec(url?.pathname ?? '');
  if (!url || !match?.[2]) return undefined;
  return { key: `${url.host}/${match[2].toLowerCase()}`, locale: match[1] };
}
