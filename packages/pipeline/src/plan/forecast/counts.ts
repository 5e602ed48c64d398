import { readFile } from 'node:fs/promises';
import { ConfigurationError } from '@zdjsm/core';
import { z } from 'zod';

const count = z.int().min(0);

/** How much there is of what, as far as it is known; the rest is guessed from the tickets. */
const schema = z.strictObject({
  /** Those in scope, archived ones included. */
  tickets: count,
  archivedTickets: count.optional(),
  departments: count.optional(),
  agents: count.optional(),
  contacts: count.optional(),
  accounts: count.optional(),
  products: count.optional(),
  contracts: count.optional(),
  threads: count.optional(),
  comments: count.optional(),
  /** Attached files and inline images. */
  files: count.optional(),
  /** Tickets whose first message carries files or shows images. */
  openingsWithFiles: count.optional(),
  /** Tickets with tags. */
  tagged: count.optional(),
  /** Tickets with files of their own, beside those of messages. */
  ticketsWithFiles: count.optional(),
  /** Tickets of several threads, or of a comment: their messages are read by way of a list. */
  ticketsWithLists: count.optional(),
  /** Tickets with a text that says how they were solved. */
  resolutions: count.optional(),
  tasks: count.optional(),
  calls: count.optional(),
  events: count.optional(),
  ratings: count.optional(),
  timeEntries: count.optional(),
  followers: count.optional(),
  customRecords: count.optional(),
  articles: count.optional(),
});

/** How much a helpdesk holds, as far as it is known: only the tickets have to be. */
export type HelpdeskCounts = z.infer<typeof schema>;
const complete = schema.required();
export type CompleteCounts = z.infer<typeof complete>;

/**
 * Of each ticket, where nobody has counted. (facts/zoho-desk.md § 3: 10 to 15 credits for a small ticket;
 * shares of the rest: the sandbox's org, which is made after real ones)
 */
const PER_TICKET: Readonly<Record<Exclude<keyof CompleteCounts, 'tickets' | Fixed>, number>> = {
  archivedTickets: 0,
  contacts: 1 / 3,
  accounts: 1 / 15,
  threads: 3.5,
  comments: 1,
  files: 1.5,
  openingsWithFiles: 0.3,
  tagged: 0.5,
  ticketsWithFiles: 0.05,
  ticketsWithLists: 0.75,
  resolutions: 0.1,
  tasks: 0.03,
  calls: 0.03,
  events: 0.03,
  ratings: 0.05,
  timeEntries: 0.05,
  followers: 0.01,
};

/** What does not grow with the tickets. */
type Fixed = 'departments' | 'agents' | 'products' | 'contracts' | 'customRecords' | 'articles';
const FIXED: Readonly<Record<Fixed, number>> = {
  departments: 5,
  agents: 20,
  products: 20,
  contracts: 0,
  customRecords: 0,
  articles: 0,
};

export function completeCounts(counts: HelpdeskCounts): CompleteCounts {
  const guessed = Object.fromEntries(
    Object.entries(PER_TICKET).map(([name, share]) => [name, Math.round(share * counts.tickets)]),
  );
  const known = Object.entries(counts).filter(([, value]) => value !== undefined);
  return complete.parse({ ...FIXED, ...guessed, ...Object.fromEntries(known) });
}

/** @throws ConfigurationError */
export async function readCounts(path: string): Promise<HelpdeskCounts> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw refusal(path, 'it can’t be read', cause);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw refusal(path, 'it is no JSON', cause);
  }
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  throw refusal(path, z.prettifyError(read.error));
}

const refusal = (path: string, message: string, cause?: unknown): ConfigurationError =>
  new ConfigurationError({
    setting: `--counts ${path}`,
    message,
    remedy: `It holds one JSON object with whole numbers: ${Object.keys(schema.shape).join(', ')}. Only tickets has to be there.`,
    cause,
  });
