import { type Issue, NotFoundError } from '@zdjsm/jsm';
import type { LoadContext } from '../load/load-context.ts';
import type { LinkedIntent } from '../load/ticket/references.ts';
import { partiesOf, REQUEST_TYPE_FIELD } from '../load/ticket/request.ts';
import type { FieldFinding } from '../store/store.ts';
import { checkChildren } from './check-children.ts';
import { checkHistory, checkLinks, checkPeople, checkWorklogs } from './check-extras.ts';
import { checkFiles } from './check-files.ts';
import { checkMessages } from './check-messages.ts';
import { createFindings, type Findings } from './findings.ts';
import { type Reading, readBack } from './read-back.ts';
import { accountIn, nameIn, valueIn } from './read-value.ts';
import type { Strays } from './strays.ts';
import type { ValidationContext } from './validation-context.ts';

/** What a ticket is judged by. */
export interface TicketEvidence {
  /** Read from the target; undefined where it is not. */
  readonly issue: Issue | undefined;
  readonly strays: Strays;
}

export interface CheckedTicket {
  readonly findings: readonly FieldFinding[];
  readonly present: boolean;
  /** Why parts of it could not be read back. */
  readonly unread: readonly unknown[];
}

/** One ticket, compared with what was read back. */
export async function checkTicket(
  context: ValidationContext,
  intent: LinkedIntent,
  { issue, strays }: TicketEvidence,
): Promise<CheckedTicket> {
  const { tally } = context;
  const findings = createFindings();
  const row = await context.store.crosswalk.get('ticket', intent.ticketId);
  findings.expect('issue', 'one', issue ? 'one' : 'none');
  const own = issue ? [issue.key] : [];
  const labelled = [...own, ...strays.of(intent.ticketId)];
  if (labelled.length > 1) findings.expect('issues with its label', [row?.targetKey], labelled);
  if (!issue) return { findings: findings.list, present: false, unread: [] };
  tally.target('ticket');
  await checkFields(context, intent, issue, findings);
  const unread: unknown[] = [];
  const reading: Reading = {
    findings,
    signal: context.signal,
    onUnread: (error) => void unread.push(error),
  };
  const parts: Readonly<Record<string, () => Promise<void>>> = {
    'request type': () => checkRequest(context, intent, issue, findings),
    messages: () => checkMessages(context, intent, issue, findings, tally),
    files: () => checkFiles(context, intent, issue, reading, tally),
    history: () => checkHistory(context, intent, issue, findings, tally),
    'sub-tasks': () => checkChildren(context, intent, issue, findings, tally),
    worklogs: () => checkWorklogs(context, intent, issue, findings, tally),
    people: () => checkPeople(context, intent, issue, findings, tally),
  };
  for (const [part, check] of Object.entries(parts)) await readBack(reading, part, check);
  checkLinks(intent, issue, findings);
  return { findings: findings.list, present: true, unread };
}

async function checkFields(
  context: LoadContext,
  intent: LinkedIntent,
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
  // Agents may have added some of their own.
  findings.expect(
    'labels',
    expected,
    labels.filter((label) => expected.includes(label)),
  );
  const components = Array.isArray(fields['components']) ? fields['components'].map(nameIn) : [];
  findings.expect('components', lowerCase(intent.components), lowerCase(components));
  const source = properties?.['zdjsm.source'];
  findings.expect('legacy id', intent.ticketId, valueIn(source, 'id'));
}

/** An issue without its request type is on no portal. Most sites show it among the fields. */
async function checkRequest(
  { jsm, signal, catalog }: LoadContext,
  intent: LinkedIntent,
  issue: Issue,
  findings: Findings,
): Promise<void> {
  const field = catalog.fields.find(({ schema }) => schema.custom === REQUEST_TYPE_FIELD);
  const shown = valueIn(valueIn(issue.fields[field?.id ?? ''], 'requestType'), 'id');
  if (shown !== undefined) return findings.expect('request type', intent.requestType.id, shown);
  const request = await jsm.requests.get(issue.key, { signal }).catch((error: unknown) => {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  });
  findings.expect('request type', intent.requestType.id, request?.requestTypeId ?? 'none');
}

/** A component that was there may be spelled another way. */
const lowerCase = (names: readonly unknown[]): string[] =>
  names.map((name) => String(name).toLowerCase()).sort();
