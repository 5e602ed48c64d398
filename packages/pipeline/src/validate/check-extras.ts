import { createHash } from 'node:crypto';
import type { Issue } from '@zdjsm/jsm';
import { type AdfDoc, adfToText } from '@zdjsm/transform';
import type { LoadContext } from '../load/load-context.ts';
import type { LinkedIntent } from '../load/ticket/references.ts';
import { sha256Of } from '../store/hash.ts';
import { linkedKeys } from './check-children.ts';
import type { Findings } from './findings.ts';
import type { Tally } from './tally.ts';

/** Time entries: each there once, with its time and whose it was. */
export async function checkWorklogs(
  { jsm, store, signal }: LoadContext,
  intent: LinkedIntent,
  issue: Issue,
  findings: Findings,
  tally: Tally,
): Promise<void> {
  if (intent.worklogs.length === 0) return;
  const present = await Array.fromAsync(jsm.worklogs.list(issue.key, { signal }));
  for (const { id, startedAt, seconds, text } of intent.worklogs) {
    const field = `time-entry ${id}`;
    const row = await store.crosswalk.get('time-entry', `${intent.ticketId}/${id}`);
    const found = present.filter((worklog) => String(worklog.id) === row?.targetId);
    findings.expect(field, 1, found.length);
    const [worklog] = found;
    if (!worklog) continue;
    tally.target('time-entry');
    findings.expect(`${field}: seconds`, seconds, worklog.timeSpentSeconds);
    findings.expect(`${field}: start`, startedAt, new Date(worklog.started).toISOString());
    const comment = worklog.comment as AdfDoc | undefined;
    findings.expectText(`${field}: text`, adfToText(text), comment ? adfToText(comment) : '');
  }
}

/** Followers and people in copy: as far as they have accounts, they are there. */
export async function checkPeople(
  { jsm, store, signal }: LoadContext,
  intent: LinkedIntent,
  issue: Issue,
  findings: Findings,
  tally: Tally,
): Promise<void> {
  const wanted = [
    ...intent.followerIds.map((id) => ({ kind: 'follower', id })),
    ...intent.ccContactIds.map((id) => ({ kind: 'cc', id })),
  ];
  if (wanted.length === 0) return;
  const participants = await Array.fromAsync(jsm.requests.participants(issue.key, { signal }));
  const watchers = await jsm.watchers.list(issue.key, { signal });
  const present = new Set([...participants, ...watchers].map(({ accountId }) => accountId));
  for (const { kind, id } of wanted) {
    const row = await store.crosswalk.get(kind, `${intent.ticketId}/${id}`);
    if (row?.state !== 'done') continue;
    const isThere = present.has(row.targetId ?? '');
    findings.expect(`${kind} ${id}`, 'there', isThere ? 'there' : 'missing');
    if (isThere) tally.target(kind);
  }
}

export function checkLinks(intent: LinkedIntent, issue: Issue, findings: Findings): void {
  const present = linkedKeys(issue);
  for (const { from, to } of intent.links) {
    const other = from === issue.key ? to : from;
    findings.expect(`link to ${other}`, 'there', present.includes(other) ? 'there' : 'missing');
  }
}

/** The file that holds what happened to the ticket, downloaded again. */
export async function checkHistory(
  { jsm, store, signal }: LoadContext,
  { ticketId, historyFile }: LinkedIntent,
  { fields }: Issue,
  findings: Findings,
  tally: Tally,
): Promise<void> {
  if (!historyFile) return;
  const id = (await store.crosswalk.get('history', `${ticketId}/history`))?.targetId;
  const { attachment } = fields;
  const isThere = (Array.isArray(attachment) ? attachment : []).some(
    (one) => String((one as { id: unknown }).id) === id,
  );
  findings.expect('history', 'there', isThere ? 'there' : 'missing');
  if (!isThere || id === undefined) return;
  tally.target('history');
  const { body } = await jsm.attachments.open(id, { signal });
  const expected = createHash('sha256').update(historyFile.content).digest('hex');
  findings.expect('history: SHA-256', expected, await sha256Of(body));
}
