import { z } from 'zod';

const space = z.string().regex(/^[A-Za-z0-9]{1,255}$/, 'the key of a space, as in "KB"');

/**
 * Articles → pages of Confluence. A space is made by a person, who decides who may read it; the
 * migration puts into it what at least those people could read before.
 */
export const knowledgeBase = z
  .strictObject({
    /**
     * Key of the space for articles that all could read, that only those could who had logged in, and that
     * only some could: agents, groups, nobody. Articles whose kind has no space are left out, and counted.
     */
    spaces: z
      .strictObject({ public: space, registered: space, restricted: space })
      .partial()
      .default({}),
    /** Drafts, articles in review, expired ones: as drafts of the migrating account, or not at all. */
    unpublished: z.enum(['draft', 'skip']).default('draft'),
    /** Translations: pages below their article, pages beside it, or left out. Each has a label, `lang-de`. */
    translations: z.enum(['child', 'sibling', 'skip']).default('child'),
  })
  .prefault({});
