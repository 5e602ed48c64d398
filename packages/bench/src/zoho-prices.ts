// Written down a second time on purpose: a bench that takes its prices from the client that it judges
// judges nothing. Source: "Credit Consumption Model" of the Desk API's reference.
const TIERS: readonly (readonly [upTo: number, credits: number])[] = [
  [2_000, 3],
  [10_000, 5],
  [50_000, 10],
  [100_000, 50],
  [Number.POSITIVE_INFINITY, 100],
];

const PAGE = 100;
const FIRST_PAGE = 3;

/** Credits of paging by index through so many records. */
export function creditsByIndex(records: number): number {
  let credits = 0;
  for (let from = 0; from < records; from += PAGE) {
    credits += TIERS.find(([upTo]) => from <= upTo)?.[1] ?? 0;
  }
  return credits;
}

/** Credits where every page costs what the first one costs. */
export function creditsOfFirstPages(records: number, pageSize = PAGE): number {
  return FIRST_PAGE * Math.ceil(records / pageSize);
}
