/**
 * How a call is charged.
 *
 * - `record`: one record, by its id;
 * - `list`: by how deep the page lies, see `LIST_TIERS`;
 * - `count`: a count over the whole module;
 * - `file`: the bytes of an attachment or an image.
 */
export type PriceClass = 'record' | 'list' | 'count' | 'file';

/**
 * Credits of one page, by the index that it reaches. Source: "Credit Consumption Model" of the Desk
 * API's reference.
 */
export const LIST_TIERS: readonly { readonly upTo: number; readonly credits: number }[] = [
  { upTo: 2_000, credits: 3 },
  { upTo: 10_000, credits: 5 },
  { upTo: 50_000, credits: 10 },
  { upTo: 100_000, credits: 50 },
  { upTo: Number.POSITIVE_INFINITY, credits: 100 },
];

/**
 * Credits of the other classes. 1 a record and 50 for `tasks/count` are documented; the other
 * counts are taken to cost the same, and a file as much as a record. What Zoho charges is in each
 * answer and is what the ledger books.
 */
export const FLAT_PRICES: Readonly<Record<Exclude<PriceClass, 'list'>, number>> = {
  record: 1,
  count: 50,
  file: 1,
};

/** Where in a list a page lies, both from 0: it holds `from` to `from + limit - 1`. */
export interface PageDepth {
  readonly from: number;
  readonly limit: number;
}

/** Whether a page's tier follows its first or its last record: Zoho's text can be read both ways. */
export type TierBy = 'first' | 'last';

export function priceOf(price: PriceClass, depth?: PageDepth, tierBy: TierBy = 'last'): number {
  if (price !== 'list') return FLAT_PRICES[price];
  const { from, limit } = depth ?? { from: 0, limit: 1 };
  const reached = tierBy === 'first' ? from + 1 : from + limit;
  return LIST_TIERS.find(({ upTo }) => reached <= upTo)?.credits ?? 0;
}

/** Credits of paging through `records` records from the first one, `pageSize` at a time. */
export function priceOfListing(records: number, pageSize: number, tierBy?: TierBy): number {
  let credits = 0;
  for (let from = 0; from < records; from += pageSize) {
    credits += priceOf('list', { from, limit: pageSize }, tierBy);
  }
  return credits;
}
