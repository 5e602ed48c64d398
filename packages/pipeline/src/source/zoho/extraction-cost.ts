import { FLAT_PRICES, LIST_TIERS, PLANS, priceOfListing } from '@zdjsm/zoho-desk';
import type { ResolvedConfig } from '../../config/schema.ts';
import type { CompleteCounts } from '../../plan/forecast/counts.ts';
import type { ExtractionCost } from '../survey.ts';

type Cost = ExtractionCost['modules'][string];

const NOTHING: Cost = { credits: 0, calls: 0 };
const CHILD_OF = { tasks: 'task', calls: 'call', events: 'event' } as const;

const PAGE = 100;
const [{ credits: FIRST_PAGE } = { credits: 3 }] = LIST_TIERS;
// The share of tickets whose messages turn out to need a list after all.
const ASKED_IN_VAIN = 0.05;
// Lists of agents by status, of teams, of modules, of the knowledge base: a page or two each.
const SMALL_LISTS = 30;
// Its archived tickets, ratings and counts.
const LISTS_A_DEPARTMENT = 5;

/** What `zdjsm extract` spends, by what it asks for; each row is one way of asking. */
export function extractionCost(
  counts: CompleteCounts,
  { scope }: { readonly scope: Pick<ResolvedConfig['scope'], 'without'> },
): Pick<ExtractionCost, 'credits' | 'calls' | 'modules'> {
  const isRead = (extra: (typeof scope.without)[number]): boolean => !scope.without.includes(extra);
  const { tickets } = counts;
  const modules: Record<string, Cost> = {
    'small lists': times(SMALL_LISTS + LISTS_A_DEPARTMENT * counts.departments, FIRST_PAGE),
    'tickets.list': sum(scanned(tickets), times(1, FLAT_PRICES.count)),
    'tickets.archived': listed(counts.archivedTickets),
    'tickets.details': times(tickets, FLAT_PRICES.record),
    'messages.lists': times(counts.ticketsWithLists, FIRST_PAGE),
    'messages.bodies': times(counts.threads + tickets * ASKED_IN_VAIN, FLAT_PRICES.record),
    files: times(counts.files, FLAT_PRICES.file),
    'tickets.files': times(counts.ticketsWithFiles, FIRST_PAGE),
    'tickets.tags': times(counts.tagged, FIRST_PAGE),
    'tickets.resolutions': times(counts.resolutions, FIRST_PAGE),
    'tickets.timeEntries': times(isRead('time-entry') ? counts.timeEntries : 0, FIRST_PAGE),
    'tickets.followers': times(isRead('follower') ? counts.followers : 0, FIRST_PAGE),
    'tickets.history': times(isRead('history') ? tickets : 0, FIRST_PAGE),
    // Each is asked for its accounts: a row names the first of them only.
    contacts: sum(scanned(counts.contacts), times(counts.contacts, FIRST_PAGE)),
    accounts: sum(scanned(counts.accounts), times(counts.accounts, FLAT_PRICES.record)),
    products: listed(counts.products),
    contracts: sum(listed(counts.contracts), times(counts.contracts, FLAT_PRICES.record)),
    ...Object.fromEntries(
      (['tasks', 'calls', 'events'] as const).map((name) => [
        name,
        isRead(CHILD_OF[name])
          ? sum(listed(counts[name]), times(counts[name], FLAT_PRICES.record))
          : NOTHING,
      ]),
    ),
    ratings: isRead('rating') ? listed(counts.ratings) : NOTHING,
    customRecords: scanned(counts.customRecords),
    articles: sum(listed(counts.articles), times(counts.articles, FLAT_PRICES.record)),
  };
  return { ...sum(...Object.values(modules)), modules };
}

/** What the portal's plan lets through. */
export function allowanceOf({
  edition,
  agents,
  creditReserve,
}: Pick<NonNullable<ResolvedConfig['source']>, 'edition' | 'agents' | 'creditReserve'>): {
  /** That the reserve leaves. */
  readonly creditsADay: number;
  readonly concurrency: number;
} {
  const { base, perAgent, concurrency } = PLANS[edition];
  return { creditsADay: base + perAgent * agents - creditReserve, concurrency };
}

/** Rows that are searched through, page by page at the price of the first. */
const scanned = (records: number): Cost =>
  times(records === 0 ? 0 : records / (PAGE - 1) + 2, FIRST_PAGE);

/** Rows that are paged through: the deeper, the dearer. */
const listed = (records: number): Cost => ({
  calls: records === 0 ? 0 : Math.ceil(records / PAGE) + 1,
  credits: records === 0 ? 0 : priceOfListing(records + PAGE, PAGE),
});

function times(calls: number, credits: number): Cost {
  const whole = Math.ceil(calls);
  return { calls: whole, credits: whole * credits };
}

const sum = (...costs: readonly Cost[]): Cost => ({
  credits: costs.reduce((total, { credits }) => total + credits, 0),
  calls: costs.reduce((total, { calls }) => total + calls, 0),
});
