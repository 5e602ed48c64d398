import { loadAgents } from './agents.ts';
import { admitCustomers, readAudience } from './audience.ts';
import { loadContracts } from './contracts.ts';
import { finishCustomModules, loadCustomObjects } from './custom-modules/custom-modules.ts';
import { loadCustomers } from './customers.ts';
import { forEachRecord } from './each.ts';
import { loadKnowledgeBase } from './knowledge-base/knowledge-base.ts';
import type { LoadContext } from './load-context.ts';
import { loadMemberships } from './memberships.ts';
import { settleOpenReferences } from './open-references.ts';
import { ticketsInOrder } from './order.ts';
import { loadOrganizations } from './organizations.ts';
import { leaveOutOrphans } from './orphans.ts';
import { readTargetBefore } from './target-before.ts';
import { loadTicket } from './ticket/ticket.ts';

/** Writes what is staged, people before what refers to them. What is there already is left alone. */
export async function load(context: LoadContext): Promise<void> {
  const audience = await readAudience(context);
  const before = readTargetBefore(context);
  await loadAgents(context);
  await loadOrganizations(context, audience.desksOfAccount, before);
  await loadCustomers(context);
  await loadMemberships(context, before);
  await admitCustomers(context, audience, before);
  await loadContracts(context);
  await loadCustomObjects(context);
  await loadKnowledgeBase(context);
  const total = await context.store.staging.count('ticket');
  const tickets = { kind: 'ticket', records: ticketsInOrder(context), total };
  await forEachRecord(context, tickets, (staged) => loadTicket(context, staged));
  await settleOpenReferences(context);
  await leaveOutOrphans(context);
  await finishCustomModules(context);
}
