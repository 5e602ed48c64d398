import { HOSTILE_HTML } from './hostile-html.ts';
import { HOSTILE_NAMES } from './hostile-names.ts';

/** One thing that is wrong with what a vendor sends. */
export type Damage = (typeof DAMAGES)[number];

/** Where a damage is done: of the answers of one kind, one; of its values, one. */
export interface Wound {
  /** Chooses among the kinds of answers: `GET /api/v1/tickets/{id}`. */
  readonly kind: number;
  /** Chooses among the answers of the kind. */
  readonly answer: number;
  /** Chooses among the values of its document. */
  readonly spot: number;
  readonly damage: Damage;
  /** Chooses among the variants of the damage. */
  readonly variant: number;
}

type Place = { readonly parent: Record<string | number, unknown>; readonly key: string | number };

const DEEP = 3_000;
const TEN_THOUSAND = 10_000;
const TEN_MILLION = 10_000_000;
// JSON has it, and no number that JavaScript can write.
const BEYOND_NUMBERS = '@@beyond-numbers@@';

const put = (choices: readonly unknown[]) => (place: Place, variant: number) => {
  place.parent[place.key] = choices[variant % choices.length];
};

const around = (prefix: string, suffix: string) => (place: Place) => {
  place.parent[place.key] = `${prefix}${textOf(place)}${suffix}`;
};

const textOf = ({ parent, key }: Place): string => {
  const value = parent[key];
  return typeof value === 'string' ? value : 'text';
};

const WAYS = {
  missing({ parent, key }: Place) {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  },
  null: put([null]),
  'wrong type': put([true, false, 0, 7.5, 'text', '', [], ['text'], [null], [[]], {}, { id: 1 }]),
  'odd number': put([-1, -0, 1e308, 2 ** 53 + 2, 5e-324, BEYOND_NUMBERS, '-7', '1e3']),
  'odd time': put([
    '0000-01-01T00:00:00.000Z',
    '-271821-04-20T00:00:00.000Z',
    '+275760-09-13T00:00:00.000Z',
    '+275760-09-13T00:00:00.001Z',
    '1970-01-01T00:00:00.000Z',
    '2024-02-30T25:61:61Z',
    'yesterday',
    8.64e15,
    8.64e15 + 1,
    -1,
    '99999999999999999999',
  ]),
  'lone surrogate': (place: Place, variant: number) => {
    if (variant % 2) around('\ud800', '')(place);
    else around('', '\udc00')(place);
  },
  'NUL and control characters': around('a\u0000b\u0008\u001b[2J\r\n\u2028', '\u0000'),
  'ten thousand characters': ({ parent, key }: Place) => {
    parent[key] = 'long '.repeat(TEN_THOUSAND / 5);
  },
  'ten megabytes': ({ parent, key }: Place) => {
    parent[key] = 'ten megabytes '.repeat(TEN_MILLION / 14);
  },
  'deep nesting': ({ parent, key }: Place) => {
    let deep: unknown = 'bottom';
    for (let i = 0; i < DEEP; i++) deep = i % 2 ? [deep] : { deep };
    parent[key] = deep;
  },
  'hostile name': put(HOSTILE_NAMES),
  'hostile HTML': put(HOSTILE_HTML),
  twice: ({ parent, key }: Place) => {
    const value = parent[key];
    if (Array.isArray(parent)) parent.splice(Number(key), 0, structuredClone(value));
    else parent[key] = [value, value];
  },
  prototype: ({ parent, key }: Place) => {
    parent[key] = JSON.parse('{"__proto__":{"id":"1"},"constructor":"x","toString":"y","id":"1"}');
  },
} as const satisfies Record<string, (place: Place, variant: number) => void>;

export const DAMAGES = Object.keys(WAYS) as readonly (keyof typeof WAYS)[];

/** Keys that somebody here reads. */
const READ = new Set(
  `accountId accountName agentId answer apiName assigneeId attachments author bcc billable category
  cc cf channel children classification commentCount commentedTime commenter completedTime contact
  contactId content contentType contractId contractName createdTime creatorId departmentId
  description direction displayLabel dueDate duration email emailId eventInfo eventName
  executedTime feedback fields firstName following fromEmailAddress hoursSpent href id isBillable
  isArchived isCustomModule isDescriptionThread isEnabled isForward isPublic isSpam isTrashed
  language lastName locale lookup minutesSpent modifiedTime module name number ownerId
  parentCategoryId permission priority productId productName propertyType propertyValue ratedTime
  rating resolution secondaryContacts secondsSpent sharedDepartments singularLabel size
  sourceTicket startTime status statusType subCategory subject summary tags teamId threadCount
  ticketId ticketNumber title to translationState type visibility webUrl zuid attachmentCount
  tagCount timeEntryCount followerCount permalink`.split(/\s+/),
);

/** What was done to a document, in words for whoever repeats it. */
export interface Injury {
  /** `data.3.contact.id` */
  readonly path: string;
  readonly damage: Damage;
}

/** The document with the damage in it. */
export function injure(
  document: string,
  { spot, damage, variant }: Wound,
): { readonly document: string; readonly injury: Injury | undefined } {
  const root = JSON.parse(document) as unknown;
  const all = [...placesIn(root)];
  const read = all.filter(({ key, parent }) => Array.isArray(parent) || READ.has(String(key)));
  // Mostly what is read of a record: the rest is kept as it is, whatever it is.
  const places = read.length > 0 && spot % 8 ? read : all;
  const chosen = places[spot % Math.max(1, places.length)];
  if (!chosen) return { document, injury: undefined };
  WAYS[damage](chosen, variant);
  return {
    document: JSON.stringify(root).replaceAll(`"${BEYOND_NUMBERS}"`, '1e999'),
    injury: { path: chosen.path, damage },
  };
}

function* placesIn(value: unknown, path = ''): Generator<Place & { readonly path: string }> {
  if (typeof value !== 'object' || value === null) return;
  const parent = value as Record<string | number, unknown>;
  for (const key of Object.keys(parent)) {
    const here = path ? `${path}.${key}` : key;
    yield { parent, key, path: here };
    yield* placesIn(parent[key], here);
  }
}
