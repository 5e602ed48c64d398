import { ConfigurationError } from '@zdjsm/core';
import { NotFoundError } from '@zdjsm/jsm';
import { loadAgents } from '../load/agents.ts';
import { forEachRecord } from '../load/each.ts';
import type { LoadContext } from '../load/load-context.ts';
import { loadTicket } from '../load/ticket/ticket.ts';
import type { StagedRecord } from '../store/store.ts';
import { RECLAIMED, readReclaimed } from './reclaimed.ts';

/** Which account takes over from an agent. */
export interface Reclaim {
  /** Of the source. */
  readonly agentId: string;
  /** An e-mail address, or an account id. */
  readonly account: string;
}

/**
 * Gives the tickets of agents that were gone to the accounts that a person has named since. Where
 * somebody has assigned an issue in the meantime it stays theirs, whatever `sync.conflicts` says.
 */
export async function reclaimAgents(
  context: LoadContext,
  reclaims: readonly Reclaim[],
): Promise<void> {
  const { store } = context;
  const before = await readReclaimed(store);
  const accounts = await Promise.all(
    reclaims.map(async ({ agentId, account }) => [agentId, await accountOf(context, account)]),
  );
  await store.commit({ meta: { [RECLAIMED]: { ...before, ...Object.fromEntries(accounts) } } });
  await loadAgents(context);
  const { config } = context;
  const careful = { ...config, sync: { ...config.sync, conflicts: 'keep-target' as const } };
  const agents = new Set(reclaims.map(({ agentId }) => agentId));
  const records = ticketsOf(context, agents);
  await forEachRecord(context, { kind: 'ticket', records }, (staged) =>
    loadTicket({ ...context, config: careful }, staged),
  );
}

/** @throws ConfigurationError when the site shows no such account: nothing is changed then. */
async function accountOf({ jsm, signal }: LoadContext, account: string): Promise<string> {
  if (account.includes('@')) {
    const found = await jsm.customers.find(account, { signal });
    if (found) return found.accountId;
  } else {
    try {
      return (await jsm.users.get(account, { signal })).accountId;
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
  }
  throw new ConfigurationError({
    setting: 'account',
    message: `the site shows no account ${JSON.stringify(account)}`,
    remedy: 'Name the address or the account id of an agent of the site; nothing was changed.',
  });
}

async function* ticketsOf(
  { store, source }: LoadContext,
  agents: ReadonlySet<string>,
): AsyncGenerator<StagedRecord> {
  for await (const staged of store.staging.iterate('ticket')) {
    const { assigneeId } = source.parse.ticket(staged.payload);
    if (assigneeId !== undefined && agents.has(assigneeId)) yield staged;
  }
}
