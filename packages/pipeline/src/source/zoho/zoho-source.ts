import {
  type Account,
  type ContactRow,
  NotFoundError,
  type PagedList,
  type RawRecord,
  type WholeTicket,
  type ZohoDesk,
} from '@zdjsm/zoho-desk';
import pMap from 'p-map';
import type { FileLocator, MasterKind, ReadOptions, Source, SourcePage } from '../source.ts';
import { createZohoParser, type ZohoContactPayload } from './parse.ts';

// Details of one page are read side by side; the client keeps the plan's cap for all of them.
const DETAILS_AT_ONCE = 8;

export interface ZohoSourceOptions {
  readonly orgId: string;
}

/** Zoho Desk as a source: what is staged are Zoho's own answers. */
export function createZohoSource(zoho: ZohoDesk, { orgId }: ZohoSourceOptions): Source {
  return {
    name: 'Zoho Desk',
    async tenant({ signal } = {}) {
      const organization = await zoho.organizations.get(orgId, {}, { signal });
      return { id: `zoho-desk:${orgId}`, name: organization.companyName ?? orgId };
    },
    masters: (kind, options = {}) => MASTERS[kind](zoho, options),
    async *ticketRows(options = {}) {
      yield* pagesOf(zoho.tickets.scan({}, listOptions(options)));
    },
    async ticket(id, { signal } = {}) {
      try {
        const query = { parts: ['tags'], include: ['contacts'] } as const;
        const whole = await zoho.wholeTickets.get(id, query, { signal });
        const payload = { ...whole, threads: await withDrafts(zoho, id, whole.threads, signal) };
        return { id, payload, modifiedAt: whole.ticket.modifiedTime ?? undefined };
      } catch (error) {
        if (error instanceof NotFoundError) return undefined;
        throw error;
      }
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
    // A template that was never filled in leaves a relative `{{image}}`: no address of Zoho's.
    parse: createZohoParser((src) => /^(https?:)?\//i.test(src) && zoho.downloads.serves(src)),
  };
}

type ReadMasters = (zoho: ZohoDesk, options: ReadOptions) => AsyncIterable<SourcePage>;

/** How each kind is read: where the list's rows are too poor, each record once more by its id. */
const MASTERS: Readonly<Record<MasterKind, ReadMasters>> = {
  department: (zoho, options) => pagesOf(zoho.departments.list({}, listOptions(options))),
  // Agents who are gone wrote mails, too.
  agent: (zoho, options) => pagesOf(zoho.agents.listEveryStatus(listOptions(options))),
  product: (zoho, options) => pagesOf(zoho.products.list({}, listOptions(options))),
  account: (zoho, options) =>
    pagesOf(zoho.accounts.scan({}, listOptions(options)), (row) =>
      zoho.accounts.get(row.id, { signal: options.signal }),
    ),
  contact: (zoho, options) =>
    pagesOf(zoho.contacts.scan({}, listOptions(options)), (row) =>
      withAccounts(zoho, row, options.signal),
    ),
};

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

async function* pagesOf<T extends RawRecord & { readonly id: string }>(
  list: PagedList<T>,
  detail: (row: T) => Promise<unknown> = async (row) => row,
): AsyncGenerator<SourcePage> {
  for await (const page of list.pages()) {
    const records = await pMap(
      page.items,
      async (row) => ({ id: row.id, payload: await detail(row), modifiedAt: modifiedAt(row) }),
      { concurrency: DETAILS_AT_ONCE },
    );
    yield { records, checkpoint: page.next };
  }
}

const listOptions = ({ checkpoint, signal }: ReadOptions) => ({ from: checkpoint, signal });

function modifiedAt(row: RawRecord): string | undefined {
  return typeof row['modifiedTime'] === 'string' ? row['modifiedTime'] : undefined;
}

/** For the rare record that does not say where its file is. */
function hrefOf(ticketId: string, threadId: string | undefined, fileId: string): string {
  const owner = threadId ? `tickets/${ticketId}/threads/${threadId}` : `tickets/${ticketId}`;
  return `/api/v1/${owner}/attachments/${fileId}/content`;
}
