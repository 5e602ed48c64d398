/** What credits are spent on. */
export const ITEMS = [
  'listing tickets',
  'ticket details',
  'lists of messages',
  'bodies of messages',
  'lists of attachments',
  'tags',
  'time entries',
  'followers',
  'tasks, calls, events',
  'contacts and accounts',
  'whose contact is whose',
] as const;

export type Item = (typeof ITEMS)[number];
export type Bill = Readonly<Record<Item, number>>;

export function emptyBill(): Record<Item, number> {
  return Object.fromEntries(ITEMS.map((item) => [item, 0])) as Record<Item, number>;
}

export function totalOf(bill: Bill): number {
  return ITEMS.reduce((sum, item) => sum + bill[item], 0);
}

export function sumOf(...bills: readonly Bill[]): Bill {
  const sum = emptyBill();
  for (const bill of bills) for (const item of ITEMS) sum[item] += bill[item];
  return sum;
}

export function times(bill: Bill, factor: number): Bill {
  const product = emptyBill();
  for (const item of ITEMS) product[item] = bill[item] * factor;
  return product;
}

const RULES: readonly (readonly [RegExp, Item])[] = [
  [
    /^\/tickets$|^\/tickets\/(search|archivedTickets)|^\/ticketsCount|^\/departments/,
    'listing tickets',
  ],
  [/^\/tickets\/\d+$/, 'ticket details'],
  [/\/threads\/\d+|\/latestThread/, 'bodies of messages'],
  [/\/(threads|comments|conversations)$/, 'lists of messages'],
  [/^\/tickets\/\d+\/attachments$/, 'lists of attachments'],
  [/\/tags$|^\/ticketTags|^\/tags\//, 'tags'],
  [/\/timeEntry$/, 'time entries'],
  [/\/followers$/, 'followers'],
  [/\/(tasks|calls|events)(\/|$)/, 'tasks, calls, events'],
  [/^\/contacts\/\d+\/accounts$|^\/accounts\/\d+\/contacts$/, 'whose contact is whose'],
  [/^\/(contacts|accounts)(\/|$)/, 'contacts and accounts'],
];

export type Handle = (request: Request) => Promise<Response>;

/** Adds up what Zoho itself says that each call has cost. */
export interface Meter {
  /** Runs the work and returns what its calls have cost. */
  measure(work: () => Promise<unknown>): Promise<Bill>;
  readonly handle: Handle;
}

export function createMeter(handle: Handle): Meter {
  let spent = emptyBill();
  return {
    async measure(work) {
      spent = emptyBill();
      await work();
      return spent;
    },
    async handle(request) {
      const answer = await handle(request);
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/api/v1')) {
        const charged = Number(answer.headers.get('x-rate-limit-request-weight-v3') ?? 0);
        spent[itemOf(pathname.slice('/api/v1'.length))] += charged;
      }
      return answer;
    },
  };
}

function itemOf(path: string): Item {
  const [, item] = RULES.find(([pattern]) => pattern.test(path)) ?? [];
  if (item) return item;
  throw new Error(`no item for ${path}`);
}
