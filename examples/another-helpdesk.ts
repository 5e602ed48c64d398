/**
 * Another helpdesk as a source: an export of JSON lines, as many helpdesks give one. What a migration
 * needs to know of a helpdesk is in this one file; docs/guides/writing-another-source.md goes through it.
 *
 *     companies.jsonl   {"id": 1, "name": "Umbrella"}
 *     people.jsonl      {"id": 7, "name": "Ada", "email": "ada@umbrella.example", "company": 1, "agent": false}
 *     tickets.jsonl     {"id": 42, "subject": "…", "from": 7, "state": "solved", "at": "2024-05-01T08:00:00Z",
 *                        "html": "<p>…</p>", "files": ["a.pdf"],
 *                        "replies": [{"id": 1, "by": 9, "at": "…", "html": "…", "private": true, "files": []}]}
 *     files/<ticket>/a.pdf
 */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Author, FileRef, Message, Source, SourcePage, Ticket } from '@zdjsm/pipeline';

interface Company {
  readonly id: number;
  readonly name: string;
}
interface Person extends Company {
  readonly email?: string;
  readonly company?: number;
  readonly agent: boolean;
}
interface Reply {
  readonly id: number;
  readonly by: number;
  readonly at: string;
  readonly html: string;
  readonly private: boolean;
  readonly files?: readonly string[];
}
interface Row {
  readonly id: number;
  readonly subject: string;
  readonly from: number;
  readonly assignee?: number;
  readonly state: 'new' | 'waiting' | 'solved';
  readonly at: string;
  readonly html: string;
  readonly tags?: readonly string[];
  readonly files?: readonly string[];
  readonly replies: readonly Reply[];
}
/** A ticket with the people in it: a payload is parsed without anything beside it. */
interface WholeRow extends Row {
  readonly people: readonly Person[];
}

/** The only department of a helpdesk that knows none. */
const DESK = { id: 'desk', name: 'Helpdesk' };

export function createJsonLinesSource(folder: string): Source {
  async function* lines<T>(file: string): AsyncGenerator<T> {
    const input = createReadStream(join(folder, file));
    for await (const line of createInterface({ input })) if (line) yield JSON.parse(line) as T;
  }
  // A file is read in one go; a helpdesk with an API gives a checkpoint with each page.
  async function* pageOf(
    payloads: AsyncIterable<{ id: number | string }>,
  ): AsyncGenerator<SourcePage> {
    const records = [];
    for await (const payload of payloads) {
      records.push({ id: String(payload.id), payload, modifiedAt: undefined });
    }
    yield { records, checkpoint: undefined };
  }
  async function* people(agents: boolean): AsyncGenerator<Person> {
    for await (const person of lines<Person>('people.jsonl')) {
      if (person.agent === agents) yield person;
    }
  }
  async function* only<T>(...items: T[]): AsyncGenerator<T> {
    yield* items;
  }

  return {
    name: 'JSON lines',
    tenant: async () => ({ id: `json-lines:${folder}`, name: folder }),
    masters(kind) {
      if (kind === 'department') return pageOf(only(DESK));
      if (kind === 'account') return pageOf(lines<Company>('companies.jsonl'));
      if (kind === 'contact' || kind === 'agent') return pageOf(people(kind === 'agent'));
      return pageOf(only());
    },
    // No tasks, calls, events and ratings.
    children: () => pageOf(only()),
    ticketRows: () => pageOf(lines<Row>('tickets.jsonl')),
    async ticket(id) {
      for await (const row of lines<Row>('tickets.jsonl')) {
        if (String(row.id) !== id) continue;
        const ids = new Set([row.from, ...row.replies.map(({ by }) => by)]);
        const all = await Array.fromAsync(lines<Person>('people.jsonl'));
        const payload: WholeRow = { ...row, people: all.filter((one) => ids.has(one.id)) };
        return { id, payload, modifiedAt: undefined };
      }
      return undefined;
    },
    openFile: async ({ ticketId, file }) => ({
      body: createReadStream(join(folder, 'files', ticketId, file?.name ?? '')),
      contentType: 'application/octet-stream',
    }),
    parse: {
      department: () => ({ ...DESK, enabled: true }),
      agent(payload) {
        const { id, name, email } = payload as Person;
        return { id: `${id}`, name, email, active: true, mentionId: undefined };
      },
      account(payload) {
        const { id, name } = payload as Company;
        return { id: `${id}`, name, fields: {} };
      },
      contact(payload) {
        const { id, name, email, company } = payload as Person;
        return { id: `${id}`, name, email, accountIds: company ? [`${company}`] : [], fields: {} };
      },
      product: unknownKind,
      team: unknownKind,
      contract: unknownKind,
      task: unknownKind,
      call: unknownKind,
      event: unknownKind,
      rating: unknownKind,
      ticketRow: (payload) => ({ ...rowOf(payload as Row), messageCount: undefined }),
      ticket: (payload) => ticketOf(payload as WholeRow),
      namesOf: ({ number }) => [`#${number}`],
      ticketAt: () => undefined,
      ownsImage: () => false,
    },
  };
}

