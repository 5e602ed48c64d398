import { readReclaimed } from '../reclaim/reclaimed.ts';
import { forEachStaged } from './each.ts';
import type { LoadContext } from './load-context.ts';
import { leaveOut, settle } from './write-protocol.ts';

/** Finds each agent's Atlassian account by e-mail. Nobody is created: a licence is a person's decision. */
export async function loadAgents(context: LoadContext): Promise<void> {
  const { source, config, jsm, signal } = context;
  const emails = new Map(
    Object.entries(config.agents).map(([from, to]) => [from.toLowerCase(), to]),
  );
  const reclaimed = await readReclaimed(context.store);
  await forEachStaged(context, 'agent', async ({ id, payload }) => {
    const taker = reclaimed[id];
    if (taker !== undefined) {
      const create = async () => ({ targetId: taker, created: false });
      await settle(context, { kind: 'agent', sourceId: id, hash: taker, create });
      return;
    }
    const agent = source.parse.agent(payload);
    const email = agent.email && (emails.get(agent.email.toLowerCase()) ?? agent.email);
    const leave = (reason: string) => leaveOut(context, { kind: 'agent', sourceId: id, reason });
    if (!email) return await leave('the agent has no e-mail address');
    const known = await context.store.crosswalk.get('agent', id);
    if (known?.state === 'done' && known.hash === email) return;
    const account = await jsm.customers.find(email, { signal });
    if (!account) return await leave('no Atlassian account has the e-mail address of the agent');
    await settle(context, {
      kind: 'agent',
      sourceId: id,
      hash: email,
      create: async () => ({ targetId: account.accountId, created: false }),
    });
  });
}
