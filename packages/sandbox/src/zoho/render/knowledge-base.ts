import { agentName, agentOf, zuidOf } from '../org/agents.ts';
import { plainTextOf, writeBody } from '../org/body.ts';
import { idOf } from '../org/ids.ts';
import { editorUrl } from '../org/inline-images.ts';
import {
  type Article,
  articleBody,
  articlesOf,
  CATEGORY_TREE,
  type Category,
  KNOWLEDGE_BASE,
  type RootCategory,
} from '../org/knowledge-base.ts';
import { DAY, ORG_START } from '../org/tables.ts';
import { count, iso, type Json, type RenderContext } from './common.ts';
import { fileJson } from './threads.ts';

type Includes = (name: string) => boolean;

export function rootCategoryJson(root: RootCategory, includes: Includes): Json {
  const id = idOf('kbRootCategory', root.number);
  const categories = CATEGORY_TREE.filter((category) => category.root === root.number);
  const articles = categories.flatMap((category) => articlesOf(category.number));
  const published = articles.filter((article) => article.status === 'Published');
  const counts: Readonly<Record<string, number>> = {
    publicArticlesCount: published.filter((article) => article.permission === 'ALL').length,
    sectionsCount: categories.length,
    allArticlesCount: articles.length,
    publishedArticleCount: published.length,
    followersCount: 0,
    allArticleTemplateCount: 0,
  };
  return {
    id,
    name: root.name,
    description: root.description,
    status: 'SHOW_IN_HELPCENTER',
    visibility: root.visibility,
    order: count(root.number + 1),
    helpcenterId: idOf('helpcenter', 0),
    primaryDepartmentId: idOf('department', root.department),
    associatedDepartmentIds: root.number === 0 ? [idOf('department', 1)] : [],
    isTrashed: root.isTrashed,
    isReviewEnabled: false,
    moderationType: 'NONE',
    articleViewType: 'LISTVIEW',
    canCurrentUserModerate: true,
    logoUrl: null,
    groups: [],
    translations: [translationJson(id, root.number, root.name)],
    feedbackTicketConversionPreference: {
      departmentId: idOf('department', root.department),
      assignee: null,
      status: 'DISABLED',
    },
    createdTime: iso(ORG_START),
    modifiedTime: iso(ORG_START + 100 * DAY),
    createdBy: actorJson(0),
    modifiedBy: actorJson(0),
    ...Object.fromEntries(
      Object.entries(counts)
        .filter(([name]) => includes(name))
        .map(([name, value]) => [name, count(value)]),
    ),
    ...(includes('canCurrentUserReview') ? { canCurrentUserReview: false } : {}),
  };
}

/** The root's whole tree; the root itself is its top node. */
export function treeJson(root: RootCategory, includeTrash: boolean): Json {
  const shown = CATEGORY_TREE.filter(
    (category) => category.root === root.number && (includeTrash || !category.isTrashed),
  );
  const rootId = idOf('kbRootCategory', root.number);
  const node = (category: Category, level: number): Json => ({
    id: idOf('kbCategory', category.number),
    name: category.name,
    description: null,
    level,
    locale: 'en',
    rootCategoryId: rootId,
    parentCategoryId: category.parent === null ? rootId : idOf('kbCategory', category.parent),
    order: category.number + 1,
    status: category.isShown ? 'SHOW_IN_HELPCENTER' : 'HIDE_IN_HELPCENTER',
    visibility: category.visibility,
    isTrashed: category.isTrashed,
    isFollowing: false,
    logoUrl: null,
    translations: [
      translationJson(idOf('kbCategory', category.number), 100 + category.number, category.name),
    ],
    children: shown
      .filter((child) => child.parent === category.number)
      .map((child) => node(child, level + 1)),
  });
  return {
    id: rootId,
    name: root.name,
    description: root.description,
    level: 0,
    locale: 'en',
    rootCategoryId: rootId,
    parentCategoryId: null,
    order: root.number + 1,
    status: 'SHOW_IN_HELPCENTER',
    visibility: root.visibility,
    isTrashed: root.isTrashed,
    isFollowing: false,
    logoUrl: null,
    translations: [translationJson(rootId, root.number, root.name)],
    children: shown.filter((child) => child.parent === null).map((child) => node(child, 1)),
  };
}

/** A row: no answer. */
export function articleRow(context: RenderContext, article: Article): Json {
  const category = CATEGORY_TREE[article.category];
  return {
    id: article.id,
    title: article.title,
    summary: plainTextOf(articleHtml(context, article, 'en')).slice(0, 100),
    permalink: article.permalink,
    status: article.status,
    permission: article.permission,
    locale: article.locales[0],
    categoryId: idOf('kbCategory', article.category),
    rootCategoryId: idOf('kbRootCategory', category?.root ?? 0),
    departmentId: idOf('department', category?.root === 1 ? 3 : 0),
    authorId: idOf('agent', article.author),
    author: actorJson(article.author),
    createdTime: iso(article.createdTime),
    modifiedTime: iso(article.modifiedTime),
    expiryTime: iso(article.expiryTime),
    likeCount: count(article.number % 9),
    dislikeCount: count(article.number % 2),
    viewCount: count(article.number * 17),
    feedbackCount: count(0),
    webUrl: `https://support.zylker.com/portal/en/kb/articles/${article.permalink}`,
  };
}

export function articleJson(context: RenderContext, article: Article): Json {
  return {
    ...articleRow(context, article),
    answer: articleHtml(context, article, article.locales[0] ?? 'en'),
    tags: article.tags,
    translations: article.locales.map((locale) => translationId(article, locale)),
    attachments: article.attachments.map((file) => articleFileJson(context, article, file)),
  };
}

export function articleTranslationJson(
  context: RenderContext,
  article: Article,
  locale: string,
): Json {
  return {
    id: translationId(article, locale),
    articleId: article.id,
    locale,
    title: `[${locale}] ${article.title}`,
    permalink: article.permalink,
    status: article.status,
    translationState: locale === 'pt-br' ? 'OUTDATED' : 'UP-TO-DATE',
    authorId: idOf('agent', article.author),
    createdTime: iso(article.createdTime),
    modifiedTime: iso(article.modifiedTime),
    answer: articleHtml(context, article, locale),
  };
}

export function articleFileJson(
  context: RenderContext,
  article: Article,
  file: Article['attachments'][number],
): Json {
  const path = `${context.desk}/api/v1/articles/${article.id}/attachments/${file.id}/content`;
  return fileJson(context, file, path);
}

export function articleHtml(context: RenderContext, article: Article, locale: string): string {
  return writeBody(articleBody(article, locale), context.org.templates, (picture) =>
    editorUrl({ ticket: KNOWLEDGE_BASE, message: article.number, picture }, context.desk),
  );
}

function translationId(article: Article, locale: string): string {
  return idOf('articleTranslation', article.number * 10 + article.locales.indexOf(locale));
}

/** Categories are written in one language only. */
function translationJson(categoryId: string, number: number, name: string): Json {
  return {
    id: idOf('kbTranslation', number),
    categoryId,
    locale: 'en',
    name,
    description: null,
    permalink: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    createdTime: iso(ORG_START),
    modifiedTime: iso(ORG_START),
  };
}

function actorJson(number: number): Json {
  const agent = agentOf(number);
  return {
    id: idOf('agent', number),
    name: agentName(agent),
    photoURL: null,
    status: agent.status,
    zuid: zuidOf(agent),
  };
}
