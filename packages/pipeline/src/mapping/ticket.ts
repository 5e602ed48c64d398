import type { Json } from '@zdjsm/jsm';
import type { AdfDoc } from '@zdjsm/transform';
import type { TargetProject, TargetRequestType } from '../catalog/catalog.ts';
import type { ResolvedConfig } from '../config/schema.ts';
import type { FieldValue, FileRef, Ticket, TicketRelation } from '../model/helpdesk.ts';
import type { FieldChange } from '../store/store.ts';
import { type ChildIssueIntent, toChildIssues } from './activities.ts';
import { addressesIn } from './addresses.ts';
import { toDocument } from './document.ts';
import { type HookedFields, hookTicket } from './hooks/hook-ticket.ts';
import { splitLong } from './long-texts.ts';
import type { Mapping, StatusChoice } from './mapping.ts';
import { oneLine, shorten, summaryOf } from './shorten.ts';
import { type CommentIntent, htmlOf, toComments } from './ticket-comments.ts';
import { toComponents, toTicketLabels } from './ticket-labels.ts';
import { placeValues, type TicketValues, valuesOf } from './ticket-values.ts';
import { toWorklogs, type WorklogIntent } from './worklogs.ts';

/** All that should exist in JSM for a ticket. People are still the source's: the load knows their accounts. */
export interface TicketIntent {
  readonly ticketId: string;
  readonly project: TargetProject;
  readonly requestType: TargetRequestType;
  readonly summary: string;
  readonly description: AdfDoc;
  /** What it said before it was converted. */
  readonly descriptionHtml: string | undefined;
  readonly priority: string | undefined;
  /** YYYY-MM-DD, in UTC. */
  readonly dueDate: string | undefined;
  readonly labels: readonly string[];
  /** By name; the load sees to it that they are there. */
  readonly components: readonly string[];
  /** By field id. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Custom records whose objects a field of Assets shows, by field id. */
  readonly objects: Readonly<Record<string, readonly string[]>>;
  readonly contactId: string | undefined;
  readonly accountId: string | undefined;
  readonly assigneeId: string | undefined;
  readonly status: StatusChoice;
  /** What has no place of its own on an issue: read by programs, not by people. */
  readonly property: Readonly<Record<string, Json | undefined>>;
  readonly link: { readonly url: string; readonly title: string } | undefined;
  readonly openingFiles: readonly FileRef[];
  readonly comments: readonly CommentIntent[];
  readonly children: readonly ChildIssueIntent[];
  readonly worklogs: readonly WorklogIntent[];
  /** Agents, by the source's ids. */
  readonly followerIds: readonly string[];
  /** Contacts that the ticket names as being in copy. */
  readonly ccContactIds: readonly string[];
  /** E-mail addresses that mails were copied to, where these people are to take part. */
  readonly ccAddresses: readonly string[];
  readonly historyFile: { readonly name: string; readonly content: string } | undefined;
  readonly relations: readonly TicketRelation[];
}

export type TicketPlan =
  | { readonly intent: TicketIntent; readonly changes: readonly FieldChange[] }
  | { readonly skip: string };

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
  const subject = oneLine(ticket.subject);
  const summary = summaryOf(subject) || '(no subject)';
  const isShort = summary !== subject && subject !== '';
  if (summary !== ticket.subject) {
    note('subject', isShort ? 'shortened' : 'normalized', `now "${shorten(summary, 80)}"`);
  }
  const values = valuesOf(ticket, mapping);
  const { fields, placed, objects, unplaced } = placeValues(ticket, values, mapping, note);
  const labels = toTicketLabels(ticket.tags, values, placed, config);
  const description = toDocument(ticket.opening, {
    url: ticket.url,
    notes: isShort ? [`Subject: ${subject}`] : [],
    directory: mapping.directory,
    quotes: config.tickets.quotes,
  });
  const bySettings: HookedFields = {
    ...place,
    summary,
    description: description.doc,
    status: mapping.status(ticket, place),
    priority: mapping.priority(ticket),
    dueDate: ticket.dueAt?.slice(0, 10),
    labels: labels.labels,
    components: toComponents(values, config),
    fields,
    contactId: ticket.contactId,
    accountId: ticket.accountId,
    assigneeId: ticket.assigneeId,
  };
  const { hooked, changes: byHook } = hookTicket(bySettings, ticket, mapping, config);
  const { status, priority } = hooked;
  if (status.byDefault) note('status', 'default', `"${ticket.status}" → "${status.name}"`);
  if (priority?.byDefault) note('priority', 'default', `"${ticket.priority}" → "${priority.name}"`);
  const opening = splitLong({
    kind: 'thread',
    id: ticket.opening.id,
    at: ticket.opening.at,
    visibility: ticket.opening.visibility,
    doc: hooked.description,
    files: [],
  });
  const [first, ...continued] = opening.parts;
  const isResolutionPlaced = placed.has('resolution');
  const { comments, changes: inComments } = toComments(ticket, mapping, config, {
    isResolutionPlaced,
  });
  const { children, changes: inChildren } = toChildIssues(ticket, mapping, config);
  const { worklogs, changes: inWorklogs } = toWorklogs(ticket, mapping);

  const intent: TicketIntent = {
    ...hooked,
    ticketId: ticket.id,
    objects,
    description: first?.doc ?? hooked.description,
    descriptionHtml: htmlOf(ticket.opening),
    priority: priority?.name,
    property: propertyOf(ticket, values, unplaced),
    link: ticket.url ? { url: ticket.url, title: `Zoho Desk #${ticket.number}` } : undefined,
    openingFiles: [...ticket.opening.files, ...ticket.files],
    comments: [...continued, ...comments],
    children,
    worklogs,
    followerIds: ticket.followerIds,
    ccContactIds: inCopy(ticket),
    ccAddresses: config.tickets.cc === 'of-mails' ? copiedTo(ticket) : [],
    historyFile: historyFile(ticket, config),
    relations: ticket.relations,
  };
  return {
    intent,
    changes: [
      ...changes,
      ...inComments,
      ...inChildren,
      ...inWorklogs,
      ...labels.changes,
      ...description.changes,
      ...opening.changes,
      ...byHook,
    ],
  };
}

/** Who is in copy by name. Zoho lists whoever asked among them, and somebody twice. */
export const inCopy = ({ ccContactIds, contactId }: Ticket): string[] => [
  ...new Set(ccContactIds.filter((id) => id !== contactId)),
];

function copiedTo({ opening, messages }: Ticket): string[] {
  const lists = [opening, ...messages].flatMap(({ visibility, cc }) =>
    visibility === 'public' ? addressesIn(cc) : [],
  );
  return [...new Set(lists)];
}

function historyFile(
  { number, history }: Ticket,
  { tickets }: ResolvedConfig,
): TicketIntent['historyFile'] {
  if (tickets.history !== 'attachment' || history.length === 0) return undefined;
  return { name: `history of ${number}.json`, content: JSON.stringify(history, null, 2) };
}

/** Everything short that the ticket says of itself, whether it has a field of the target or not. */
function propertyOf(
  { id, lookUps }: Ticket,
  values: TicketValues,
  unplaced: Readonly<Record<string, FieldValue>>,
): TicketIntent['property'] {
  const { url: _, resolution: __, ...short } = values;
  const named = Object.entries(lookUps ?? {}).map(
    ([field, records]) => [field, records.map(({ sourceId }) => sourceId)] as const,
  );
  const ids = named.length > 0 ? { lookUps: Object.fromEntries(named) } : {};
  return { ...short, ...ids, id, fields: unplaced };
}
