import { nth } from '../../data/dice.ts';
import { type Attachment, attachmentOf } from './attachments.ts';
import type { Body } from './body.ts';
import { idOf } from './ids.ts';
import { DAY, ORG_START } from './tables.ts';

export type Visibility = 'ALL_USERS' | 'AGENTS' | 'GROUP_USERS';

export interface RootCategory {
  readonly number: number;
  readonly name: string;
  readonly description: string | null;
  readonly department: number;
  readonly visibility: Visibility;
  readonly isTrashed: boolean;
}

export interface Category {
  readonly number: number;
  readonly name: string;
  readonly root: number;
  /** Nothing for a category right under the root. */
  readonly parent: number | null;
  readonly visibility: Visibility;
  readonly isShown: boolean;
  readonly isTrashed: boolean;
}

export interface Article {
  readonly number: number;
  readonly id: string;
  readonly category: number;
  readonly title: string;
  readonly permalink: string;
  readonly status: 'Published' | 'Draft' | 'Review' | 'Expired' | 'Unpublished';
  readonly permission: 'ALL' | 'REGISTEREDUSERS' | 'AGENTS';
  readonly author: number;
  readonly createdTime: number;
  readonly modifiedTime: number;
  readonly expiryTime: number | null;
  readonly tags: readonly string[];
  /** The first is the article's own. */
  readonly locales: readonly string[];
  readonly attachments: readonly Attachment[];
}

export const ROOT_CATEGORIES: readonly RootCategory[] = [
  {
    number: 0,
    name: 'Zylker Help',
    description: 'All that customers ask',
    department: 0,
    visibility: 'ALL_USERS',
    isTrashed: false,
  },
  {
    number: 1,
    name: 'Internal R&D',
    description: null,
    department: 3,
    visibility: 'AGENTS',
    isTrashed: false,
  },
  {
    number: 2,
    name: 'Old manuals',
    description: null,
    department: 5,
    visibility: 'ALL_USERS',
    isTrashed: true,
  },
];

const TREE: readonly (readonly [
  name: string,
  root: number,
  parent: number | null,
  visibility: Visibility,
])[] = [
  ['Getting started', 0, null, 'ALL_USERS'],
  ['Account & log-in', 0, 0, 'ALL_USERS'],
  ['Two-factor', 0, 1, 'ALL_USERS'],
  ['Billing', 0, null, 'GROUP_USERS'],
  ['Drucker', 0, null, 'ALL_USERS'],
  ['Runbooks', 1, null, 'AGENTS'],
  ['On call', 1, 5, 'AGENTS'],
  ['Fax 1998', 2, null, 'ALL_USERS'],
];

export const CATEGORY_TREE: readonly Category[] = TREE.map(
  ([name, root, parent, visibility], n) => ({
    number: n,
    name,
    root,
    parent,
    visibility,
    isShown: n !== 3,
    isTrashed: root === 2,
  }),
);

const TITLES = [
  'Reset your password',
  'Why does "Sync" fail with error 0x80070057?',
  'Drucker einrichten',
  'Export your data (CSV)',
  'How we bill: periods, refunds & taxes',
  'Restart the queue',
];
const STATUSES = ['Published', 'Published', 'Draft', 'Review', 'Expired', 'Unpublished'] as const;

/** Articles' pictures and files are numbered as if they hung on this ticket. */
export const KNOWLEDGE_BASE = 9_999_998;

export const ARTICLES: readonly Article[] = Array.from({ length: 26 }, (_, n) => {
  const category = nth(CATEGORY_TREE, n);
  const title = n < TITLES.length ? nth(TITLES, n) : `${nth(TITLES, n)} (part ${n})`;
  const createdTime = ORG_START + n * 30 * DAY;
  const status = nth(STATUSES, n);
  return {
    number: n,
    id: idOf('article', n),
    category: category.number,
    title,
    permalink: title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/-$/, ''),
    status,
    permission:
      category.visibility === 'AGENTS' ? 'AGENTS' : n % 7 === 3 ? 'REGISTEREDUSERS' : 'ALL',
    author: n % 12,
    createdTime,
    modifiedTime: createdTime + (n % 5) * 40 * DAY,
    expiryTime: status === 'Expired' ? createdTime + 300 * DAY : null,
    tags: n % 3 === 0 ? ['how to', 'faq'] : [],
    locales: n % 4 === 0 ? ['en', 'de', 'pt-br'] : n % 4 === 1 ? ['en', 'de'] : ['en'],
    attachments:
      n % 5 === 0
        ? [attachmentOf(KNOWLEDGE_BASE, { kind: 'thread', number: n }, 0, 'common', (n % 8) / 8)]
        : [],
  };
});

export function articlesOf(category: number): readonly Article[] {
  return ARTICLES.filter((article) => article.category === category);
}

/** What the article says in one of its languages. */
export function articleBody(article: Article, locale: string): Body {
  const { number } = article;
  const other = nth(ARTICLES, number + 5);
  const link = `https://support.zylker.com/portal/${locale}/kb/articles/${other.permalink}`;
  return {
    kind: 'mail',
    mail: number * 3,
    copies: number % 3 === 0 ? 1 : 0,
    opening: `[${locale}] ${article.title}`,
    extra: `<h2 id="steps">Steps</h2><ol><li>Open <code>Settings</code></li><li>See <a href="${link}">${other.title}</a> and <a href="#steps">above</a></li></ol><table><tr><th>Code</th><th>Meaning</th></tr><tr><td>0</td><td>fine</td></tr></table><pre>sync --force\n</pre>`,
    screenshot: true,
    logo: null,
    raw: false,
    lost: false,
  };
}
