/**
 * Where Zoho's documents are silent or contradict each other. The defaults are those that lose
 * nothing when they are wrong; change one when you know your portal.
 */
export interface Behaviour {
  /**
   * The highest `from` of a search: 999 in Search.json@75e1ba57, 4999 in the HTML reference.
   * Default 999.
   */
  readonly searchMaxFrom: number;
  /**
   * How long a new or changed ticket may take to be found by search; Zoho does not say. What is
   * younger is taken from the list instead. Milliseconds; default 15 minutes.
   */
  readonly searchLagMs: number;
  /** Whether a page is charged by its first record or by its last. Default `last`. */
  readonly tierBy: 'first' | 'last';
  /**
   * How a thread's body is fetched. `full-content`: by the endpoint that never cuts it, one call. `when-cut`: by
   * the plain one, and a second call where it says that it was cut. Thread.json gives both the same
   * answer. Default `full-content`; what is missing in it is fetched by the other.
   */
  readonly threadBody: 'full-content' | 'when-cut';
  /**
   * Take the only thread of a ticket from `latestThread`, which spares the list. Default true: Thread.json
   * gives it the same answer as a thread by id.
   */
  readonly latestThread: boolean;
  /** Skip lists that a ticket's counts say are empty. Default true. */
  readonly trustCounts: boolean;
  /** Send the token with `/support/ImageDisplay` on the org's own host. Default true. */
  readonly imageDisplayAuth: boolean;
}

export const DEFAULT_BEHAVIOUR: Behaviour = {
  searchMaxFrom: 999,
  searchLagMs: 15 * 60_000,
  tierBy: 'last',
  threadBody: 'full-content',
  latestThread: true,
  trustCounts: true,
  imageDisplayAuth: true,
};
