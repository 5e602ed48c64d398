import type { ResolvedConfig } from '../config/schema.ts';
import type { FieldChange } from '../store/store.ts';
import { toLabels } from './labels.ts';
import { shorten } from './shorten.ts';
import type { TicketValues } from './ticket-values.ts';

const LONGEST_COMPONENT = 255;

/** Names of the components of a ticket. */
export function toComponents(values: TicketValues, { tickets }: ResolvedConfig): string[] {
  const names = tickets.components.flatMap((name) => values[name] ?? []);
  return [...new Set(names.map(componentName))];
}

/** As long as Jira lets it be. */
export const componentName = (name: string): string =>
  shorten(name.replace(/\s+/gu, ' ').trim(), LONGEST_COMPONENT);

/** Tags, and what has no other place where people could look for it. */
export function toTicketLabels(
  tags: readonly string[],
  values: TicketValues,
  placed: ReadonlySet<string>,
  { tickets }: ResolvedConfig,
): { labels: string[]; changes: FieldChange[] } {
  const { labels, changes } = toLabels(tags);
  const components: readonly string[] = tickets.components;
  const own = tickets.labels.flatMap((name) => {
    const value = values[name];
    if (!value || placed.has(name) || components.includes(name)) return [];
    return [`${PREFIXES[name]}-${name === 'rating' ? value.toLowerCase() : value}`];
  });
  return { labels: [...new Set([...labels, ...toLabels(own).labels])], changes };
}

/** What a label of each begins with. */
const PREFIXES: Readonly<Record<ResolvedConfig['tickets']['labels'][number], string>> = {
  channel: 'channel',
  category: 'category',
  subCategory: 'sub-category',
  classification: 'classification',
  language: 'language',
  team: 'team',
  product: 'product',
  contract: 'contract',
  rating: 'rating',
};
