import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createJsonLinesSource } from '../../../../examples/another-helpdesk.ts';
import type { KnowledgeBaseSource } from '../../src/index.ts';
import { asPerson } from '../support/people.ts';
import { createWorld } from '../support/world.ts';

const HTML = '<p>All of it is about the same, and there is much of it.</p>'.repeat(60_000);

/** One category with one article, which is larger than Confluence takes. */
const knowledgeBase: KnowledgeBaseSource = {
  categories: () => one('c1'),
  articleRows: () => one('a1'),
  article: async () => ({ id: 'a1', payload: {}, modifiedAt: undefined }),
  openFile: () => Promise.reject(new Error('there is no file')),
  parse: {
    category: () => ({ ...row, id: 'c1', parentId: undefined, name: 'Manuals' }),
    articleRow: () => row,
    article: () => ({
      ...row,
      status: 'Published',
      url: undefined,
      author: undefined,
      createdAt: undefined,
      modifiedAt: undefined,
      tags: [],
      linkKey: undefined,
      texts: [
        {
          locale: 'en',
          title: 'The manual',
          content: HTML,
          isPublished: true,
          isOutdated: false,
          files: [],
        },
      ],
    }),
    linkTo: () => undefined,
  },
};

const row = {
  id: 'a1',
  title: 'The manual',
  categoryId: 'c1',
  isPublished: true,
  audience: 'public',
  description: undefined,
  isTrashed: false,
} as const;

async function* one(id: string) {
  yield { records: [{ id, payload: {}, modifiedAt: undefined }], checkpoint: undefined };
}

test('M-13: of a text that is too large the page shows the beginning, and all of it is attached', async () => {
  const world = await createWorld({ zoho: { tickets: 1 } });
  onTestFinished(() => world.stop());
  const folder = join(world.folder, 'export');
  mkdirSync(folder);
  for (const file of ['companies', 'people', 'tickets']) {
    writeFileSync(join(folder, `${file}.jsonl`), '');
  }
  const { spaces } = asPerson(world, world.sandbox.jira.credentials).confluence;
  await spaces.ensure({ key: 'KB', name: 'Help' });
  const migration = world.open(
    {
      departments: { Helpdesk: { project: 'SUP', requestType: 'Get support' } },
      ...{ statuses: {}, statusesByType: {}, priorities: {}, fields: {}, agents: {} },
      knowledgeBase: { spaces: { public: 'KB' } },
    },
    { source: { ...createJsonLinesSource(folder), knowledgeBase } },
  );
  const { report } = await migration.run();
  await migration.close();
  expect([report.failures, report.findings, report.verdict]).toEqual([[], [], 'complete']);
  expect(report.changes).toContainEqual(expect.objectContaining({ reason: 'shortened' }));
  const page = world.sandbox.jira.inspect().pages.find(({ title }) => title === 'The manual');
  expect(page?.body.length).toBeGreaterThan(4_000_000);
  expect(page?.files).toEqual([expect.stringMatching(/^whole-text.html /)]);
}, 90_000);
