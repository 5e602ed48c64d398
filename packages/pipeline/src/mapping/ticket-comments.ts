import type { AdfDoc } from '@zdjsm/transform';
import type { ResolvedConfig } from '../config/schema.ts';
import type { FileRef, Message, Ticket } from '../model/helpdesk.ts';
import type { FieldChange } from '../store/store.ts';
import { describeAppointment, describeTask } from './activities.ts';
import { toDocument } from './document.ts';
import { hookComment } from './hooks/hook-comment.ts';
import { splitLong } from './long-texts.ts';
import type { Mapping } from './mapping.ts';
import { toNote } from './note.ts';

export interface CommentIntent {
  /** A message, or what else is written down as one. */
  readonly kind:
    | Message['kind']
    | 'task'
    | 'call'
    | 'event'
    | 'rating'
    | 'resolution'
    | 'history'
    /** What did not fit into the text before it. */
    | 'continuation';
  /** Of its record, among those of its kind and ticket. */
  readonly id: string;
  /** ISO 8601: comments stand in this order. */
  readonly at: string;
  readonly visibility: 'public' | 'internal';
  readonly doc: AdfDoc;
  /** What a message said before it was converted: attached where the target refuses the document. */
  readonly html?: string | undefined;
  readonly files: readonly FileRef[];
}

export interface TicketComments {
  readonly comments: readonly CommentIntent[];
  readonly changes: readonly FieldChange[];
}

/** What will be the comments of the issue, the oldest first. */
export function toComments(
  ticket: Ticket,
  mapping: Mapping,
  config: ResolvedConfig,
  options: { readonly isResolutionPlaced: boolean },
): TicketComments {
  const changes: FieldChange[] = [];
  const messages = ticket.messages.map((message): CommentIntent => {
    const { doc, changes: altered } = toDocument(message, {
      directory: mapping.directory,
      quotes: config.tickets.quotes,
    });
    const field = `${message.kind} ${message.id}`;
    changes.push(...altered.map((change) => ({ ...change, field })));
    // What no customer has received stays among agents, whatever it was meant to be.
    const visibility = message.delivery === 'sent' ? message.visibility : 'internal';
    const { kind, id, at, files } = message;
    return { kind, id, at, visibility, doc, html: htmlOf(message), files };
  });
  const notes = [
    ...activityNotes(ticket, mapping, config),
    ...ratingNotes(ticket),
    ...(options.isResolutionPlaced ? [] : resolutionNote(ticket, config)),
  ];
  const inOrder = [...messages, ...notes].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const byId = new Map(
    ticket.messages.map((message) => [`${message.kind} ${message.id}`, message]),
  );
  const comments = [...inOrder, ...historyNote(ticket, config)].map((comment) => {
    const message = byId.get(`${comment.kind} ${comment.id}`);
    const hooked = hookComment(comment, { ticket, message }, mapping, config);
    const { parts, changes } = splitLong(hooked.comment);
    return { parts, changes: [...hooked.changes, ...changes] };
  });
  return {
    comments: comments.flatMap(({ parts }) => parts),
    changes: [...changes, ...comments.flatMap((comment) => comment.changes)],
  };
}

export const htmlOf = ({ body }: Message): string | undefined =>
  body.format === 'html' ? body.content : undefined;

const internal = (
  kind: CommentIntent['kind'],
  id: string,
  at: string,
  doc: AdfDoc,
): CommentIntent => ({ kind, id, at, visibility: 'internal', doc, files: [] });

/** Calls, events and tasks that get no issue of their own. */
function activityNotes(
  ticket: Ticket,
  mapping: Mapping,
  { tickets }: ResolvedConfig,
): CommentIntent[] {
  const form = { call: tickets.calls, event: tickets.events } as const;
  const isNote = (wanted: 'subtask' | 'linked' | 'comment'): boolean =>
    mapping.childType(ticket, wanted) === undefined;
  return [
    ...ticket.appointments
      .filter(({ kind }) => isNote(form[kind]))
      .map((one) =>
        internal(one.kind, one.id, one.startsAt, toNote(describeAppointment(one, mapping))),
      ),
    ...(isNote(tickets.tasks) ? ticket.tasks : []).map((one) =>
      internal('task', one.id, one.createdAt, toNote(describeTask(one, mapping))),
    ),
  ];
}

const ratingNotes = (ticket: Ticket): CommentIntent[] =>
  ticket.ratings.map(({ id, at, verdict, feedback }) =>
    internal(
      'rating',
      id,
      at,
      toNote({ author: authorOf(ticket), at, what: `Rating: ${verdict}`, text: feedback }),
    ),
  );

const authorOf = ({ opening }: Ticket): string | undefined =>
  opening.author?.type === 'contact' ? opening.author.name : undefined;

function resolutionNote(ticket: Ticket, { tickets }: ResolvedConfig): CommentIntent[] {
  if (!ticket.resolution) return [];
  const at = ticket.resolvedAt ?? ticket.closedAt ?? ticket.modifiedAt ?? ticket.createdAt;
  const doc = toNote({
    author: ticket.resolvedBy?.name,
    at,
    what: 'Resolution',
    html: ticket.resolution,
  });
  return [{ ...internal('resolution', 'resolution', at, doc), visibility: tickets.resolution }];
}

/** One line an event. */
function historyNote(ticket: Ticket, { tickets }: ResolvedConfig): CommentIntent[] {
  if (tickets.history !== 'comment' || ticket.history.length === 0) return [];
  const text = ticket.history.map((event) => JSON.stringify(event)).join('\n');
  const at = ticket.modifiedAt ?? ticket.createdAt;
  return [
    internal(
      'history',
      'history',
      at,
      toNote({ author: undefined, at: undefined, what: 'History', text }),
    ),
  ];
}
