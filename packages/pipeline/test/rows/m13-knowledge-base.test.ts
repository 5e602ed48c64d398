import type { JiraState } from '@zdjsm/sandbox';
import { adfToText, htmlToAdf } from '@zdjsm/transform';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MigrationConfig, Report } from '../../src/index.ts';
import { runUntil } from '../support/interrupt.ts';
import { asAgent, asPerson } from '../support/people.ts';
import { createWorld, type World } from '../support/world.ts';

const intoSpaces: Partial<MigrationConfig> = {
  knowledgeBase: { spaces: { public: 'KB', restricted: 'AGENTS' } },
};

/** One world: a run that is broken off among the pages, the run that ends it, and one more. */
describe('M-13: knowledge base', () => {
  let world: World;
  let unwanted: Report;
  let first: Report;
  let second: Report;
  let pages: JiraState['pages'];

  const run = async (config: Partial<MigrationConfig>): Promise<Report> => {
    const migration = world.open(config);
    const { report } = await migration.run();
    await migration.close();
    return report;
  };

  beforeAll(async () => {
    world = await createWorld({ zoho: { tickets: 4 } });
    linkFromTicket();
    const { spaces, pages: wiki } = asPerson(world, world.sandbox.jira.credentials).confluence;
    const { id: spaceId } = await spaces.ensure({ key: 'KB', name: 'Help' });
    await spaces.ensure({ key: 'AGENTS', name: 'For agents' });
    // Somebody's own page of the same title as an article's.
    await wiki.create({ spaceId, title: 'Drucker', body: { storage: '<p>mine</p>' } });
    unwanted = await run({});
    const creation = { method: 'POST', path: /\/wiki\/api\/v2\/pages$/, count: 12 };
    await runUntil(world, intoSpaces, creation);
    first = await run(intoSpaces);
    second = await run(intoSpaces);
    pages = world.sandbox.jira.inspect().pages;
  }, 300_000);
  afterAll(() => world.stop());

  /** A mail to a customer that names one article which has a page later, and one which has none. */
  const linkFromTicket = (): void => {
    const [ticket] = [...world.sandbox.zoho.truth().tickets()].filter(
      (one) => one.state === 'live',
    );
    const [open] = placed().filter((article) => spaceOf(article) === 'KB');
    const [left] = articles().filter((article) => spaceOf(article) === undefined);
    const link = (permalink = '') =>
      `<a href="https://support.zylker.com/portal/en/kb/articles/${permalink}">read ${permalink}</a>`;
    world.sandbox.zoho.act('reply', {
      ticketId: ticket?.id ?? '',
      direction: 'out',
      html: `<div>${link(open?.permalink)} or ${link(left?.permalink)}</div>`,
    });
  };

  const articles = () => world.sandbox.zoho.truth().articles();
  type Article = ReturnType<typeof articles>[number];
  const isTrashed = ({ path }: Article): boolean => path.some((category) => category.isTrashed);
  const isRestricted = ({ permission, path, isHidden }: Article): boolean =>
    isHidden ||
    permission === 'AGENTS' ||
    path.some(({ visibility }) => visibility !== 'ALL_USERS');
  const spaceOf = (article: Article): string | undefined => {
    if (isTrashed(article)) return undefined;
    if (isRestricted(article)) return 'AGENTS';
    return article.permission === 'ALL' ? 'KB' : undefined;
  };
  const placed = (): Article[] => articles().filter((article) => spaceOf(article) !== undefined);
  const pageOf = (id: string, locale: string) => {
    const found = pages.filter(({ properties }) => {
      const source = properties['zdjsm.source'] as Record<string, unknown> | undefined;
      return source?.['id'] === id && source['locale'] === locale;
    });
    expect(found, `pages of ${id} in ${locale}`).toHaveLength(1);
    const [page] = found;
    if (!page) throw new Error('unreachable');
    return page;
  };
  const ownLocale = ({ locales }: Article): string => locales[0] ?? '';

  test('without a space all are left out, and counted', () => {
    const row = unwanted.modules.find(({ kind }) => kind === 'article');
    const { articles: source } = world.sandbox.zoho.truth().counts();
    expect(row).toMatchObject({ source, done: 0, skipped: source, failed: 0, pending: 0 });
    expect(unwanted.verdict).toBe('complete');
  });

  test('each article is one page in the space of those who could read it, though a run was broken off', () => {
    expect(placed().length).toBeGreaterThan(15);
    for (const article of placed()) {
      const page = pageOf(article.id, ownLocale(article));
      expect(page.space, article.title).toBe(spaceOf(article));
      expect(page.status).toBe(article.status === 'Published' ? 'current' : 'draft');
      expect(page.title).toContain(article.title);
    }
  });

  test('nothing that was for few is where all can read, and nothing of theirs is named there', () => {
    const open = pages.filter(({ space }) => space === 'KB');
    const secret = articles().filter((article) => spaceOf(article) !== 'KB');
    expect(secret.length).toBeGreaterThan(5);
    const ids = open.map(({ properties }) => JSON.stringify(properties));
    for (const { id } of secret) expect(ids.some((text) => text.includes(id))).toBe(false);
    const names = open.map(({ title }) => title);
    for (const name of ['Billing', 'Runbooks', 'On call', 'Internal R&D', 'Fax 1998']) {
      expect(names).not.toContain(name);
    }
  });

  test('the tree of categories is a tree of pages; a title that is taken gets a mark', () => {
    for (const article of placed()) {
      let page = pageOf(article.id, ownLocale(article));
      for (const category of article.path.toReversed()) {
        const above = pages.find(
          ({ space, title }) => space === page.space && title === page.parent,
        );
        expect(above?.title.replace(/ \(\d+\)$/, ''), article.title).toBe(category.name);
        if (above) page = above;
      }
    }
    const printers = pages.filter(({ title }) => title.startsWith('Drucker ('));
    expect(printers.map(({ properties }) => 'zdjsm.source' in properties)).toContain(true);
    const titles = pages.map(({ space, title }) => `${space} ${title.toLowerCase()}`);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('the words are there, pictures and files with their bytes', () => {
    let files = 0;
    for (const article of placed()) {
      const page = pageOf(article.id, ownLocale(article));
      const words = wordsOf(adfToText(htmlToAdf(article.content(ownLocale(article))).doc));
      expect(wordsOf(adfToText(JSON.parse(page.body) as never)), article.title).toContain(words);
      for (const file of article.files) {
        files += 1;
        expect(page.files).toContain(`${file.name} ${file.sha256()}`);
      }
      expect(page.body).toContain('"type":"media"');
      expect(page.body).not.toContain('ImageDisplay');
    }
    expect(files).toBeGreaterThan(2);
  });

  test('translations are pages below their article, with their language as a label', () => {
    let translations = 0;
    for (const article of placed()) {
      for (const locale of article.locales.slice(1)) {
        translations += 1;
        const page = pageOf(article.id, locale);
        expect(page.labels).toContain(`lang-${locale}`);
        const own = pageOf(article.id, ownLocale(article));
        if (article.status === 'Published') expect(page.parent).toBe(own.title);
        for (const tag of article.tags) expect(own.labels).toContain(tag.replaceAll(' ', '-'));
      }
    }
    expect(translations).toBeGreaterThan(10);
  });

  test('links to articles that have a page lead there, and to no other', () => {
    let followed = 0;
    for (const article of placed()) {
      const page = pageOf(article.id, ownLocale(article));
      const other = articles().find(({ permalink }) =>
        article.content(ownLocale(article)).includes(`/kb/articles/${permalink}"`),
      );
      if (other && spaceOf(other) !== undefined) {
        followed += 1;
        expect(page.body).toMatch(/\/wiki\/spaces\/(KB|AGENTS)\/pages\/\d+/);
        expect(page.body).not.toContain(`/kb/articles/${other.permalink}"`);
      } else expect(page.body).toContain('/kb/articles/');
    }
    expect(followed).toBeGreaterThan(8);
  });

  test('links in tickets lead to the pages of articles, and stay where an article has none', () => {
    const [open] = placed().filter((article) => spaceOf(article) === 'KB');
    const [left] = articles().filter((article) => spaceOf(article) === undefined);
    const texts = world.sandbox.jira.issues().flatMap(({ comments }) => comments);
    const [text, ...others] = texts
      .map(({ body }) => JSON.stringify(body))
      .filter((body) => body.includes(`read ${open?.permalink}`));
    expect(others).toEqual([]);
    expect(text).toMatch(/"href":"[^"]+\/wiki\/spaces\/KB\/pages\/\d+"/);
    expect(text).not.toContain(`/kb/articles/${open?.permalink}"`);
    expect(text).toContain(`/kb/articles/${left?.permalink}"`);
  });

  test('they are counted and read back; a second run writes nothing', () => {
    expect([first.findings, first.failures, first.verdict]).toEqual([[], [], 'complete']);
    const { articles: source } = world.sandbox.zoho.truth().counts();
    const done = placed().length;
    const row = first.modules.find(({ kind }) => kind === 'article');
    expect(row).toMatchObject({ source, target: done, done, skipped: source - done, pending: 0 });
    const rules = new Set(first.skips.filter(({ kind }) => kind === 'article').map((s) => s.rule));
    expect([...rules].sort()).toEqual([
      'its category is in the trash, or not shown by the source',
      'knowledgeBase.spaces.registered names no space',
    ]);
    expect(second.usage.writes).toBe(0);
    expect(second.verdict).toBe('complete');
  });

  test('a hook of the config labels pages, and no others are written', async () => {
    const [chosen] = placed();
    if (!chosen) throw new Error('no article has a place');
    const hooked = await run({
      ...intoSpaces,
      hooks: {
        article: ({ labels }, { article, text }) =>
          article.id === chosen.id && text === article.texts[0]
            ? { labels: [...labels, 'Read First'] }
            : undefined,
      },
    });
    expect([hooked.findings, hooked.failures]).toEqual([[], []]);
    expect(hooked.usage.writes).toBe(1);
    pages = world.sandbox.jira.inspect().pages;
    const marked = pages.filter(({ labels }) => labels.includes('read-first'));
    expect(marked.map(({ title }) => title)).toEqual([pageOf(chosen.id, ownLocale(chosen)).title]);
  });

  test('R-10: a rollback moves its pages to the trash, and leaves those that others changed', async () => {
    const [changed] = placed().filter(({ status }) => status === 'Published');
    const title = changed ? pageOf(changed.id, ownLocale(changed)).title : '';
    const agent = asAgent(world).confluence;
    const [space] = (await agent.spaces.list({ keys: ['KB', 'AGENTS'] })).items;
    const spaceId = space?.id ?? '';
    const [page] = (await agent.pages.list(spaceId, { title })).items;
    await agent.pages.update(page?.id ?? '', { title, body: { storage: '<p>better</p>' } });
    const migration = world.open(intoSpaces);
    // The last one is the hook's.
    const batch = (await migration.status()).openBatches.at(-2)?.id;
    const { kept } = await migration.rollback({ batch });
    await migration.close();
    expect(kept.map(({ kind, id }) => `${kind} ${id}`)).toEqual([`article ${changed?.id}`]);
    const left = world.sandbox.jira.inspect().pages.filter(({ status }) => status !== 'trashed');
    expect(left.map((one) => one.title).sort()).toEqual(
      ['Drucker', 'For agents', 'Help', title].sort(),
    );
  }, 60_000);
});

/** Letters and digits alone: images are words on one side and pictures on the other. */
const wordsOf = (text: string): string =>
  text.replace(/\[image: [^\]]*\]/gu, '').replace(/[^\p{L}\p{N}]/gu, '');
