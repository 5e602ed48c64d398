import { inCopy } from '../../../mapping/ticket.ts';
import type { LoadContext } from '../../load-context.ts';
import { leaveOut, settle } from '../../write-protocol.ts';
import { allOf } from '../all-of.ts';
import type { OpenTicket, TicketPart } from '../part.ts';

/** Who follows a ticket or is in copy: participants of the request, or watchers of the issue. */
export const people: TicketPart = {
  name: 'followers and people in copy',
  records: (ticket) => [
    ...ticket.followerIds.map((id) => ({ kind: 'follower', sourceId: `${ticket.id}/${id}` })),
    ...inCopy(ticket).map((id) => ({ kind: 'cc', sourceId: `${ticket.id}/${id}` })),
  ],
  async settle(context, ticket) {
    const { store, config } = context;
    const { followerIds, ccContactIds, ccAddresses, contactId } = ticket.intent;
    const copied = new Set(ccContactIds);
    for (const address of ccAddresses) {
      const id = await store.staging.idOf('contact', address);
      if (id !== undefined && id !== contactId) copied.add(id);
    }
    const wanted = [
      ...followerIds.map((id) => ({ kind: 'follower', id, as: config.tickets.followers }) as const),
      ...[...copied].map((id) => ({ kind: 'cc', id, as: 'participants' }) as const),
    ];
    await allOf(context, wanted, async (person) => {
      const { kind, id } = person;
      const known = await store.crosswalk.get(kind === 'cc' ? 'contact' : 'agent', id);
      await settlePerson(context, ticket, { ...person, accountId: known?.targetId });
    });
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
}
