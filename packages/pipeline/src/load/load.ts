import { loadAgents } from './agents.ts';
import { admitCustomers, readAudience } from './audience.ts';
import { loadContracts } from './contracts.ts';
import { finishCustomModules, loadCustomObjects } from './custom-modules/custom-modules.ts';
import { loadCustomers } from './customers.ts';
import { loadKnowledgeBase } from './knowledge-base/knowledge-base.ts';
import { withLibrary } from './knowledge-base/library.ts';
import type { LoadContext } from './load-context.ts';
import { loadMemberships } from './memberships.ts';
import { settleOpenReferences } from './open-references.ts';
import { loadOrganizations } from './organizations.ts';
import { leaveOutOrphans } from './orphans.ts';
import { readTargetBefore } from './target-before.ts';
import { loadTickets } from './tickets.ts';

/**
 * Writes what is staged, people before what refers to them. What is there already is left alone. Returns
 * how many records were created or changed.
 */
export async function load(opened: LoadContext): Promise<number> {
  const context = await withLibrary(opened);
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
  const writtenByOthers = await loadTickets(context);
  await settleOpenReferences(context);
  await leaveOutOrphans(context);
  await finishCustomModules(context);
  return context.writes.count + writtenByOthers;
}
