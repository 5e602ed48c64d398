import type { Json } from '@zdjsm/jsm';
import type { AdfDoc } from '@zdjsm/transform';
import type { TargetProject, TargetRequestType } from '../catalog/catalog.ts';
import type { ResolvedConfig } from '../config/schema.ts';
import type { FieldValue, FileRef, Message, Ticket } from '../model/helpdesk.ts';
import type { FieldChange } from '../store/store.ts';
import { toDocument } from './document.ts';
import { convertFieldValue } from './field-value.ts';
import { toLabels } from './labels.ts';
import type { Mapping, StatusChoice } from './mapping.ts';
import { shorten } from './shorten.ts';

/** All that should exist in JSM for a ticket. People are still the source's: the load knows their accounts. */
export interface TicketIntent {
  readonly ticketId: string;
  readonly project: TargetProject;
  readonly requestType: TargetRequestType;
  readonly summary: string;
  readonly description: AdfDoc;
  readonly priority: string | undefined;
  /** YYYY-MM-DD, in UTC. */
  readonly dueDate: string | undefined;
  readonly labels: readonly string[];
  /** By field id. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly contactId: string | undefined;
  readonly accountId: string | undefined;
  readonly assigneeId: string | undefined;
  readonly status: StatusChoice;
  /** What has no place of its own on an issue: read by programs, not by people. */
  readonly property: Readonly<Record<string, Json | undefined>>;
  readonly link: { readonly url: string; readonly title: string } | undefined;
  readonly openingFiles: readonly FileRef[];
  readonly comments: readonly CommentIntent[];
}

export interface CommentIntent {
  readonly kind: Message['kind'];
  readonly message: Message;
  readonly visibility: 'public' | 'internal';
  readonly doc: AdfDoc;
  readonly files: readonly FileRef[];
}

export type TicketPlan =
  | { readonly intent: TicketIntent; readonly changes: readonly FieldChange[] }
  | { readonly skip: string };

const LONGEST_SUMMARY = 255;

export function toTicketIntent(
  whole: Ticket,
  mapping: Mapping,
  config: ResolvedConfig,
): TicketPlan {
  const rule = mapping.scope.leavesOut(whole);
  if (rule) return { skip: rule };
  const ticket = mapping.scope.reduce(whole);
  const place = mapping.place(ticket);
  if (!place) return { skip: 'department is not mapped' };

  const changes: FieldChange[] = [];
  const note = (field: string, reason: string, detail: string): void => {
    changes.push({ field, reason, detail });
  };
  const subject = ticket.subject.replace(/\s+/gu, ' ').trim();
  const summary = shorten(subject, LONGEST_SUMMARY) || '(no subject)';
  const isShort = summary !== subject && subject !== '';
  if (summary !== ticket.subject) {
    note('subject', isShort ? 'shortened' : 'normalized', `now "${shorten(summary, 80)}"`);
  }
  const labels = toLabels(ticket.tags);
  const status = mapping.status(ticket, place);
  if (status.byDefault) note('status', 'default', `"${ticket.status}" → "${status.name}"`);
  const priority = mapping.priority(ticket);
  if (priority?.byDefault) note('priority', 'default', `"${ticket.priority}" → "${priority.name}"`);
  const description = toDocument(ticket.opening, {
    url: ticket.url,
    notes: isShort ? [`Subject: ${subject}`] : [],
  });
  const fields = fieldsOf(ticket, mapping, note);
  const comments = ticket.messages.flatMap((message): CommentIntent[] => {
    const comment = toComment(message, config);
    if (!comment) return [];
    changes.push(...comment.changes);
    return [comment.intent];
  });

  const intent: TicketIntent = {
    ticketId: ticket.id,
    ...place,
    summary,
    description: description.doc,
    priority: priority?.name,
    dueDate: ticket.dueAt?.slice(0, 10),
    labels: labels.labels,
    fields: fields.values,
    contactId: ticket.contactId,
    accountId: ticket.accountId,
    assigneeId: ticket.assigneeId,
    status,
    property: propertyOf(ticket, fields.unplaced),
    link: ticket.url ? { url: ticket.url, title: `Zoho Desk #${ticket.number}` } : undefined,
    openingFiles: [...ticket.opening.files, ...ticket.files],
    comments,
  };
  return { intent, changes: [...changes, ...labels.changes, ...description.changes] };
}

/** Undefined for what a rule leaves out. */
function toComment(
  message: Message,
  { tickets }: ResolvedConfig,
): { intent: CommentIntent; changes: FieldChange[] } | undefined {
  if (message.delivery === 'draft' && tickets.drafts === 'skip') return undefined;
  const { doc, changes } = toDocument(message);
  // What no customer has received stays among agents, whatever it was meant to be.
  const visibility = message.delivery === 'sent' ? message.visibility : 'internal';
  return {
    intent: { kind: message.kind, message, visibility, doc, files: message.files },
    changes: changes.map((change) => ({ ...change, field: `${message.kind} ${message.id}` })),
  };
}

/** Fields of a ticket that the config may place in fields of the target, beside the custom ones. */
export const PLACEABLE = [
  'id',
  'number',
  'url',
  'channel',
  'category',
  'subCategory',
  'classification',
  'language',
  'createdAt',
  'modifiedAt',
  'closedAt',
  'resolution',
  'status',
] as const satisfies readonly (keyof Ticket)[];

/** What the ticket says in fields that the config may place, under the names that it gives them. */
export function placeableValues(ticket: Ticket): [name: string, value: FieldValue][] {
  const all: readonly (readonly [string, FieldValue | undefined])[] = [
    ...PLACEABLE.map((name) => [name, ticket[name]] as const),
    ...Object.entries(ticket.customFields),
  ];
  return all.flatMap(([name, value]) =>
    value === undefined || value === null || value === '' ? [] : [[name, value]],
  );
}

function fieldsOf(
  ticket: Ticket,
  mapping: Mapping,
  note: (field: string, reason: string, detail: string) => void,
) {
  const values: Record<string, unknown> = {};
  const unplaced: Record<string, FieldValue> = {};
  for (const [name, value] of placeableValues(ticket)) {
    const place = mapping.field(name);
    if (!place) {
      if (name in ticket.customFields) unplaced[name] = value;
      continue;
    }
    const { field } = place;
    const converted = convertFieldValue(field, value, place.values);
    if ('problem' in converted) {
      unplaced[name] = value;
      note(name, 'kept-in-property', `does not fit "${field.name}": ${converted.problem}`);
      continue;
    }
    values[field.id] = converted.value;
    if (converted.change) note(name, converted.change, `in "${field.name}"`);
  }
  for (const name of Object.keys(unplaced)) {
    if (!mapping.field(name))
      note(name, 'kept-in-property', 'no field of the target is named for it');
  }
  return { values, unplaced };
}

function propertyOf(
  ticket: Ticket,
  unplaced: Readonly<Record<string, FieldValue>>,
): TicketIntent['property'] {
  return {
    id: ticket.id,
    number: ticket.number,
    createdAt: ticket.createdAt,
    modifiedAt: ticket.modifiedAt,
    closedAt: ticket.closedAt,
    status: ticket.status,
    channel: ticket.channel,
    category: ticket.category,
    subCategory: ticket.subCategory,
    classification: ticket.classification,
    language: ticket.language,
    fields: unplaced,
  };
}
