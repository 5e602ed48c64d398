import { z } from 'zod';
import { name } from './basics.ts';

/** What a ticket says of itself that can become a label: `channel-Email`. */
export const LABELLED = [
  'channel',
  'category',
  'subCategory',
  'classification',
  'language',
  'team',
  'product',
  'contract',
  'rating',
] as const;

/** As an internal comment, in its place between the messages, or as an issue of its own that is linked. */
const appointment = z.enum(['comment', 'linked']).default('comment');

export const tickets = z
  .strictObject({
    spam: z.enum(['skip', 'migrate']).default('skip'),
    trashed: z.enum(['skip', 'migrate']).default('skip'),
    /** Replies that were never sent. */
    drafts: z.enum(['skip', 'internal']).default('internal'),
    /** Quoted history in mails: as it is, or folded into an expand. */
    quotes: z.enum(['keep', 'collapse']).default('keep'),
    /** Starts the label by which a ticket is found again in JSM: `zoho-1892000000042034`. */
    labelPrefix: z
      .string()
      .regex(/^[^\s]*$/, 'no spaces: JSM does not allow them in labels')
      .default('zoho-'),
    /** What becomes a label. What `fields` or `components` give a place to does not. */
    labels: z.array(z.enum(LABELLED)).default([...LABELLED]),
    /** What becomes a component of the project; components are created where they are missing. */
    components: z.array(z.enum(['product', 'category', 'subCategory'])).default(['product']),
    /**
     * Tasks: a sub-task of the request, an issue of its own that is linked with it, or an internal
     * comment. Where the project has no such type of issue, the next one of these is taken.
     */
    tasks: z.enum(['subtask', 'linked', 'comment']).default('subtask'),
    /** Status of a task → status of its issue. One that is not named goes to the same name, else by its type. */
    taskStatuses: z.record(name, name).default({}),
    /** Type of the issues that stand beside a request; without it the first that is no sub-task. */
    linkedType: name.default('Task'),
    /** Tasks, calls and events that belong to no ticket: lines of JSON in the folder, or left out, and counted. */
    withoutTicket: z.enum(['archive', 'skip']).default('archive'),
    calls: appointment,
    events: appointment,
    /** The text of the resolution as a comment, where `fields` names no field for it. */
    resolution: z.enum(['internal', 'public']).default('internal'),
    /** What happened to a ticket: a file of JSON that customers do not see, or an internal comment. */
    history: z.enum(['attachment', 'comment']).default('attachment'),
    /**
     * Agents who follow a ticket. Jira mails whoever is made a watcher, and nothing prevents it: with
     * `watchers` each of them gets a mail for each ticket.
     */
    followers: z.enum(['participants', 'watchers']).default('participants'),
    /**
     * Who becomes a participant, and so sees all of the request: contacts that the ticket itself names
     * as being in copy, or each known contact that one of its mails was copied to.
     */
    cc: z.enum(['of-ticket', 'of-mails']).default('of-ticket'),
    /**
     * Tickets that went into another one: only that one, which has their messages, or also a request
     * of their own that is linked as its duplicate, where the source still shows them.
     */
    merged: z.enum(['one-request', 'duplicate']).default('one-request'),
    /**
     * Tickets that texts refer to: addresses and `#numbers` lead to the new issues, only addresses, or
     * neither. What a text refers to is linked with its issue, too.
     */
    references: z.enum(['all', 'addresses', 'keep']).default('all'),
    /** Types of links between issues. */
    linkTypes: z
      .strictObject({ duplicate: name.default('Duplicate'), related: name.default('Relates') })
      .prefault({}),
  })
  .prefault({});
