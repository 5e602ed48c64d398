import { createHash } from 'node:crypto';
import type { ActivityKind } from './org/activities.ts';
import { AGENTS } from './org/agents.ts';
import { type Attachment, contentOf } from './org/attachments.ts';
import { CONTRACTS } from './org/contracts.ts';
import {
  CUSTOM_MODULES,
  type CustomModule,
  type CustomRecord,
  customRecord,
} from './org/custom-modules.ts';
import type { HistoryEvent } from './org/history.ts';
import { idOf, numberOf } from './org/ids.ts';
import {
  ARTICLES,
  type Article,
  CATEGORY_TREE,
  type Category,
  ROOT_CATEGORIES,
} from './org/knowledge-base.ts';
import type { Rating } from './org/ratings.ts';
import type { Trait } from './org/scenarios.ts';
import { DEPARTMENTS, PRODUCTS, TEAMS } from './org/tables.ts';
import { hasFlag } from './org/ticket-details.ts';
import type { TimeEntry } from './org/time-entries.ts';
import { activityJson } from './render/activities.ts';
import { agentJson } from './render/agents.ts';
import { commentContent, commentJson } from './render/comments.ts';
import type { Json, RenderContext } from './render/common.ts';
import { accountJson, contactJson } from './render/customers.ts';
import { articleHtml } from './render/knowledge-base.ts';
import { threadContent, threadJson } from './render/threads.ts';
import { ticketJson } from './render/tickets.ts';

/** Where a ticket stands: only live ones are in `/tickets` (but for the switches). */
export type TicketState = 'live' | 'archived' | 'spam' | 'trashed' | 'merged' | 'purged';

/** A file as it is, without going through the API. */
export interface TrueFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  bytes(): Uint8Array;
  /** Hexadecimal. */
  sha256(): string;
}

export interface TrueMessage {
  readonly id: string;
  /** The detail as the API has it. */
  readonly record: Json;
  /** Whole, whatever the API cuts. */
  readonly content: string;
  readonly isPublic: boolean;
  readonly files: readonly TrueFile[];
}

export interface TrueTicket {
  readonly id: string;
  readonly ticketNumber: string;
  readonly state: TicketState;
  /** What makes it awkward to move; empty for a plain one. */
  readonly traits: readonly Trait[];
  /** The detail as the API has it, without includes. */
  readonly record: Json;
  /** Oldest first, drafts included. */
  threads(): readonly TrueMessage[];
  comments(): readonly TrueMessage[];
  /** Attached to the ticket itself. */
  files(): readonly TrueFile[];
  tags(): readonly string[];
  timeEntries(): readonly TimeEntry[];
  history(): readonly HistoryEvent[];
  /** The details as the API has them, oldest first. */
  tasks(): readonly Json[];
  calls(): readonly Json[];
  events(): readonly Json[];
  rating(): Rating | undefined;
}

export interface TrueArticle
  extends Pick<Article, 'id' | 'title' | 'status' | 'permission' | 'tags'> {
  readonly permalink: string;
  /** The first is its own. */
  readonly locales: readonly string[];
  /** The categories that it stands in, from the root on. */
  readonly path: readonly Pick<Category, 'name' | 'visibility' | 'isTrashed'>[];
  readonly isHidden: boolean;
  content(locale: string): string;
  readonly files: readonly TrueFile[];
}

export interface ZohoCounts {
  readonly departments: number;
  readonly agents: number;
  readonly teams: number;
  readonly accounts: number;
  readonly contacts: number;
  readonly products: number;
  readonly contracts: number;
  readonly articles: number;
  readonly customRecords: number;
  readonly tasks: number;
  readonly calls: number;
  readonly events: number;
  readonly tickets: Readonly<Record<TicketState, number>>;
  /** Of live tickets; drafts apart. */
  readonly threads: number;
  readonly drafts: number;
  readonly comments: number;
  readonly threadFiles: number;
  readonly commentFiles: number;
  readonly ticketFiles: number;
}

/** What is really in the org. Numbers are counted when asked for: on a huge org that takes a while. */
export interface ZohoTruth {
  counts(): ZohoCounts;
  ticket(id: string): TrueTicket | undefined;
  tickets(state?: TicketState): Generator<TrueTicket>;
  contacts(): Generator<Json>;
  accounts(): Generator<Json>;
  agents(): readonly Json[];
  customModules(): readonly CustomModule[];
  customRecords(): Generator<CustomRecord>;
  articles(): readonly TrueArticle[];
}

