import type { Behaviour } from '../behaviour.ts';
import { FLAT_PRICES, LIST_TIERS, priceOfListing } from './prices.ts';

/** What a portal holds, as far as it is known; what is left out is guessed from the tickets. */
export interface PortalCounts {
  readonly tickets: number;
  /** Of those, archived ones. Default 0. */
  readonly archivedTickets?: number | undefined;
  /** Default 5. */
  readonly departments?: number | undefined;
  /** Of all tickets together. Default 4 a ticket. */
  readonly threads?: number | undefined;
  /**
   * Tickets whose messages are read without a list: those that have no comment, and no thread, one, or a
   * question and its answer. Default a quarter.
   */
  readonly ticketsWithoutLists?: number | undefined;
  /** Tickets with attachments of their own. Default a quarter. */
  readonly ticketsWithAttachments?: number | undefined;
  /** Attachments and inline images. Default 1.5 a ticket. */
  readonly files?: number | undefined;
  /** Pairs of ticket and tag. Default half of the tickets. */
  readonly tagged?: number | undefined;
  /** Default 0, as all that follow. */
  readonly ticketsWithTimeEntries?: number | undefined;
  readonly ticketsWithFollowers?: number | undefined;
  /** Tickets whose history is read. */
  readonly histories?: number | undefined;
  readonly contacts?: number | undefined;
  /** Each is asked for its contacts, too. */
  readonly accounts?: number | undefined;
  readonly products?: number | undefined;
  readonly tasks?: number | undefined;
  readonly calls?: number | undefined;
  readonly events?: number | undefined;
  readonly contracts?: number | undefined;
  readonly articles?: number | undefined;
  /** Of all articles together, beyond their own language. */
  readonly translations?: number | undefined;
  /** Of all custom modules together. */
  readonly customRecords?: number | undefined;
}

/** What calls cost. */
export interface Cost {
  readonly credits: number;
  readonly calls: number;
}

/** What reading a whole portal will cost, by module. */
export interface Estimate extends Cost {
  /** Days, when the reserve is kept; undefined when the plan is not known. */
  readonly days: number | undefined;
  readonly modules: Readonly<Record<string, Cost>>;
}

const PAGE = 100;
// The share of tickets whose two threads turn out not to be a question and its answer.
const ASKED_IN_VAIN = 0.05;
const [{ credits: FIRST_TIER } = { credits: 3 }] = LIST_TIERS;

/** What a whole extraction costs with `scan` and `wholeTickets.each`. It rounds up, never down. */
export function estimateExtraction(
  counts: PortalCounts,
  budget: { readonly limit: number | undefined; readonly reserve: number },
  behaviour: Pick<Behaviour, 'tierBy'>,
): Estimate {
  const { tickets } = counts;
  const threads = counts.threads ?? tickets * 4;
  const withoutLists = counts.ticketsWithoutLists ?? tickets / 4;

  /** Rows that are searched through, page by page at the price of the first. */
  const scanned = (records = 0): Cost =>
    times(records === 0 ? 0 : records / (PAGE - 1) + 2, FIRST_TIER);
  const listed = (records = 0): Cost => ({
    credits: records === 0 ? 0 : priceOfListing(records + PAGE, PAGE - 1, behaviour.tierBy),
    calls: records === 0 ? 0 : Math.ceil(records / (PAGE - 1)) + 1,
  });
  const details = (records = 0): Cost => times(records, FLAT_PRICES.record);

  const modules: Record<string, Cost> = {
    'tickets.scan': sum(scanned(tickets), times(1, FLAT_PRICES.count)),
    // A page more for each department, and one more to see that it was the last.
    'tickets.archived': sum(
      listed(counts.archivedTickets),
      times(2 * (counts.departments ?? 5) + 2, FIRST_TIER),
    ),
    'tickets.details': details(tickets),
    'messages.lists': times(tickets - withoutLists, FIRST_TIER),
    'messages.bodies': details(threads + tickets * ASKED_IN_VAIN),
    attachments: times(counts.ticketsWithAttachments ?? tickets / 4, FIRST_TIER),
    files: times(counts.files ?? tickets * 1.5, FLAT_PRICES.file),
    tags: listed(counts.tagged ?? tickets / 2),
    timeEntries: times(counts.ticketsWithTimeEntries ?? 0, FIRST_TIER),
    followers: times(counts.ticketsWithFollowers ?? 0, FIRST_TIER),
    histories: times(counts.histories ?? 0, FIRST_TIER),
    contacts: scanned(counts.contacts),
    accounts: scanned(counts.accounts),
    'accounts.contacts': times(counts.accounts ?? 0, FIRST_TIER),
    products: sum(listed(counts.products), details(counts.products)),
    tasks: scanned(counts.tasks),
    calls: scanned(counts.calls),
    events: scanned(counts.events),
    contracts: sum(listed(counts.contracts), details(counts.contracts)),
    articles: sum(listed(counts.articles), details(counts.articles)),
    translations: sum(
      times(counts.translations ? (counts.articles ?? 0) : 0, FIRST_TIER),
      details(counts.translations),
    ),
    customRecords: scanned(counts.customRecords),
  };
  const total = sum(...Object.values(modules));
  const daily = budget.limit === undefined ? undefined : budget.limit - budget.reserve;
  return {
    ...total,
    days: daily === undefined ? undefined : daily > 0 ? Math.ceil(total.credits / daily) : Infinity,
    modules,
  };
}

function times(calls: number, credits: number): Cost {
  const whole = Math.ceil(calls);
  return { calls: whole, credits: whole * credits };
}

function sum(...costs: readonly Cost[]): Cost {
  return costs.reduce(
    (total, { credits, calls }) => ({
      credits: total.credits + credits,
      calls: total.calls + calls,
    }),
    { credits: 0, calls: 0 },
  );
}
