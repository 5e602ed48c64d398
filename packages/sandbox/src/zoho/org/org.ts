import { mailCorpus } from '../../data/mail-corpus.ts';
import type { SandboxClock } from '../../kernel/clock.ts';
import type { World } from '../../kernel/world.ts';
import type { ZohoOptions, ZohoSwitches } from '../options.ts';
import { type Account, createAccounts } from './accounts.ts';
import { type Activities, createActivities } from './activities.ts';
import { type Attachment, createFileSizes } from './attachments.ts';
import { type Comment, createComments } from './comments.ts';
import { type Contact, contactFacts, createContacts } from './contacts.ts';
import { CONTRACTS } from './contracts.ts';
import { type Conversations, createConversations, type Growth } from './conversations.ts';
import { createExports, type Exports } from './exports.ts';
import { createHistory, type HistoryEvent, type TicketHistory } from './history.ts';
import { type MailTemplate, mailTemplate } from './mail-template.ts';
import { createRatings, type Ratings } from './ratings.ts';
import { createRecords, type Records } from './records.ts';
import { createScenarios, type Scenarios } from './scenarios.ts';
import { createSearchLag, type SearchLag } from './search-lag.ts';
import { createTags, type Tags } from './tags.ts';
import { createThreadHeads } from './thread-heads.ts';
import { createThreads, type Thread } from './threads.ts';
import { createTicketDetails } from './ticket-details.ts';
import { createTicketFieldValues } from './ticket-fields.ts';
import { createTicketFiles, type TicketFile } from './ticket-files.ts';
import { createTicketPlan, type TicketPlan } from './ticket-header.ts';
import { createTicketSelection, type TicketSelection } from './ticket-selection.ts';
import {
  createTicketStore,
  type NewTicket,
  type TicketEdit,
  type TicketStore,
} from './ticket-store.ts';
import { createTimeEntries, type TimeEntry } from './time-entries.ts';

/** Everything that the helpdesk knows, by number; ids, addresses and JSON are the next layer's. */
export interface Org {
  readonly id: string;
  readonly seededTickets: number;
  readonly scenarios: Scenarios;
  readonly plan: TicketPlan;
  readonly tickets: TicketStore;
  readonly conversations: Conversations;
  readonly contacts: Records<Contact>;
  readonly accounts: Records<Account>;
  readonly templates: readonly MailTemplate[];
  readonly history: TicketHistory;
  readonly tags: Tags;
  readonly timeEntries: (ticket: number) => readonly TimeEntry[];
  readonly activities: Activities;
  readonly ratings: Ratings;
  readonly exports: Exports;
  readonly selection: TicketSelection;
  readonly searchLag: SearchLag;
  /** Attached to the ticket itself. */
  readonly ownFilesOf: (ticket: number) => readonly TicketFile[];
  /** What the ticket's attachment list shows. */
  readonly filesOf: (ticket: number) => readonly TicketFile[];
  readonly sizeOf: (attachment: Attachment) => number;
}

const ORG_ID = '3981311';

export function createOrg(options: {
  readonly world: World;
  readonly clock: SandboxClock;
  readonly seed: number;
  readonly size: Pick<
    ZohoOptions,
    'tickets' | 'firstTickets' | 'contacts' | 'accounts' | 'content'
  >;
  readonly switches: ZohoSwitches;
}): Org {
  const { world, seed, switches, size } = options;
  const seededTickets = size.tickets ?? 240;
  const lean = size.content === 'lean';
  const customers = lean ? seededTickets / 10 : seededTickets;
  const counts = {
    contacts: size.contacts ?? Math.max(40, Math.ceil(customers / 3)),
    accounts: size.accounts ?? Math.max(12, Math.ceil(customers / 15)),
  };
  const facts = contactFacts(counts.accounts);
  const contacts = createRecords<Contact>({
    seeded: counts.contacts,
    make: createContacts(seed, counts.contacts, facts),
    changed: world.collection('zoho.contacts'),
  });
  const accounts = createRecords<Account>({
    seeded: counts.accounts,
    make: createAccounts(seed, counts.accounts),
    changed: world.collection('zoho.accounts'),
  });

  const scenarios = createScenarios(seed, { first: size.firstTickets, lean });
  const plan = createTicketPlan({
    seed,
    tickets: seededTickets,
    contacts: counts.contacts,
    contactFacts: facts,
    scenarios,
    replyBumpsModified: switches.replyBumpsModified,
    lean,
  });
  const templates = mailCorpus().map(mailTemplate);
  const longest = Math.max(...templates.map((template) => template.length));

  const tickets = createTicketStore({
    seeded: seededTickets,
    shape: plan.shape,
    details: createTicketDetails({ seed, scenarios, contracts: CONTRACTS.length }),
    cf: createTicketFieldValues(seed, scenarios),
    edits: world.collection<TicketEdit>('zoho.ticket-edits'),
    created: world.collection<NewTicket>('zoho.new-tickets'),
  });
  const head = createThreadHeads({ seed, plan, scenarios });
  const conversations = createConversations({
    seeded(ticket) {
      if (ticket >= seededTickets) return { threads: 0, drafts: 0, comments: 0 };
      const { threads, comments } = plan.shape(ticket);
      return { threads, drafts: scenarios.traitsOf(ticket).has('draft') ? 1 : 0, comments };
    },
    head,
    thread: createThreads({
      seed,
      head,
      plan,
      scenarios,
      mails: templates.length,
      longestMail: templates.findIndex((template) => template.length === longest),
      emailOf: (contact) => contacts.get(contact)?.email ?? null,
      lean,
    }),
    comment: createComments({ seed, plan, scenarios }),
    stores: {
      threads: world.collection<Thread>('zoho.threads'),
      comments: world.collection<Comment | null>('zoho.comments'),
      growth: world.collection<Growth>('zoho.growth'),
    },
  });
  const ticketFiles = createTicketFiles(seed, scenarios);
  const ownFilesOf = (ticket: number): readonly TicketFile[] =>
    ticket < seededTickets ? ticketFiles(ticket, tickets.header(ticket)) : [];
  const timeEntries = createTimeEntries(seed, plan, scenarios);

  return {
    id: ORG_ID,
    seededTickets,
    scenarios,
    plan,
    tickets,
    conversations,
    contacts,
    accounts,
    templates,
    history: createHistory({
      seeded: seededTickets,
      plan,
      scenarios,
      added: world.collection<readonly HistoryEvent[]>('zoho.history'),
    }),
    tags: createTags(world.collection<string>('zoho.tags')),
    timeEntries: (ticket) => (ticket < seededTickets ? timeEntries(ticket) : []),
    activities: createActivities({ seed, tickets: seededTickets, plan, scenarios }),
    ratings: createRatings({ seed, tickets: seededTickets, plan, scenarios }),
    exports: createExports(world),
    selection: createTicketSelection(() => tickets.columns),
    searchLag: createSearchLag(tickets, options.clock, switches.searchLag),
    ownFilesOf,
    filesOf(ticket) {
      const own = ownFilesOf(ticket);
      if (!switches.threadAttachmentsInTicket) return own;
      return [...own, ...conversations.threads(ticket).flatMap(filesOfThread)];
    },
    sizeOf: createFileSizes(),
  };
}

function filesOfThread(thread: Thread): readonly TicketFile[] {
  return thread.attachments.map((file) => ({
    ...file,
    isPublic: thread.visibility === 'public',
    creator: thread.author ?? { kind: 'agent', number: 0 },
    createdTime: thread.createdTime,
  }));
}
