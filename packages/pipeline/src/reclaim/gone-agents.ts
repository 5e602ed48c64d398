import type { RunContext } from '../run/context.ts';

/** An agent without an account in the target, whose tickets have nobody or the fallback assignee. */
export interface GoneAgent {
  readonly id: string;
  readonly name: string;
  readonly email: string | undefined;
  /** Why no account was found. */
  readonly reason: string;
  /** Tickets that are assigned to the agent in the source, and how many of these are not closed. */
  readonly tickets: number;
  readonly openTickets: number;
}

/** Those with the most open tickets first. */
export async function listGoneAgents({
  store,
  source,
}: Pick<RunContext, 'store' | 'source'>): Promise<GoneAgent[]> {
  const counts = new Map<string, { tickets: number; openTickets: number }>();
  for await (const { payload } of store.staging.iterate('ticket-row')) {
    const { assigneeId, statusType } = source.parse.ticketRow(payload);
    if (assigneeId === undefined) continue;
    const { tickets, openTickets } = counts.get(assigneeId) ?? NONE;
    const isOpen = statusType !== 'closed';
    counts.set(assigneeId, {
      tickets: tickets + 1,
      openTickets: openTickets + (isOpen ? 1 : 0),
    });
  }
  const gone: GoneAgent[] = [];
  for await (const { sourceId, reason = '' } of store.crosswalk.iterate('agent', {
    state: 'skipped',
  })) {
    const staged = await store.staging.get('agent', sourceId);
    if (!staged) continue;
    const { id, name, email } = source.parse.agent(staged.payload);
    gone.push({ id, name, email, reason, ...(counts.get(id) ?? NONE) });
  }
  return gone.sort((a, b) => b.openTickets - a.openTickets || b.tickets - a.tickets);
}

const NONE = { tickets: 0, openTickets: 0 };
