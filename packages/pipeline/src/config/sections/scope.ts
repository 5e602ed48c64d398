import { z } from 'zod';
import { name } from './basics.ts';

const time = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .transform((text) => new Date(text).toISOString());

/** A list of what is wanted, or `{ except: [...] }` with what is not. */
const selection = z.union([
  z
    .array(name)
    .min(1)
    .transform((only) => ({ only, except: undefined })),
  z
    .strictObject({ except: z.array(name).min(1) })
    .transform(({ except }) => ({ only: undefined, except })),
]);

export type Selection = z.output<typeof selection>;

/** Rules that a ticket has to pass, all of them. Dates are of UTC: `2024-01-01`, or with a time and a zone. */
const ticketRules = {
  /** Departments by name or id. Without it all that are mapped. */
  departments: selection.optional(),
  /** Created at that time or later. */
  createdFrom: time.optional(),
  /** Created earlier than that. */
  createdBefore: time.optional(),
  /** Changed at that time or later. */
  modifiedFrom: time.optional(),
  /** Changed earlier than that. */
  modifiedBefore: time.optional(),
  /** Statuses by name. */
  statuses: selection.optional(),
  /** Kinds of status: `open`, `on-hold`, `closed`. */
  statusTypes: z
    .array(z.enum(['open', 'on-hold', 'closed']))
    .min(1)
    .optional(),
  /** Channels by name. */
  channels: selection.optional(),
  /** Tickets with one of these tags, or with none of them. */
  tags: selection.optional(),
} as const;

/** What is migrated. What a rule leaves out is counted, with the rule; by default that is nothing. */
export const scope = z
  .strictObject({
    ...ticketRules,
    archived: z.enum(['migrate', 'skip']).default('migrate'),
    /**
     * Kinds of records that are left out of every ticket. Of comments and attachments it is counted
     * how many; the others are not even read, which spares their credits.
     */
    without: z
      .array(
        z.enum([
          'comment',
          'attachment',
          'task',
          'call',
          'event',
          'time-entry',
          'rating',
          'contract',
          'follower',
          'cc',
          'resolution',
          'history',
        ]),
      )
      .default([]),
  })
  .prefault({});

/**
 * Parts of a phased migration, in their order: `open` first, `history` later. A phase has a name and
 * the rules above; what no rule of it wants waits for another phase, and is counted as such.
 */
export const phases = z
  .array(z.strictObject({ name, ...ticketRules }))
  .refine((list) => new Set(list.map((phase) => phase.name)).size === list.length, {
    message: 'two phases have the same name',
  })
  .default([]);

/** The phase that a run is about; `--phase` says it for one run. Without it, all of the scope. */
export const phase = name.optional();

export type TicketRules = Pick<z.output<typeof scope>, keyof typeof ticketRules>;
