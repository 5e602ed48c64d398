import { type Issue, NotFoundError } from '@zdjsm/jsm';
import { type AdfDoc, adfToText } from '@zdjsm/transform';
import type { LoadContext } from '../load/load-context.ts';
import type { LinkedIntent } from '../load/ticket/references.ts';
import { assigneeOf } from '../load/ticket/request.ts';
import type { ChildIssueIntent } from '../mapping/activities.ts';
import type { Findings } from './findings.ts';
import { accountIn, nameIn, valueIn } from './read-value.ts';
import type { Tally } from './tally.ts';

/** Tasks, calls and events that are issues: there, below or beside their request, as their records say. */
export async function checkChildren(
  context: LoadContext,
  intent: LinkedIntent,
  request: Issue,
  findings: Findings,
  tally: Tally,
): Promise<void> {
  for (const child of intent.children) {
    const { kind, id } = child;
    const row = await context.store.crosswalk.get(kind, `${intent.ticketId}/${id}`);
    const issue = row?.targetKey ? await readIssue(context, row.targetKey) : undefined;
    findings.expect(`${kind} ${id}`, 'there', issue ? 'there' : 'missing');
    if (!issue) continue;
    tally.target(kind);
    await checkChild(context, child, { request, issue }, findings);
  }
}

async function readIssue({ jsm, signal }: LoadContext, key: string): Promise<Issue | undefined> {
  return await jsm.issues.get(key, { signal }).catch((error: unknown) => {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  });
}

async function checkChild(
  context: LoadContext,
  child: ChildIssueIntent,
  { request, issue }: { readonly request: Issue; readonly issue: Issue },
  findings: Findings,
): Promise<void> {
  const { fields } = issue;
  const expect = (name: string, expected: unknown, actual: unknown): void =>
    findings.expect(`${child.kind} ${child.id}: ${name}`, expected, actual);
  expect('summary', child.summary, fields['summary']);
  expect('status', child.status.name, nameIn(fields['status']));
  if (child.dueDate) expect('due date', child.dueDate, fields['duedate']);
  if (child.priority) expect('priority', child.priority, nameIn(fields['priority']));
  const assignee = await assigneeOf(context, child.assigneeId);
  // One who is no agent of the desk was refused: then nobody is.
  const actual = accountIn(fields['assignee']);
  if (assignee && actual !== undefined) expect('assignee', assignee, actual);
  const words = (doc: AdfDoc): string =>
    adfToText(doc, { signs: false }).replace(/\s+/gu, ' ').trim();
  const text = fields['description'] as AdfDoc | null | undefined;
  findings.expectText(
    `${child.kind} ${child.id}: text`,
    words(child.description),
    text ? words(text) : '',
  );
  if (child.issueType.isSubtask) {
    expect('parent', request.key, valueIn(fields['parent'], 'key'));
  } else {
    expect(
      'link to its request',
      'there',
      linkedKeys(issue).includes(request.key) ? 'there' : 'missing',
    );
  }
}

/** Keys of the issues at the other ends of an issue's links. */
export function linkedKeys({ fields }: Issue): unknown[] {
  const { issuelinks } = fields;
  return (Array.isArray(issuelinks) ? issuelinks : []).map(
    (link) =>
      valueIn(valueIn(link, 'outwardIssue'), 'key') ?? valueIn(valueIn(link, 'inwardIssue'), 'key'),
  );
}
