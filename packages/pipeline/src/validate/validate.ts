import { withLibrary } from '../load/knowledge-base/library.ts';
import type { LoadContext } from '../load/load-context.ts';
import { partsOf } from '../load/ticket/parts.ts';
import { linkReferences } from '../load/ticket/references.ts';
import { stayingTicket } from '../load/ticket/staying.ts';
import { toTicketIntent } from '../mapping/ticket.ts';
import type { Ticket } from '../model/helpdesk.ts';
import type { Slice } from '../report/report.ts';
import { isoNow } from '../run/context.ts';
import { createCounter } from '../run/counter.ts';
import { eachOf } from '../run/each-of.ts';
import { stagedTicket } from '../run/staged-ticket.ts';
import { createBreaker } from '../run/stopping-errors.ts';
import { checkCustomModules } from './check-custom-modules.ts';
import { checkKnowledgeBase } from './check-knowledge-base.ts';
import { checkAccounts, checkContacts } from './check-people.ts';
import { checkTicket, type TicketEvidence } from './check-ticket.ts';
import { createFindings, expected } from './findings.ts';
import { type KnownConflicts, readKnownConflicts } from './known-conflicts.ts';
import { countUnread } from './read-back.ts';
import { ticketsWithIssues } from './read-issues.ts';
import { readStrays } from './strays.ts';
import { createTally } from './tally.ts';
import type { ValidationContext } from './validation-context.ts';

/** What a validation found, as it is kept for the report. */
export interface ValidationSummary {
  readonly at: string;
  readonly kinds: Readonly<Record<string, { readonly source: number; readonly target: number }>>;
  readonly slices: readonly Slice[];
  readonly differences: number;
}

export const VALIDATION_KEY = 'validation';

/**
 * Reads everything back from the target and compares it with what is staged. It takes nobody's word:
 * of the load's notes it uses only which record went where.
 */
export async function validate(opened: LoadContext): Promise<ValidationSummary> {
  const tally = createTally();
  const context = { ...(await withLibrary(opened)), tally, breaker: createBreaker() };
  const { store, source, signal, config, emit } = context;
  const strays = await readStrays(context);
  const conflicts = await readKnownConflicts(store);
  const departments = new Map<string, string>();
  for await (const { id, payload } of store.staging.iterate('department')) {
    departments.set(id, source.parse.department(payload).name);
  }
  let differences = 0;
  differences += await checkAccounts(context);
  differences += await checkContacts(context);
  differences += await checkCustomModules(context);
  differences += await checkKnowledgeBase(context);
  const counter = createCounter(emit, 'validate', 'ticket', await store.staging.count('ticket'));
  await eachOf(
    ticketsWithIssues(context),
    async ({ staged, issue }) => {
      const ticket = await (await stagedTicket(context, staged)).read();
      const department = departments.get(ticket.departmentId) ?? ticket.departmentId;
      const found = await validateTicket(context, ticket, {
        evidence: { issue, strays },
        department,
        conflicts,
      });
      differences += found;
      if (found > 0) counter.failed();
      else counter.done();
    },
    { concurrency: config.concurrency.load, signal },
  );
  const summary = {
    at: isoNow(context.clock),
    kinds: tally.kinds,
    slices: tally.slices,
    differences,
  };
  await store.commit({ meta: { [VALIDATION_KEY]: summary } });
  return summary;
}

async function validateTicket(
  context: ValidationContext,
  ticket: Ticket,
  of: {
    readonly evidence: TicketEvidence;
    readonly department: string;
    readonly conflicts: KnownConflicts;
  },
): Promise<number> {
  const { mapping, config, store, tally } = context;
  tally.source('ticket');
  for (const { kind } of partsOf(ticket)) tally.source(kind);
  const staying = await stayingTicket(context, ticket);
  const ofHook = createFindings();
  const plan = expected(ofHook, () => toTicketIntent(staying.ticket, mapping, config));
  if (!plan) {
    tally.ticket(ticket, of.department, false);
    await store.commit({
      findings: [{ kind: 'ticket', sourceId: ticket.id, findings: ofHook.list }],
    });
    return ofHook.list.length;
  }
  if ('skip' in plan) return 0;
  const { intent } = await linkReferences(context, plan.intent);
  const { findings: found, present, unread } = await checkTicket(context, intent, of.evidence);
  const findings = of.conflicts.unexplained(ticket.id, found);
  tally.ticket(ticket, of.department, present);
  await store.commit({ findings: [{ kind: 'ticket', sourceId: ticket.id, findings }] });
  countUnread(context, unread);
  return findings.length;
}
