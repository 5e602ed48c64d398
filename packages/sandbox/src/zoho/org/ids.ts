/**
 * Zoho's ids are strings of 17 or 18 digits, beyond what a JSON number holds. Here the digits say
 * which record it is, so that no table from id to record is needed: prefix, kind, number.
 */
const PREFIX = '1892';
const NUMBER_DIGITS = 12;

const KINDS = {
  organization: '10',
  agent: '11',
  role: '12',
  profile: '13',
  department: '14',
  team: '15',
  account: '16',
  contact: '17',
  product: '18',
  contract: '19',
  ticket: '20',
  thread: '21',
  comment: '22',
  attachment: '23',
  task: '24',
  call: '25',
  event: '26',
  timeEntry: '27',
  tag: '28',
  rating: '29',
  sla: '30',
  module: '31',
  layout: '32',
  section: '33',
  field: '34',
  view: '35',
  customRecord: '36',
  kbRootCategory: '40',
  kbCategory: '41',
  kbTranslation: '42',
  article: '43',
  articleTranslation: '44',
  helpcenter: '45',
  export: '50',
  skill: '51',
  mapping: '52',
  historyEvent: '53',
  taskComment: '54',
  callComment: '55',
  eventComment: '56',
} as const satisfies Record<string, string>;

export type Kind = keyof typeof KINDS;

export function idOf(kind: Kind, number: number): string {
  return PREFIX + KINDS[kind] + String(number).padStart(NUMBER_DIGITS, '0');
}

/** The record's number; nothing for an id of another kind or of no kind. */
export function numberOf(kind: Kind, id: string): number | undefined {
  const head = PREFIX + KINDS[kind];
  if (id.length !== head.length + NUMBER_DIGITS || !id.startsWith(head)) return undefined;
  const digits = id.slice(head.length);
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}

/** What belongs to a ticket carries the ticket's number in its own. */
const CHILDREN = 100_000;

export function childNumber(ticket: number, child: number): number {
  return ticket * CHILDREN + child;
}

export function parentAndChild(number: number): { ticket: number; child: number } {
  return { ticket: Math.floor(number / CHILDREN), child: number % CHILDREN };
}
