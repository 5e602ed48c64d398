/**
 * What no setting says: hooks in code, which set or change any field of the target. A config in TypeScript
 * takes them as they stand here: `export default defineConfig({ …, hooks })`. Each is given what the
 * settings have made of a record, and the record; it returns the fields that shall be otherwise.
 *
 * They are pure: no clock, no network, no file. docs/guides/mapping.md says why, and what happens when one fails.
 */
import type { Hooks } from '@zdjsm/pipeline';
import { textToAdf } from '@zdjsm/transform';

/** Two fields of the old helpdesk were one thing all along. */
const MARKETS: Readonly<Record<string, string>> = { de: 'Europe', fr: 'Europe', ja: 'Asia' };

export const hooks: Hooks = {
  // Only the text of the hooks is compared between two runs, not what they call: raise this when MARKETS changes.
  version: '1',

  ticket(draft, ticket, { nameOf }) {
    const language = ticket.language?.slice(0, 2).toLowerCase() ?? '';
    const region = MARKETS[language];
    const isBig = ticket.messages.length > 10;
    return {
      summary: `[${ticket.number}] ${draft.summary}`,
      labels: [...draft.labels, ...(isBig ? ['long-story'] : [])],
      // By the name of the field, as values that it takes: options are named, dates are ISO 8601, null empties.
      fields: region ? { Regions: [region] } : {},
      ...(nameOf('team', ticket.teamId) === 'Escalations' ? { priority: 'Highest' } : {}),
    };
  },

  comment({ body, visibility }, { message }) {
    // Machines' replies interest agents at most. What was internal can't be made public.
    if (message?.author?.type === 'system') return { visibility: 'internal' };
    if (visibility === 'public' || message?.kind !== 'comment') return undefined;
    const [head = { type: 'paragraph' }] = textToAdf('Internal, from the old helpdesk').doc.content;
    return { body: { ...body, content: [head, ...body.content] } };
  },

  customer: ({ displayName }) => ({ displayName: displayName.replace(/\s*\(.*\)$/, '') }),

  organization: ({ name }) => ({ name: name.replace(/,? (Inc|Ltd|GmbH)\.?$/, '') }),

  article: ({ labels }, { article }) => ({
    labels: article.audience === 'restricted' ? [...labels, 'agents-only'] : labels,
  }),
};
