/** When the helpdesk was opened, and the last moment that the seed knows of. */
export const ORG_START = Date.UTC(2019, 0, 7, 8);
export const SEEDED_UNTIL = Date.UTC(2026, 1, 27, 17);

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export type StatusType = 'Open' | 'On Hold' | 'Closed';

/** Display names, the helpdesk's own among them, and what Zoho counts each as. */
export const STATUSES: readonly { readonly name: string; readonly type: StatusType }[] = [
  { name: 'Closed', type: 'Closed' },
  { name: 'Open', type: 'Open' },
  { name: 'On Hold', type: 'On Hold' },
  { name: 'Escalated', type: 'Open' },
  { name: 'Waiting for Vendor', type: 'On Hold' },
  { name: 'Zu prüfen', type: 'Open' },
  { name: "Resolved - Won't Fix", type: 'Closed' },
];

export const PRIORITIES: readonly (string | null)[] = [null, 'Low', 'Medium', 'High', 'Sofort'];

/** A ticket's channel, and the channel of the threads in it. */
export const CHANNELS: readonly { readonly ticket: string; readonly thread: string }[] = [
  { ticket: 'Email', thread: 'EMAIL' },
  { ticket: 'Web', thread: 'WEB' },
  { ticket: 'Phone', thread: 'PHONE' },
  { ticket: 'Chat', thread: 'ONLINE_CHAT' },
  { ticket: 'Facebook', thread: 'FACEBOOK' },
  { ticket: 'Forums', thread: 'FORUMS' },
  { ticket: 'Customer Portal', thread: 'CUSTOMERPORTAL' },
];

export const CATEGORIES: readonly { readonly name: string | null; readonly sub: string | null }[] =
  [
    { name: null, sub: null },
    { name: 'general', sub: 'Sub General' },
    { name: 'Billing', sub: 'Refund' },
    { name: 'Billing', sub: 'Wrong address' },
    { name: 'Hardware', sub: 'Printer' },
    { name: 'Hardware', sub: null },
  ];

export const CLASSIFICATIONS: readonly (string | null)[] = [
  null,
  'Question',
  'Problem',
  'Feature',
  'Others',
];

export const LANGUAGES: readonly string[] = ['English', 'German', 'French', 'Japanese'];

export interface Department {
  readonly name: string;
  readonly description: string | null;
  readonly isEnabled: boolean;
  /** Where customers write to. */
  readonly address: string;
}

export const DEPARTMENTS: readonly Department[] = [
  { name: 'Support', description: 'First line', isEnabled: true, address: 'support@zylker.com' },
  { name: 'Billing', description: null, isEnabled: true, address: 'billing@zylker.com' },
  { name: 'Hardware & Repairs', description: null, isEnabled: true, address: 'repairs@zylker.com' },
  {
    name: 'Développement / R&D',
    description: 'Bugs and wishes',
    isEnabled: true,
    address: 'rnd@zylker.com',
  },
  { name: 'Partners', description: 'Resellers', isEnabled: true, address: 'partners@zylker.com' },
  {
    name: 'Old Helpdesk (until 2021)',
    description: 'Closed, kept for its tickets',
    isEnabled: false,
    address: 'help@zylker.com',
  },
];

export interface Team {
  readonly name: string;
  readonly description: string | null;
  readonly department: number;
  readonly agents: readonly number[];
  /** Agents of the teams below this one. */
  readonly derived: readonly number[];
  readonly subTeams: readonly number[];
}

export const TEAMS: readonly Team[] = [
  {
    name: 'Support Teams',
    description: 'Support teams for solving customer issues.',
    department: 0,
    agents: [0, 1],
    derived: [2, 3],
    subTeams: [1],
  },
  {
    name: 'Night shift',
    description: null,
    department: 0,
    agents: [2, 3],
    derived: [],
    subTeams: [],
  },
  {
    name: 'Repairs Köln',
    description: null,
    department: 2,
    agents: [4],
    derived: [],
    subTeams: [],
  },
  { name: 'Dunning', description: null, department: 1, agents: [5, 6], derived: [], subTeams: [] },
];

export const PRODUCTS: readonly {
  readonly name: string;
  readonly code: string | null;
  readonly price: string;
  readonly departments: readonly number[];
}[] = [
  { name: 'HTC', code: null, price: '100.0', departments: [0, 2] },
  { name: 'Dell', code: '12345', price: '1299.0', departments: [0, 2] },
  { name: 'Zylker Cloud – Basic', code: 'ZC-B', price: '9.9', departments: [0, 1, 3] },
  { name: 'Zylker Cloud – Premium', code: 'ZC-P', price: '29.9', departments: [0, 1, 3] },
  { name: 'Laser printer LP-400', code: 'LP 400', price: '219.0', departments: [2] },
  { name: 'Toner (black), 2 pcs.', code: 'T/2', price: '59.5', departments: [2] },
  { name: 'Reseller kit', code: null, price: '0.0', departments: [4] },
  { name: 'Fax 1998', code: 'FAX', price: '12.0', departments: [5] },
];