export function createTruth(context: () => RenderContext): ZohoTruth {
  const stateOf = (ticket: number): TicketState => {
    const { flags } = context().org.tickets.header(ticket);
    for (const state of ['purged', 'merged', 'trashed', 'spam', 'archived'] as const) {
      if (hasFlag(flags, state)) return state;
    }
    return 'live';
  };

  const fileOf = (file: Attachment): TrueFile => ({
    id: file.id,
    name: file.name,
    size: context().org.sizeOf(file),
    bytes: () => contentOf(file).bytes,
    sha256: () => createHash('sha256').update(contentOf(file).bytes).digest('hex'),
  });

  const activitiesOf = (kind: ActivityKind, ticket: number): Json[] =>
    context()
      .org.activities.ofTicket(kind, ticket)
      .map((activity) => activityJson(context(), activity));

  const ticketOf = (ticket: number): TrueTicket => {
    const { org } = context();
    const record = ticketJson(context(), ticket);
    return {
      id: idOf('ticket', ticket),
      ticketNumber: String(record['ticketNumber']),
      state: stateOf(ticket),
      traits: ticket < org.seededTickets ? [...org.scenarios.traitsOf(ticket)] : [],
      record,
      threads: () =>
        org.conversations.threads(ticket).map((thread) => {
          const json = threadJson(context(), thread, {
            cutAt: Number.POSITIVE_INFINITY,
            plainText: false,
          });
          return {
            id: String(json['id']),
            record: json,
            content: threadContent(context(), thread),
            isPublic: thread.visibility === 'public',
            files: thread.attachments.map(fileOf),
          };
        }),
      comments: () =>
        org.conversations.comments(ticket).map((comment) => {
          const json = commentJson(context(), comment, { mentions: true, plainText: true });
          return {
            id: String(json['id']),
            record: json,
            content: commentContent(context(), comment),
            isPublic: comment.isPublic,
            files: comment.attachments.map(fileOf),
          };
        }),
      files: () => org.ownFilesOf(ticket).map(fileOf),
      tags: () => org.tickets.details(ticket).tags,
      timeEntries: () => org.timeEntries(ticket),
      history: () => org.history.events(ticket),
      tasks: () => activitiesOf('task', ticket),
      calls: () => activitiesOf('call', ticket),
      events: () => activitiesOf('event', ticket),
      rating: () => org.ratings.ofTicket(ticket),
    };
  };

  return {
    counts() {
      const { org } = context();
      const tickets = { live: 0, archived: 0, spam: 0, trashed: 0, merged: 0, purged: 0 };
      const live = {
        threads: 0,
        drafts: 0,
        comments: 0,
        threadFiles: 0,
        commentFiles: 0,
        ticketFiles: 0,
      };
      for (let ticket = 0; ticket < org.tickets.count; ticket++) {
        const state = stateOf(ticket);
        tickets[state] += 1;
        if (state !== 'live') continue;
        const counts = org.conversations.counts(ticket);
        live.threads += counts.threads - counts.drafts;
        live.drafts += counts.drafts;
        live.comments += counts.comments;
        for (const thread of org.conversations.threads(ticket)) {
          live.threadFiles += thread.attachments.length;
        }
        for (const comment of org.conversations.comments(ticket)) {
          live.commentFiles += comment.attachments.length;
        }
        live.ticketFiles += org.ownFilesOf(ticket).length;
      }
      return {
        departments: DEPARTMENTS.length,
        agents: AGENTS.length,
        teams: TEAMS.length,
        accounts: org.accounts.count,
        contacts: org.contacts.count,
        products: PRODUCTS.length,
        contracts: CONTRACTS.length,
        articles: ARTICLES.length,
        customRecords: CUSTOM_MODULES.reduce((sum, module) => sum + module.records, 0),
        tasks: org.activities.length('task'),
        calls: org.activities.length('call'),
        events: org.activities.length('event'),
        tickets,
        ...live,
      };
    },
    ticket(id) {
      const ticket = numberOf('ticket', id);
      if (ticket === undefined || ticket >= context().org.tickets.count) return undefined;
      return ticketOf(ticket);
    },
    *tickets(state) {
      for (let ticket = 0; ticket < context().org.tickets.count; ticket++) {
        if (state === undefined || stateOf(ticket) === state) yield ticketOf(ticket);
      }
    },
    *contacts() {
      for (const contact of context().org.contacts.values()) yield contactJson(context(), contact);
    },
    *accounts() {
      for (const account of context().org.accounts.values()) yield accountJson(context(), account);
    },
    agents: () => AGENTS.map((agent) => agentJson(context(), agent)),
    articles: () =>
      ARTICLES.map((article) => {
        const path = pathOf(article);
        return {
          ...article,
          path: [...ROOT_CATEGORIES.slice(path[0]?.root, (path[0]?.root ?? 0) + 1), ...path],
          isHidden: path.some(({ isShown }) => !isShown),
          content: (locale) => articleHtml(context(), article, locale),
          files: article.attachments.map(fileOf),
        };
      }),
    customModules: () => CUSTOM_MODULES,
    *customRecords() {
      for (const module of CUSTOM_MODULES) {
        for (let number = 0; number < module.records; number++) {
          const record = customRecord(module, number);
          if (record) yield record;
        }
      }
    },
  };
}

/** The categories above an article, the topmost first; the root apart. */
function pathOf({ category }: Article): readonly Category[] {
  const path: Category[] = [];
  for (let at: number | null = category; at !== null; ) {
    const node: Category | undefined = CATEGORY_TREE[at];
    if (!node) break;
    path.unshift(node);
    at = node.parent;
  }
  return path;
}
