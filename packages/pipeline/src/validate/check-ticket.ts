import { type Issue, NotFoundError } from '@zdjsm/jsm';
import type { LoadContext } from '../load/load-context.ts';
import { partiesOf } from '../load/ticket/request.ts';
import type { TicketIntent } from '../mapping/ticket.ts';
import type { FieldFinding } from '../store/store.ts';
import { checkFiles } from './check-files.ts';
import { checkMessages } from './check-messages.ts';
import { createFindings, type Findings } from './findings.ts';
import type { Tally } from './tally.ts';
import type { TargetIndex } from './target-index.ts';

/** One ticket, read back whole. */
export async function checkTicket(
  context: LoadContext,
  intent: TicketIntent,
  index: TargetIndex,
  tally: Tally,
): Promise<{ findings: readonly FieldFinding[]; present: boolean }> {
  const findings = createFindings();
  const row = await context.store.crosswalk.get('ticket', intent.ticketId);
  const issue = row?.targetKey ? await readIssue(context, row.targetKey) : undefined;
  findings.expect('issue', 'one', issue ? 'one' : 'none');
  const keys = index.keysOf(intent.ticketId);
  // The search may not know the newest issues yet; more than one is wrong in any case.
  if (keys.length > 1) findings.expect('issues with its label', [row?.targetKey], keys);
  if (!issue) return { findings: findings.list, present: false };
  tally.target('ticket');
  await checkFields(context, intent, issue, findings);
  await checkRequest(context, intent, issue, findings);
  await checkMessages(context, intent, issue, findings, tally);
  await checkFiles(context, intent, issue, findings, tally);
  return { findings: findings.list, present: true };
}

async function readIssue({ jsm, signal }: LoadContext, key: string): Promise<Issue | undefined> {
  try {
    return await jsm.issues.get(key, { properties: ['zdjsm.source'], signal });
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

async function checkFields(
  context: LoadContext,
  intent: TicketIntent,
  { fields, properties }: Issue,
  findings: Findings,
): Promise<void> {
  const { config } = context;
  const parties = await partiesOf(context, intent);
  findings.expect('summary', intent.summary, fields['summary']);
  findings.expect('status', intent.status.name, nameIn(fields['status']));
  findings.expect('reporter', parties.reporter, accountIn(fields['reporter']));
  if (intent.priority) findings.expect('priority', intent.priority, nameIn(fields['priority']));
  if (intent.dueDate) findings.expect('due date', intent.dueDate, fields['duedate']);
  const expected = [...intent.labels, `${config.tickets.labelPrefix}${intent.ticketId}`].sort();
  const labels = Array.isArray(fields['labels']) ? fields['labels'].map(String).sort() : [];
  findings.expect('labels', expected, labels);
  const source = properties?.['zdjsm.source'];
  findings.expect('legacy id', intent.ticketId, valueIn(source, 'id'));
}

/** An issue without its request type is on no portal. */
async function checkRequest(
  { jsm, signal }: LoadContext,
  intent: TicketIntent,
  issue: Issue,
  findings: Findings,
): Promise<void> {
  const request = await jsm.requests.get(issue.key, { signal }).catch((error: unknown) => {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  });
  findings.expect('request type', intent.requestType.id, request?.requestTypeId ?? 'none');
}

const nameIn = (value: unknown): unknown => valueIn(value, 'name');
const accountIn = (value: unknown): unknown => valueIn(value, 'accountId');

function valueIn(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
