import { planKnowledgeBase } from '../../mapping/knowledge-base.ts';
import type { RunContext } from '../../run/context.ts';
import { eachOf } from '../../run/each-of.ts';
import { stagedCategories } from '../../run/staged-categories.ts';
import type { SourceRecord } from '../../source/source.ts';
import { hashOf } from '../../store/hash.ts';
import { attemptArticle, stageArticle, wantsArticles } from '../knowledge-base.ts';
import type { ChangeTally } from './found.ts';
import { stageChanged } from './records.ts';
import type { Reread } from './tickets.ts';

/**
 * Reads again each article whose row says that it was changed. The list is short, and shows what is not there
 * any more: returns the ids of these. An edited translation that leaves the article's time as it was shows
 * only when all are read again.
 */
export async function extractChangedArticles(
  context: RunContext,
  { reread }: { readonly reread?: Reread | undefined },
  tally: ChangeTally,
): Promise<readonly string[]> {
  const { source, store, signal, config } = context;
  const { knowledgeBase } = source;
  if (!knowledgeBase || !wantsArticles(context)) return [];
  const categories = { kind: 'article-category', parse: knowledgeBase.parse.category };
  await stageChanged(context, categories, knowledgeBase.categories({ signal }), tally);
  const plan = planKnowledgeBase(config, await stagedCategories(context));
  const listed = new Set<string>();
  let unread = 0;

  const lookAt = async (record: SourceRecord): Promise<void> => {
    const { id, payload } = record;
    const before = await store.staging.get('article-row', id);
    const row = knowledgeBase.parse.articleRow(payload);
    const isSame =
      before !== undefined &&
      before.modifiedAt === record.modifiedAt &&
      hashOf(knowledgeBase.parse.articleRow(before.payload)) === hashOf(row);
    if (isSame && reread !== 'all') return;
    if ('space' in plan.placeOf(row)) {
      const was = await store.staging.hashOf('article', id);
      const now = await stageArticle(context, knowledgeBase, id);
      if (now !== undefined && was === undefined) tally.note('article', 'created');
      else if (now !== was) tally.note('article', 'changed');
    }
    // Last: what could not be read looks changed to the next pass, too.
    await store.commit({ staged: [{ ...record, kind: 'article-row', hash: hashOf(payload) }] });
  };
  for await (const { records, failed = [] } of knowledgeBase.articleRows({ signal })) {
    unread += failed.length;
    for (const { id } of records) listed.add(id);
    await eachOf(records, (record) => attemptArticle(context, record.id, () => lookAt(record)), {
      concurrency: config.concurrency.extract,
      signal,
    });
  }
  const gone: string[] = [];
  // What can't be read may be any of those that seem to be gone.
  if (unread > 0) return gone;
  for await (const { id } of store.staging.iterate('article-row')) {
    if (!listed.has(id)) gone.push(id);
  }
  tally.note('article', 'gone', gone.length);
  return gone;
}
