import type { AdfDocument, Comment, Issue } from '@zdjsm/jsm';
import { type AdfDoc, adfToText } from '@zdjsm/transform';
import type { LoadContext } from '../load/load-context.ts';
import { composeDocument } from '../load/ticket/compose.ts';
import { plainDocument } from '../load/ticket/write-text.ts';
import type { TicketIntent } from '../mapping/ticket.ts';
import type { CommentIntent } from '../mapping/ticket-comments.ts';
import type { Findings } from './findings.ts';
import type { Tally } from './tally.ts';
import { writtenFiles } from './written-files.ts';

/** The texts of a ticket: each there once, in order, with the same words and images, seen by the same people. */
export async function checkMessages(
  context: LoadContext,
  intent: TicketIntent,
  issue: Issue,
  findings: Findings,
  tally: Tally,
): Promise<void> {
  const { jsm, store, signal } = context;
  const files = await writtenFiles(context, intent.ticketId);
  const compose = (doc: AdfDoc, attached: CommentIntent['files']) =>
    composeDocument(doc, attached, files);

  const description = await compose(intent.description, intent.openingFiles);
  compareDocuments('description', description, issue.fields['description'], findings);

  const comments = await Array.fromAsync(jsm.comments.list(issue.key, { signal }));
  const places = new Map(comments.map((comment, place) => [String(comment.id), place]));
  let last = -1;
  for (const expected of intent.comments) {
    const { kind, id, visibility } = expected;
    const field = `${kind} ${id}`;
    const row = await store.crosswalk.get(kind, `${intent.ticketId}/${id}`);
    const place = places.get(row?.targetId ?? '');
    const comment: Comment | undefined = place === undefined ? undefined : comments[place];
    findings.expect(field, 'there', comment ? 'there' : 'missing');
    if (!comment || place === undefined) continue;
    tally.target(kind);
    findings.expect(`${field}: visibility`, visibility, comment.jsdPublic ? 'public' : 'internal');
    findings.expect(`${field}: order`, 'in order', place > last ? 'in order' : 'too early');
    last = Math.max(last, place);
    compareDocuments(field, await compose(expected.doc, expected.files), comment.body, findings);
  }
  // People may have gone on talking in the target; what the source has deleted since is a conflict.
  const known = new Set((await store.crosswalk.family(intent.ticketId)).map((r) => r.targetId));
  const strays = comments.filter(
    ({ id, author }) => author?.accountId === context.migrator && !known.has(String(id)),
  );
  findings.expect('comments of nobody', 0, strays.length);
}

/** By what a reader gets: the words in their order, and the images. Jira rearranges the rest. */
export function compareDocuments(
  field: string,
  expected: AdfDoc,
  actual: unknown,
  findings: Findings,
): void {
  const found = (actual ?? { type: 'doc', version: 1, content: [] }) as AdfDocument & AdfDoc;
  const words = wordsOf(found);
  // A document that Jira refused was written as its words alone.
  const wanted = [wordsOf(plainDocument(expected)), wordsOf(expected)];
  const named = words.replaceAll(NAMED_FILE, ' ').replace(/\s+/gu, ' ').trim();
  const plain = words === wanted[0] || (named !== words && wanted.includes(named));
  findings.expectText(`${field}: text`, plain ? words : wordsOf(expected), words);
  if (!plain) findings.expect(`${field}: images`, mediaOf(expected), mediaOf(found));
}

/** Stands where a file would be shown, on a site that refused its media. */
const NAMED_FILE = /\[(?:image|file)(?:: [^\]]*)?\] \(attached\)/gu;

const wordsOf = (doc: AdfDoc): string => adfToText(doc).replace(/\s+/gu, ' ').trim();

function mediaOf(doc: AdfDoc): string[] {
  return [...JSON.stringify(doc).matchAll(/"id":"([0-9a-f-]{36})"/g)].map(
    (match) => match[1] ?? '',
  );
}
