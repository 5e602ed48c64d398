import type { Route } from '../request/route.ts';

const READ = ['Desk.articles.READ'];
const ROOT = 'KBRootCategory.json@75e1ba57';
const ARTICLE = 'Article.json';
const TRANSLATION = 'ArticleTranslation.json@3f7016e3';

export const KNOWLEDGE_BASE_ROUTES = {
  rootCategories: {
    name: 'knowledgeBase.rootCategories',
    path: '/kbRootCategories',
    price: 'list',
    query: [
      'include',
      'departmentId',
      'locale',
      'status',
      'visibility',
      'helpcenterId',
      'isTrashed',
      'sortBy',
    ],
    paging: { limit: 700, base: 1 },
    scopes: READ,
    source: ROOT,
  },
  categoryTree: {
    name: 'knowledgeBase.categoryTree',
    path: '/kbRootCategories/{rootCategoryId}/categoryTree',
    price: 'record',
    query: ['include', 'locale', 'includeTrash', 'sortBy'],
    scopes: READ,
    source: ROOT,
  },
  articles: {
    name: 'knowledgeBase.articles',
    path: '/articles',
    price: 'list',
    query: ['permission', 'authorId', 'categoryId', 'status', 'expiryTimeRange', 'sortBy'],
    paging: { limit: 50, base: 1 },
    scopes: READ,
    source: ARTICLE,
  },
  article: {
    name: 'knowledgeBase.article',
    path: '/articles/{articleId}',
    price: 'record',
    query: ['version'],
    scopes: READ,
    source: ARTICLE,
  },
  translations: {
    name: 'knowledgeBase.translations',
    path: '/articles/{articleId}/translations',
    price: 'list',
    query: ['status', 'translationState', 'authorId', 'permission', 'modifiedTimeRange', 'sortBy'],
    paging: { limit: 50, base: 1, nested: true },
    scopes: READ,
    source: TRANSLATION,
  },
  translation: {
    name: 'knowledgeBase.translation',
    path: '/articles/{articleId}/translations/{locale}',
    price: 'record',
    scopes: READ,
    source: `${TRANSLATION}, by name`,
  },
  attachments: {
    name: 'knowledgeBase.attachments',
    path: '/articles/{articleId}/translations/{locale}/attachments',
    price: 'list',
    paging: { limit: 30, base: 1, nested: true },
    scopes: READ,
    source: 'ArticleAttachment.json@3f7016e3',
  },
} as const satisfies Readonly<Record<string, Route>>;
