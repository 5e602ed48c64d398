import type { ResolvedConfig } from '../config/schema.ts';
import type { ArticleCategory, ArticleRow, Audience } from '../model/knowledge-base.ts';

/** A category's page in one of the spaces. */
export interface CategoryPage {
  readonly category: ArticleCategory;
  /** Key. */
  readonly space: string;
  /** The category above it, whose page is in the same space. */
  readonly parent: ArticleCategory | undefined;
}

/** Where articles and categories go. Pure. */
export interface KnowledgeBasePlan {
  /** The space, by its key, or the rule that leaves the article out. */
  placeOf(article: ArticleRow): { readonly space: string } | { readonly skip: string };
  /** The pages of categories that these articles need, and those of empty ones; parents first. */
  categoryPages(articles: Iterable<ArticleRow>): readonly CategoryPage[];
  /** The rule that leaves out a category that has no page; undefined for one that has. */
  leavesOut(category: ArticleCategory): string | undefined;
}

const NARROWER: readonly Audience[] = ['public', 'registered', 'restricted'];

export function planKnowledgeBase(
  { knowledgeBase }: Pick<ResolvedConfig, 'knowledgeBase'>,
  categories: readonly ArticleCategory[],
): KnowledgeBasePlan {
  const { spaces, unpublished } = knowledgeBase;
  const byId = new Map(categories.map((category) => [category.id, category]));

  /** The category and those above it, the topmost first; undefined when one is missing or trashed. */
  const pathOf = (id: string | undefined): ArticleCategory[] | undefined => {
    const path: ArticleCategory[] = [];
    for (let at = id; at !== undefined; at = path[0]?.parentId) {
      const category = byId.get(at);
      if (!category || category.isTrashed || path.includes(category)) return undefined;
      path.unshift(category);
    }
    return path.length > 0 ? path : undefined;
  };
  const spaceFor = (audiences: readonly Audience[]) => {
    const audience = NARROWER[Math.max(...audiences.map((one) => NARROWER.indexOf(one)))];
    const space = audience && spaces[audience];
    return space === undefined
      ? { skip: `knowledgeBase.spaces.${audience} names no space` }
      : { space };
  };
  const placeOf: KnowledgeBasePlan['placeOf'] = ({ categoryId, audience, isPublished }) => {
    const path = pathOf(categoryId);
    if (!path) return { skip: 'its category is in the trash, or not shown by the source' };
    const place = spaceFor([audience, ...path.map((category) => category.audience)]);
    if ('skip' in place || isPublished || unpublished === 'draft') return place;
    return { skip: 'knowledgeBase.unpublished: skip' };
  };
  const ownPlace = (category: ArticleCategory) => {
    const path = pathOf(category.id);
    if (!path) return { skip: 'it is in the trash' };
    return spaceFor(path.map(({ audience }) => audience));
  };

  return {
    placeOf,
    leavesOut(category) {
      const place = ownPlace(category);
      return 'skip' in place ? place.skip : undefined;
    },
    categoryPages(articles) {
      const pages = new Map<string, CategoryPage>();
      const need = (path: readonly ArticleCategory[], space: string): void => {
        for (const [place, category] of path.entries()) {
          const key = categoryPageKey(category.id, space);
          if (!pages.has(key)) pages.set(key, { category, space, parent: path[place - 1] });
        }
      };
      for (const category of categories) {
        const place = ownPlace(category);
        if ('space' in place) need(pathOf(category.id) ?? [], place.space);
      }
      for (const article of articles) {
        const place = placeOf(article);
        if ('space' in place) need(pathOf(article.categoryId) ?? [], place.space);
      }
      return [...pages.values()];
    },
  };
}

/** A category may have a page in several spaces: with what all may read, and with what few may. */
export const categoryPageKey = (categoryId: string, space: string): string =>
  `${categoryId}/${space}`;
