import { NotFoundError, ValidationError } from '@zdjsm/jsm';
import type { LoadContext } from '../../load-context.ts';
import { leaveOut, settle } from '../../write-protocol.ts';
import type { OpenTicket, TicketPart } from '../part.ts';
import { accountOfAgent } from '../request.ts';

/** Who follows a ticket or is in copy: participants of the request, or watchers of the issue. */
export const people: TicketPart = {
  name: 'followers and people in copy',
  records: (ticket) => [
    ...ticket.followerIds.map((id) => ({ kind: 'follower', sourceId: `${ticket.id}/${id}` })),
    ...ticket.ccContactIds.map((id) => ({ kind: 'cc', sourceId: `${ticket.id}/${id}` })),
  ],
  async settle(context, ticket) {
    const { store, config } = context;
    const { followerIds, ccContactIds, ccAddresses, contactId } = ticket.intent;
    for (const id of followerIds) {
      const accountId = await accountOfAgent(context, id);
      const person = { kind: 'follower', id, accountId, as: config.tickets.followers } as const;
      await settlePerson(context, ticket, person);
    }
    const copied = new Set(ccContactIds);
    for (const address of ccAddresses) {
      const id = await store.staging.idOf('contact', address);
      if (id !== undefined && id !== contactId) copied.add(id);
    }
    for (const id of copied) {
      const accountId = (await store.crosswalk.get('contact', id))?.targetId;
      await settlePerson(context, ticket, { kind: 'cc', id, accountId, as: 'participants' });
    }
  },
};

interface Person {
  readonly kind: 'follower' | 'cc';
  readonly id: string;
  readonly accountId: string | undefined;
  readonly as: 'participants' | 'watchers';
}

async function settlePerson(
  context: LoadContext,
  { intent, issueKey }: OpenTicket,
  { kind, id, accountId, as }: Person,
): Promise<void> {
  const { jsm, signal } = context;
  const sourceId = `${intent.ticketId}/${id}`;
  if (!accountId) {
    const reason = 'no account of the site stands for this person';
    return await leaveOut(context, { kind, sourceId, reason });
  }
  try {
    await settle(context, {
      kind,
      sourceId,
      hash: `${as} ${accountId}`,
      part: true,
      // Adding somebody twice changes nothing, so an interrupted call may be repeated.
      async create() {
        if (as === 'watchers') await jsm.watchers.add(issueKey, accountId, { signal });
        else await jsm.requests.addParticipants(issueKey, [accountId], { signal });
        return { targetId: accountId, targetKey: as };
      },
    });
  } catch (error) {
    // A desk that is closed to somebody is no reason to stop at the ticket; the row says what failed.
    if (!(error instanceof ValidationError || error instanceof NotFoundError)) throw error;
  }
}