/** Never called: no list gives records of these kinds. */
function unknownKind(): never {
  throw new Error('the export has no such records');
}

const STATES = { new: 'open', waiting: 'on-hold', solved: 'closed' } as const;

/** What a list of tickets tells is what decides whether one is in scope. */
const rowOf = ({ id, from, assignee, state, at }: Row) => ({
  id: `${id}`,
  departmentId: DESK.id,
  contactId: `${from}`,
  accountId: undefined,
  assigneeId: assignee === undefined ? undefined : `${assignee}`,
  productId: undefined,
  status: state,
  statusType: STATES[state],
  channel: 'Email',
  createdAt: at,
  modifiedAt: undefined,
  isSpam: false,
  isArchived: false,
});

function ticketOf(row: WholeRow): Ticket {
  const company = row.people.find(({ id }) => id === row.from)?.company;
  const first = { id: 0, by: row.from, at: row.at, html: row.html, private: false };
  return {
    ...rowOf(row),
    number: `${row.id}`,
    url: undefined,
    subject: row.subject,
    accountId: company === undefined ? undefined : `${company}`,
    teamId: undefined,
    contractId: undefined,
    priority: undefined,
    category: undefined,
    subCategory: undefined,
    classification: undefined,
    language: undefined,
    closedAt: undefined,
    dueAt: undefined,
    tags: row.tags ?? [],
    resolution: undefined,
    resolvedBy: undefined,
    resolvedAt: undefined,
    customFields: {},
    isTrashed: false,
    opening: messageOf({ ...first, files: row.files ?? [] }, row.people),
    messages: row.replies.map((reply) => messageOf(reply, row.people)),
    files: [],
    tasks: [],
    appointments: [],
    timeEntries: [],
    ratings: [],
    followerIds: [],
    ccContactIds: [],
    sharedWith: [],
    relations: [],
    history: [],
  };
}

function messageOf(reply: Reply, people: readonly Person[]): Message {
  const person = people.find(({ id }) => id === reply.by);
  const author: Author | undefined = person && {
    id: `${person.id}`,
    name: person.name,
    email: person.email,
    type: person.agent ? 'agent' : 'contact',
  };
  return {
    id: `${reply.id}`,
    kind: reply.private ? 'comment' : 'thread',
    at: reply.at,
    author,
    visibility: reply.private ? 'internal' : 'public',
    direction: reply.private ? undefined : person?.agent ? 'out' : 'in',
    isForward: false,
    channel: 'Email',
    from: person?.email,
    to: undefined,
    cc: undefined,
    bcc: undefined,
    delivery: 'sent',
    body: { format: 'html', content: reply.html },
    files: (reply.files ?? []).map(
      (name): FileRef => ({
        id: `${reply.id}-${name}`,
        name,
        size: undefined,
        isPublic: undefined,
        href: undefined,
      }),
    ),
  };
}
