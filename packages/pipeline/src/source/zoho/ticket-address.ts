import type { Ticket } from '../../model/helpdesk.ts';

/**
 * Addresses of tickets as people paste them: with the id in the clear
 * (`/agent/…/tickets/details/1892000000042034`), or as `webUrl` has it, where only the record itself
 * tells which ticket it is (`ShowHomePage.do#Cases/dv/d126…`). The host is left out of account: it
 * differs between data centres and has often changed since.
 */
const DETAILS = /\/tickets?\/details\/(\d{8,})/i;
const HOME_PAGE = /#Cases\/dv\/([0-9a-f]{16,})/i;

/** The id or the name of the ticket that the address leads to. */
export function ticketAt(url: string): string | undefined {
  const id = DETAILS.exec(url)?.[1];
  if (id) return id;
  const page = HOME_PAGE.exec(url)?.[1];
  return page && `dv/${page.toLowerCase()}`;
}

/** What texts call a ticket, beside its id. */
export function namesOf({ number, url }: Pick<Ticket, 'number' | 'url'>): string[] {
  const address = url && ticketAt(url);
  return [`#${number}`, ...(address ? [address] : [])];
}
