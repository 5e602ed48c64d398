import { json, notFound, unprocessable } from '../answers.ts';
import { type Call, type Handler, pageOf } from '../api/call.ts';
import { type SortKeys, sorted } from '../api/sort.ts';
import { AGENTS, agentId, agentName } from '../org/agents.ts';
import { contentOf } from '../org/attachments.ts';
import { numberOf } from '../org/ids.ts';
import {
  ARTICLES,
  type Article,
  ROOT_CATEGORIES,
  type RootCategory,
} from '../org/knowledge-base.ts';
import { within } from '../org/span.ts';
import { pick } from '../render/common.ts';
import {
  articleFileJson,
  articleJson,
  articleRow,
  articleTranslationJson,
  rootCategoryJson,
  treeJson,
} from '../render/knowledge-base.ts';
import { itemIn } from './find.ts';

const ARTICLE_KEYS: SortKeys<Article> = {
  createdTime: (article) => article.createdTime,
  modifiedTime: (article) => article.modifiedTime,
  likeCount: (article) => article.number % 9,
  dislikeCount: (article) => article.number % 2,
  viewCount: (article) => article.number * 17,
  feedbackCount: () => 0,
};

export const knowledgeBaseHandlers = {
  'kb.roots': (call) => {
    const { query } = call;
    const trashed = query.flag('isTrashed') ?? false;
    const visibility = query.list('visibility');
    const departments = query.list('departmentId')?.map((id) => numberOf('department', id));
    const search = query.text('searchValue')?.toLowerCase() ?? '';
    const found = ROOT_CATEGORIES.filter(
      (root) =>
        root.isTrashed === trashed &&
        (!visibility || visibility.includes(root.visibility)) &&
        (!departments || departments.includes(root.department)) &&
        root.name.toLowerCase().includes(search),
    );
    const ordered = sorted(call, found, { name: (root) => root.name });
    return pageOf(call, ordered, (root) => rootCategoryJson(root, query.includes));
  },
  'kb.root': (call) =>
    json({
      ...rootCategoryJson(rootIn(call), call.query.includes),
      ipAddresses: [],
      isFollowing: false,
    }),
  'kb.tree': (call) => json(treeJson(rootIn(call), call.query.flag('includeTrash') ?? false)),
  'kb.treeByPermalink': (call) => {
    const permalink = call.query.text('permalink');
    const root = ROOT_CATEGORIES.find(
      ({ name }) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-') === permalink,
    );
    if (!root) throw notFound();
    return json(treeJson(root, call.query.flag('includeTrash') ?? false));
  },
  'kb.reviewOwners': (call) => {
    rootIn(call);
    return pageOf(call, AGENTS.slice(0, 2), (agent) => ({
      id: agentId(agent.number),
      name: agentName(agent),
      photoURL: null,
    }));
  },
  'articles.list': (call) => {
    const { query } = call;
    const status = query.text('status');
    const permission = query.text('permission');
    const author = query.text('authorId');
    const category = query.text('categoryId');
    const modified = query.range('modifiedTimeRange');
    const expiry = query.range('expiryTimeRange');
    const found = ARTICLES.filter(
      (article) =>
        (!status || article.status === status) &&
        (!permission || article.permission === permission) &&
        (!author || numberOf('agent', author) === article.author) &&
        (!category || numberOf('kbCategory', category) === article.category) &&
        within(modified, article.modifiedTime) &&
        within(expiry, article.expiryTime),
    );
    return pageOf(call, sorted(call, found, ARTICLE_KEYS), (article) => articleRow(call, article));
  },
  'articles.get': (call) => json(articleJson(call, itemIn(call, 'id', 'article', ARTICLES)[0])),
  'articles.translations': (call) => {
    const article = articleIn(call);
    const { query } = call;
    const status = query.text('status');
    const state = query.text('translationState');
    const rows = article.locales
      .map((locale) => articleTranslationJson(call, article, locale))
      .filter(
        (row) =>
          (!status || row['status'] === status) && (!state || row['translationState'] === state),
      );
    const keys = Object.keys(rows[0] ?? {}).filter((key) => key !== 'answer');
    return pageOf(call, rows, (row) => pick(row, keys));
  },
  'articles.translation': (call) => {
    const article = articleIn(call);
    return json(articleTranslationJson(call, article, localeIn(call, article)));
  },
  'articles.permalinks': (call) => {
    const [article] = itemIn(call, 'id', 'article', ARTICLES);
    localeIn(call, article);
    return json({ primary: article.permalink, secondary: [] });
  },
  'articles.insights': (call) => {
    const [article] = itemIn(call, 'id', 'article', ARTICLES);
    localeIn(call, article);
    return json({ viewCount: String(article.number * 17) });
  },
  'articles.attachments': (call) => {
    const article = articleIn(call);
    localeIn(call, article);
    return pageOf(call, article.attachments, (file) => articleFileJson(call, article, file));
  },
  'articles.attachment': (call) => {
    const file = articleIn(call).attachments.find(({ id }) => id === call.param('attachmentId'));
    if (!file) throw notFound();
    return { kind: 'file', name: file.name, ...contentOf(file) };
  },
} as const satisfies Record<string, Handler>;

function rootIn(call: Call): RootCategory {
  return itemIn(call, 'rootCategoryId', 'kbRootCategory', ROOT_CATEGORIES)[0];
}

function articleIn(call: Call): Article {
  return itemIn(call, 'articleId', 'article', ARTICLES)[0];
}

function localeIn(call: Call, article: Article): string {
  const locale = call.param('locale');
  if (!article.locales.includes(locale)) {
    throw unprocessable(`The article has no translation in '${locale}'.`);
  }
  return locale;
}
