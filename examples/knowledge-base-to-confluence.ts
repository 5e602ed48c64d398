// The published articles that everybody may read, as pages below their categories, with their pictures.
// The pipeline does more (drafts, translations, restricted articles, links): docs/guides/knowledge-base-and-custom-modules.md
//
//     npx pnpm@12 run example knowledge-base-to-confluence
//
// With your own: `node --env-file=secrets.env knowledge-base-to-confluence.ts`, and in that file ZDJSM_ZOHO_…, ZDJSM_JIRA_…: README.md.
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { htmlToAdf, rewriteImages } from '@zdjsm/transform';
import type { Category } from '@zdjsm/zoho-desk';
import { connectJira, connectZoho, env } from './connect.ts';

/** The key of the Confluence space; one that is not there is created. */
const SPACE = process.env.SPACE ?? 'KB';

const zoho = connectZoho();
const { pages, spaces } = connectJira().confluence;

const { id: spaceId } = await spaces.ensure({ key: SPACE, name: 'Knowledge base' });
let written = 0;

async function publish(category: Category, parentId: string | undefined): Promise<void> {
  // Below a category that is not for all, nothing is.
  if (category.visibility !== 'ALL_USERS' || category.status !== 'SHOW_IN_HELPCENTER') return;
  const empty = { storage: '' };
  const above = await pages.ensure({ spaceId, title: category.name, body: empty, parentId });
  const wanted = { categoryId: category.id, status: 'Published', permission: 'ALL' } as const;
  for await (const row of zoho.knowledgeBase.articles(wanted)) {
    const { id, title, answer } = await zoho.knowledgeBase.article(row.id);
    const page = { spaceId, title: title ?? id, parentId: above.id };
    const { id: pageId } = await pages.ensure({ ...page, body: empty });
    // Pictures first: a text can show only what is on its page already.
    const { doc } = await rewriteImages(htmlToAdf(answer ?? '').doc, async ({ src, alt }) => {
      if (!zoho.downloads.serves(src)) return undefined;
      const { body, contentType } = await zoho.downloads.open({ image: src });
      const bytes = await buffer(body);
      const name = `picture-${bytes.length}.${contentType.split('/')[1]}`;
      const open = () => Readable.from([bytes]);
      const file = await pages.attach(pageId, { name, contentType, size: bytes.length, open });
      const { fileId = '', collectionName: collection } = file.extensions ?? {};
      return { kind: 'media', id: fileId, collection, alt };
    });
    await pages.update(pageId, { title: page.title, parentId: above.id, body: doc });
    await pages.setProperty(pageId, 'zoho', { article: id });
    written += 1;
  }
  for (const child of category.children ?? []) await publish(child, above.id);
}

for await (const root of zoho.knowledgeBase.rootCategories()) {
  await publish(await zoho.knowledgeBase.categoryTree(root.id), undefined);
}
console.log(`${written} articles are in ${env('ZDJSM_JIRA_SITE')}/wiki`);
