import { type Kind, numberOf } from '../org/ids.ts';
import { CATEGORIES, CHANNELS, PRIORITIES, STATUSES } from '../org/tables.ts';
import { NONE } from '../org/ticket-header.ts';
import type { Portal } from './act.ts';

/** The number behind an id, or a complaint that says which act was given what. */
export function numberFor(kind: Kind, id: string): number {
  const number = numberOf(kind, id);
  if (number === undefined) throw new Error(`'${id}' is no id of a ${kind}`);
  return number;
}

export function ticketFor(portal: Portal, id: string): number {
  const ticket = numberFor('ticket', id);
  if (ticket >= portal.org.tickets.count) throw new Error(`there is no ticket ${id}`);
  return ticket;
}

export const statusNumber = (name: string): number =>
  place(
    'status',
    STATUSES.map((status) => status.name),
    name,
  );
export const priorityNumber = (name: string | null): number => place('priority', PRIORITIES, name);
export const channelNumber = (name: string): number =>
  place(
    'channel',
    CHANNELS.map((channel) => channel.ticket),
    name,
  );
export const categoryNumber = (name: string | null): number =>
  place(
    'category',
    CATEGORIES.map((category) => category.name),
    name,
  );

export function optionalNumber(kind: Kind, id: string | null): number {
  return id === null ? NONE : numberFor(kind, id);
}

function place(what: string, names: readonly (string | null)[], name: string | null): number {
  const number = names.indexOf(name);
  if (number < 0) throw new Error(`no ${what} '${name}'; there are ${names.join(', ')}`);
  return number;
}
