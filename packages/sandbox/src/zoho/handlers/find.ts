import { invalidQuery, notFound } from '../answers.ts';
import type { Call } from '../api/call.ts';
import type { Account } from '../org/accounts.ts';
import type { Comment } from '../org/comments.ts';
import type { Contact } from '../org/contacts.ts';
import { type Kind, numberOf, parentAndChild } from '../org/ids.ts';
import type { Thread } from '../org/threads.ts';
import { hasFlag } from '../org/ticket-details.ts';
import { type View, viewOf } from '../org/views.ts';

/** The number in a path's id; 404 for an id of another kind, as for one that does not exist. */
export function numberIn(call: Call, param: string, kind: Kind): number {
  const number = numberOf(kind, call.param(param));
  if (number === undefined) throw notFound();
  return number;
}

export function itemIn<T>(call: Call, param: string, kind: Kind, items: readonly T[]): [T, number] {
  const number = numberIn(call, param, kind);
  const item = items[number];
  if (item === undefined) throw notFound();
  return [item, number];
}

/** The ticket of the path, if its own address still answers. */
export function ticketIn(call: Call): number {
  const { tickets } = call.org;
  const ticket = numberIn(call, 'ticketId', 'ticket');
  if (ticket >= tickets.count) throw notFound();
  const { flags } = tickets.header(ticket);
  const isGone =
    hasFlag(flags, 'purged') ||
    (hasFlag(flags, 'merged') && call.switches.mergedTickets === 'gone') ||
    (hasFlag(flags, 'trashed') && call.switches.trashedTickets === 'gone');
  if (isGone) throw notFound();
  return ticket;
}

export function threadIn(call: Call): Thread {
  return threadOf(call, ticketIn(call));
}

/** The path names the thread alone. */
export function loneThreadIn(call: Call): Thread {
  return threadOf(call, parentAndChild(numberIn(call, 'threadId', 'thread')).ticket);
}

function threadOf(call: Call, ticket: number): Thread {
  const place = parentAndChild(numberIn(call, 'threadId', 'thread'));
  const thread =
    place.ticket === ticket ? call.org.conversations.thread(ticket, place.child) : undefined;
  if (!thread) throw notFound();
  return thread;
}

export function commentIn(call: Call): Comment {
  const ticket = ticketIn(call);
  const place = parentAndChild(numberIn(call, 'commentId', 'comment'));
  const comment =
    place.ticket === ticket ? call.org.conversations.comment(ticket, place.child) : undefined;
  if (!comment) throw notFound();
  return comment;
}

export function contactIn(call: Call): Contact {
  const contact = call.org.contacts.get(numberIn(call, 'contactId', 'contact'));
  if (!contact) throw notFound();
  return contact;
}

export function accountIn(call: Call): Account {
  const account = call.org.accounts.get(numberIn(call, 'accountId', 'account'));
  if (!account) throw notFound();
  return account;
}

/** The view of the query, if one was named. */
export function viewIn(call: Call, module: string): View | undefined {
  const id = call.query.text('viewId');
  if (id === undefined) return undefined;
  const view = viewOf(module, id);
  if (!view) throw invalidQuery('viewId');
  return view;
}
