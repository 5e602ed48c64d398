import type { ArticleCategory } from '../model/knowledge-base.ts';
import type { RunContext } from './context.ts';

/** The categories of the knowledge base: few, and needed whole to know what may be read by whom. */
export async function stagedCategories({
  store,
  source: { knowledgeBase },
}: Pick<RunContext, 'store' | 'source'>): Promise<ArticleCategory[]> {
  if (!knowledgeBase) return [];
  return await Array.fromAsync(store.staging.iterate('article-category'), ({ payload }) =>
    knowledgeBase.parse.category(payload),
  );
}
