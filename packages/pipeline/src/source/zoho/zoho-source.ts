import {
  type Account,
  type ActivityModule,
  type ActivityRow,
  type ContactRow,
  NotFoundError,
  type TicketPart,
  type WholeTicket,
  type ZohoDesk,
} from '@zdjsm/zoho-desk';
import pMap from 'p-map';
import type {
  ChildKind,
  FileLocator,
  MasterKind,
  ReadOptions,
  Source,
  SourcePage,
  TicketExtra,
} from '../source.ts';
import { changesOf } from './changes.ts';
import { createZohoCustomModules } from './custom-modules.ts';
import { createZohoKnowledgeBase } from './knowledge-base.ts';
import { listOptions, pagesOf } from './pages.ts';
import { createZohoParser, type ZohoContactPayload } from './parse.ts';
import { surveyZoho } from './survey.ts';

export interface ZohoSourceOptions {
  readonly orgId: string;
}

/** Zoho Desk as a source: what is staged are Zoho's own answers. */
export function createZohoSource(zoho: ZohoDesk, { orgId }: ZohoSourceOptions): Source {
  // A template that was never filled in leaves a relative `{{image}}`: no address of Zoho's.
  const parse = createZohoParser((src) => /^(https?:)?\//i.test(src) && zoho.downloads.serves(src));
  return {
    name: 'Zoho Desk',
    async tenant({ signal } = {}) {
      const organization = await zoho.organizations.get(orgId, {}, { signal });
      return { id: `zoho-desk:${orgId}`, name: organization.companyName ?? orgId };
    },
    masters: (kind, options = {}) => MASTERS[kind](zoho, options),
    children: (kind, options = {}) => CHILDREN[kind](zoho, options),
    async *ticketRows(options = {}) {
      if (options.since === undefined) {
        return yield* pagesOf(zoho.tickets.scan({}, listOptions(options)));
      }
      yield* changesOf(options, (bounds) =>
        // Zoho's count is of all tickets: it says nothing of those that were changed.
        pagesOf(zoho.tickets.scan({ ...bounds, onShortfall: 'ignore' }, listOptions(options))),
      );
    },
    async *ids(kind, options = {}) {
      const list = kind === 'account' ? zoho.accounts : zoho.contacts;
      for await (const page of list.scan({}, listOptions(options)).pages()) {
        yield page.items.map(({ id }: { readonly id: string }) => id);
      }
    },
    async ticket(id, { signal, without = [] } = {}) {
      try {
        const parts = EXTRAS.filter(({ extra }) => !without.some((one) => one === extra));
        const query = { parts: parts.map(({ part }) => part), include: ['contacts'] } as const;
        const whole = await zoho.wholeTickets.get(id, query, { signal });
        const payload = {
          ...whole,
          threads: await withDrafts(zoho, id, whole.threads, signal),
          // Who wrote it, and when: the ticket itself has the text alone.
          resolutionHistory: whole.ticket.resolution
            ? await Array.fromAsync(zoho.tickets.resolutionHistory(id, { signal }))
            : [],
        };
        return { id, payload, modifiedAt: whole.ticket.modifiedTime ?? undefined };
      } catch (error) {
        if (error instanceof NotFoundError) return undefined;
        throw error;
      }
    },
    async unlisted({ signal } = {}) {
      const counts = await zoho.tickets.countBy('spam', {}, { signal });
      return { spam: counts['true'] ?? 0 };
    },
    async openFile({ ticketId, message, file, image }: FileLocator, { signal } = {}) {
      const threadId = message?.kind === 'thread' ? message.id : undefined;
      const { body, contentType } = await zoho.downloads.open(
        image === undefined
          ? { href: file.href ?? hrefOf(ticketId, threadId, file.id), name: file.name }
          : { image, ticketId, threadId },
        { signal },
      );
      return { body, contentType };
    },
    customModules: createZohoCustomModules(zoho),
    knowledgeBase: createZohoKnowledgeBase(zoho),
    survey: (options) => surveyZoho(zoho, orgId, parse, options),
    parse,
  };
}

/** The client's name for each part of a ticket; tags are a part of every one. */
const EXTRAS: readonly { readonly part: TicketPart; readonly extra?: TicketExtra }[] = [
  { part: 'tags' },
  { part: 'timeEntries', extra: 'time-entry' },
  { part: 'followers', extra: 'follower' },
  { part: 'history', extra: 'history' },
];

type ReadMasters = (zoho: ZohoDesk, options: ReadOptions) => AsyncIterable<SourcePage>;

/** How each kind is read: where the list's rows are too poor, each record once more by its id. */
const MASTERS: Readonly<Record<MasterKind, ReadMasters>> = {
  department: (zoho, options) => pagesOf(zoho.departments.list({}, listOptions(options))),
  // Agents who are gone wrote mails, too.
  agent: (zoho, options) => pagesOf(zoho.agents.listEveryStatus(listOptions(options))),
  team: (zoho, options) => pagesOf(zoho.teams.list(listOptions(options))),
  product: (zoho, options) => pagesOf(zoho.products.list({}, listOptions(options))),
  contract: (zoho, options) =>
    pagesOf(zoho.contracts.list({}, listOptions(options)), (row) =>
      zoho.contracts.get(row.id, {}, { signal: options.signal }),
    ),
  account: (zoho, options) =>
    changesOf(options, (bounds) =>
      pagesOf(zoho.accounts.scan(bounds, listOptions(options)), (row) =>
        zoho.accounts.get(row.id, { signal: options.signal }),
      ),
    ),
  contact: (zoho, options) =>
    changesOf(options, (bounds) =>
      pagesOf(zoho.contacts.scan(bounds, listOptions(options)), (row) =>
        withAccounts(zoho, row, options.signal),
      ),
    ),
};

/**
 * What hangs on tickets, from the lists of all: a hundred cost three credits there, and three each
 * by way of their tickets.
 */
const CHILDREN: Readonly<Record<ChildKind, ReadMasters>> = {
  task: (zoho, options) => activitiesOf(zoho.tasks, options),
  call: (zoho, options) => activitiesOf(zoho.calls, options),
  event: (zoho, options) => activitiesOf(zoho.events, options),
  async *rating(zoho, options) {
    // Department by department: an interrupted reading begins again, at three credits a hundred.
    for await (const { id } of zoho.departments.list({}, { signal: options.signal })) {
      yield* pagesOf(zoho.ratings.list(id, { signal: options.signal }));
    }
  },
};

/** Rows lack the description. */
function activitiesOf<Row extends ActivityRow, Detail extends Row>(
  module: ActivityModule<Row, Detail>,
  options: ReadOptions,
): AsyncGenerator<SourcePage> {
  return pagesOf(
    module.list({}, listOptions(options)),
    (row) => module.get(row.id, { signal: options.signal }),
    options.since,
  );
}

/** A contact without a primary account has no other either. */
async function withAccounts(
  zoho: ZohoDesk,
  contact: ContactRow,
  signal: AbortSignal | undefined,
): Promise<ZohoContactPayload> {
  const accounts: Pick<Account, 'id'>[] = [];
  if (contact.accountId) {
    for await (const account of zoho.contacts.accounts(contact.id, { signal })) {
      accounts.push(account);
    }
  }
  return { contact, accounts };
}

/** Drafts come without their text, which an agent has written all the same: one credit each. */
async function withDrafts(
  zoho: ZohoDesk,
  ticketId: string,
  threads: WholeTicket['threads'],
  signal: AbortSignal | undefined,
): Promise<WholeTicket['threads']> {
  return await pMap(threads, async (thread) => {
    if (thread.status !== 'DRAFT') return thread;
    return { ...thread, ...(await zoho.threads.get(ticketId, thread.id, { signal })) };
  });
}

/** For the rare record that does not say where its file is. */
function hrefOf(ticketId: string, threadId: string | undefined, fileId: string): string {
  const owner = threadId ? `tickets/${ticketId}/threads/${threadId}` : `tickets/${ticketId}`;
  return `/api/v1/${owner}/attachments/${fileId}/content`;
}
