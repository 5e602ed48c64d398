import { json } from '../answers.ts';
import { all, type Call, type Handler, pageOf } from '../api/call.ts';
import { agentId } from '../org/agents.ts';
import type { HistoryEvent } from '../org/history.ts';
import { idOf } from '../org/ids.ts';
import { within } from '../org/span.ts';
import { HOUR, STATUSES } from '../org/tables.ts';
import { type TicketDetails, ticketNumberOf } from '../org/ticket-details.ts';
import type { TimeEntry } from '../org/time-entries.ts';
import { assigneeJson } from '../render/agents.ts';
import { iso, type Json } from '../render/common.ts';
import { tagJson } from '../render/tags.ts';
import { ticketIn } from './find.ts';

export const ticketExtraHandlers = {
  'tickets.metrics': (call) => json(metrics(call, ticketIn(call))),
  'tickets.resolution': (call) => {
    const { resolution } = call.org.tickets.details(ticketIn(call));
    return json(resolution ? resolutionJson(call, resolution) : { content: null });
  },
  'tickets.resolutionHistory': (call) => {
    const { resolution } = call.org.tickets.details(ticketIn(call));
    return pageOf(call, resolution ? [resolution] : [], (one) => resolutionJson(call, one));
  },
  'tickets.history': (call) => {
    const field = call.query.text('fieldName');
    const names = call.query.list('eventFilter');
    const events = call.org.history
      .events(ticketIn(call))
      .filter(
        (event) =>
          (!names || names.includes(event.eventName)) &&
          (!field || event.properties.some((property) => property.propertyName === field)),
      );
    return pageOf(call, events.toReversed(), eventJson);
  },
  'tickets.tags': (call) => {
    const { tags } = call.org.tickets.details(ticketIn(call));
    return all(tags, (name) => tagJson(call, name), { key: 'tags' });
  },
  'tickets.followers': (call) => {
    const { followers } = call.org.tickets.details(ticketIn(call));
    return all(followers, (agent) => ({ ...assigneeJson(call, agent), following: 'tickets' }));
  },
  'tickets.timeEntries': (call) => {
    const ticket = ticketIn(call);
    const { query } = call;
    const created = query.range('createdTimeRange') ?? query.range('modifiedTimeRange');
    const other = (query.text('module') ?? 'tickets') !== 'tickets';
    const entries = (other ? [] : call.org.timeEntries(ticket)).filter(({ createdTime }) =>
      within(created, createdTime),
    );
    const ordered = query.text('orderBy') === 'DESC' ? entries.toReversed() : entries;
    return pageOf(call, ordered, (entry) => timeEntryJson(call, ticket, entry));
  },
} as const satisfies Record<string, Handler>;

function metrics(call: Call, ticket: number): Json {
  const { tickets, conversations } = call.org;
  const header = tickets.header(ticket);
  const { closedTime } = tickets.details(ticket);
  const threads = conversations.threads(ticket);
  const first = threads.find((thread) => thread.direction === 'out');
  return {
    firstResponseTime: first ? duration(first.createdTime - header.created) : null,
    resolutionTime: closedTime === null ? null : duration(closedTime - header.created),
    totalResponseTime: null,
    threadCount: String(threads.length),
    responseCount: String(threads.filter((thread) => thread.direction === 'out').length),
    outgoingCount: String(threads.filter((thread) => thread.direction === 'out').length),
    reopenCount: '0',
    reassignCount: '0',
    stagingData: [{ status: STATUSES[header.status]?.name, handledTime: '01:50 hrs' }],
    agentsHandled: header.assignee < 0 ? [] : [{ agentId: agentId(header.assignee) }],
  };
}

function duration(ms: number): string {
  const hours = Math.floor(ms / HOUR);
  const minutes = Math.floor((ms % HOUR) / 60_000);
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')} hrs`;
}

function resolutionJson(call: Call, resolution: NonNullable<TicketDetails['resolution']>): Json {
  return {
    content: resolution.content,
    modifiedTime: iso(resolution.time),
    author: assigneeJson(call, resolution.agent),
  };
}

function eventJson(event: HistoryEvent): Json {
  return {
    eventName: event.eventName,
    // Seconds only.
    eventTime: iso(Math.floor(event.eventTime / 1000) * 1000),
    actor: event.actor,
    actorInfo: null,
    source: event.source,
    eventInfo: event.properties.map((property) => ({ ...property, systemProperty: true })),
  };
}

function timeEntryJson(call: Call, ticket: number, entry: TimeEntry): Json {
  const header = call.org.tickets.header(ticket);
  const details = call.org.tickets.details(ticket);
  return {
    id: entry.id,
    ownerId: agentId(entry.owner),
    createdBy: agentId(entry.owner),
    executedTime: iso(entry.executedTime),
    createdTime: iso(entry.createdTime),
    ...spent(entry.seconds),
    mode: 'MANUAL',
    requestChargeType: 'Customer Service',
    billingType: 'FIXED_COST_FOR_TICKETS',
    isBillable: entry.isBillable,
    fixedCost: null,
    agentCostPerHour: null,
    additionalCost: null,
    totalCost: '0.0',
    invoiceId: null,
    description: entry.description,
    departmentId: idOf('department', header.department),
    isTrashed: 'false',
    cf: {},
    parent: {
      id: idOf('ticket', ticket),
      ticketNumber: ticketNumberOf(ticket),
      subject: details.subject,
      type: 'TICKETS',
    },
    ...(call.query.includes('owner') ? { owner: assigneeJson(call, entry.owner) } : {}),
  };
}

/** Hours, minutes and seconds of the time; not the same time in three units. */
function spent(seconds: number): Json {
  return {
    hoursSpent: String(Math.floor(seconds / 3600)),
    minutesSpent: String(Math.floor(seconds / 60) % 60),
    secondsSpent: String(seconds % 60),
  };
}
