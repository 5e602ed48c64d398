import type { ConfluencePage } from '@zdjsm/jsm';
import pMap from 'p-map';
import { imageSource } from '../extract/files.ts';
import type { Library } from '../load/knowledge-base/library.ts';
import { PAGE_PROPERTY, parentOf } from '../load/knowledge-base/page.ts';
import { ARTICLE_FILE, ARTICLE_IMAGE, stagedFiles } from '../load/knowledge-base/page-files.ts';
import { composePage, linkedText } from '../load/knowledge-base/page-text.ts';
import type { LoadContext } from '../load/load-context.ts';
import { NOT_FETCHED, REFUSED, type TicketFiles } from '../load/ticket/files.ts';
import type { PageIntent } from '../mapping/article.ts';
import { markedTitle } from '../mapping/page-titles.ts';
import { hashOf, sha256Of } from '../store/hash.ts';
import { compareDocuments } from './check-messages.ts';
import { createFindings, expected, type Findings } from './findings.ts';
import { checkRecord } from './read-back.ts';
import type { ValidationContext } from './validation-context.ts';

/**
 * Articles and categories, found by asking the spaces which of their pages say to be ours: each once, in
 * its place, with its words, files and labels. Returns the differences.
 */
export async function checkKnowledgeBase(context: ValidationContext): Promise<number> {
  const { library, config, tally } = context;
  if (!library || Object.keys(config.knowledgeBase.spaces).length === 0) return 0;
  const found = await readPages(context);
  let differences = 0;
  const check = async (page: PageIntent): Promise<void> => {
    tally.source(page.kind);
    tally.source('article-text');
    differences += await checkRecord(context, page, (findings) =>
      checkPage(context, page, { library, found, findings }),
    );
  };
  for (const page of library.categoryPages) await check(library.categoryPage(page));
  for await (const { id, intent } of library.articles()) {
    const ofHook = createFindings();
    const { pages } = expected(ofHook, intent) ?? { pages: [] };
    for (const page of pages) await check(page);
    if (pages.length > 0) continue;
    differences += ofHook.list.length;
    await context.store.commit({
      findings: [{ kind: 'article', sourceId: id, findings: ofHook.list }],
    });
  }
  return differences;
}

type FoundPages = ReadonlyMap<string, readonly ConfluencePage[]>;

const sourceKey = (space: string, property: unknown): string => `${space} ${hashOf(property)}`;

/** All pages of the spaces that carry the property of one of ours. */
async function readPages({ jsm, config, signal }: LoadContext): Promise<FoundPages> {
  const { spaces, pages } = jsm.confluence;
  const keys = Object.values(config.knowledgeBase.spaces).flatMap((key) => key ?? []);
  const found = new Map<string, ConfluencePage[]>();
  for await (const space of spaces.list({ keys: [...new Set(keys)], signal })) {
    const all = pages.list(space.id, { status: ['current', 'draft'], signal });
    await pMap(
      all,
      async (page) => {
        const property = await pages.getProperty(page.id, PAGE_PROPERTY, { signal });
        if (property === undefined) return;
        const key = sourceKey(space.key, property);
        found.set(key, [...(found.get(key) ?? []), page]);
      },
      { concurrency: config.concurrency.load, signal },
    );
  }
  return found;
}

async function checkPage(
  context: ValidationContext,
  intent: PageIntent,
  of: {
    readonly library: Library;
    readonly found: FoundPages;
    readonly findings: Findings;
  },
): Promise<void> {
  const { jsm, signal, tally } = context;
  const { findings } = of;
  const { pages } = jsm.confluence;
  const found = of.found.get(sourceKey(intent.space, intent.property)) ?? [];
  findings.expect('pages', 1, found.length);
  const [row] = found;
  if (!row) return;
  tally.target(intent.kind);
  tally.target('article-text');
  const draft = intent.status === 'draft';
  const page = await pages.get(row.id, { draft, format: 'atlas_doc_format', signal });
  const titles = [intent.title, markedTitle(intent.title, intent.mark)];
  if (!titles.includes(page.title)) findings.expect('title', intent.title, page.title);
  findings.expect('status', intent.status, page.status);
  const parentId = await parentOf(context, intent);
  if (parentId !== undefined) findings.expect('parent', parentId, page.parentId);
  const labels = await Array.fromAsync(pages.labels(row.id, { signal }), ({ name }) => name);
  const missing = intent.labels.filter((label) => !labels.includes(label));
  findings.expect('missing labels', [], missing);
  const doc = await linkedText(context, intent, of.library);
  const files = await writtenFiles(context, intent);
  const whole = await composePage(doc, intent, row.id, files);
  const body = page.body?.atlas_doc_format?.value;
  // Nothing in this format: somebody has written it in the other one, or its text failed.
  compareDocuments('text', whole, body ? JSON.parse(body) : undefined, findings);
  await checkFiles(context, intent, row.id, findings);
}

/** Files as the load noted them. */
async function writtenFiles(context: LoadContext, intent: PageIntent): Promise<TicketFiles> {
  const { store } = context;
  const { rows } = await stagedFiles(context, intent);
  const noted = async (kind: string, name: string) => {
    const row = await store.crosswalk.get(kind, `${intent.sourceId}/${name}`);
    return row?.state === 'done' ? { mediaId: row.targetKey ?? '' } : undefined;
  };
  return {
    async attachment({ id }) {
      const written = await noted(ARTICLE_FILE, id);
      if (written) return written;
      return rows.get(id)?.sha256 ? REFUSED : NOT_FETCHED;
    },
    async image(src) {
      const sha256 = rows.get(imageSource(src))?.sha256;
      return sha256 === undefined ? undefined : await noted(ARTICLE_IMAGE, sha256);
    },
  };
}

/** Every file of the page, downloaded again: the same bytes as were fetched from the source. */
async function checkFiles(
  context: ValidationContext,
  intent: PageIntent,
  pageId: string,
  findings: Findings,
): Promise<void> {
  const { jsm, store, signal, tally } = context;
  const { rows } = await stagedFiles(context, intent);
  for (const { source, sha256 } of rows.values()) {
    if (sha256 === undefined) continue;
    const written = [
      await store.crosswalk.get(ARTICLE_FILE, `${intent.sourceId}/${source}`),
      await store.crosswalk.get(ARTICLE_IMAGE, `${intent.sourceId}/${sha256}`),
    ];
    for (const row of written) {
      if (row?.state !== 'done' || row.targetId === undefined) continue;
      tally.target(row.kind);
      const { body } = await jsm.confluence.pages.openAttachment(pageId, row.targetId, { signal });
      findings.expect(`${row.kind} ${source.slice(0, 40)}: SHA-256`, sha256, await sha256Of(body));
    }
  }
}
