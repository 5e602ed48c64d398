// Did it lose anything? A migration that some other tool, a CSV import or a script has made: every ticket of Zoho Desk is
// looked for in Jira by its number in a field, and its messages and files are counted. It reads both sides, writes to
// neither, and needs nothing of zdjsm in the target. Exit code 1: something is missing.
//
//     npx pnpm@12 run example full-migration
//     npx pnpm@12 run example reconcile-another-tools-migration
//
// With your own: `node --env-file=secrets.env reconcile-another-tools-migration.ts`, and in that file
// ZDJSM_ZOHO_…, ZDJSM_JIRA_…, NUMBER_FIELD and PROJECTS: README.md.
import type { AttachmentRef, WholeTicket } from '@zdjsm/zoho-desk';
import { connectJira, connectZoho, env } from './connect.ts';

/** Where the other tool has put a ticket's number, and in which projects. */
const NUMBER_FIELD = process.env.NUMBER_FIELD ?? 'Legacy ticket number';
const PROJECTS = process.env.PROJECTS ?? 'SUP, BILL, IT';

interface Held {
  readonly key: string;
  readonly comments: number;
  /** Sizes of the files, in bytes: names may have been changed on the way. */
  readonly sizes: readonly number[];
}

const jsm = connectJira();
const zoho = connectZoho({ credits: { reserve: 5_000, onExhausted: 'wait' } });

const numberField = (await jsm.fields.list()).find(({ name }) => name === NUMBER_FIELD);
if (!numberField) throw new Error(`The site has no field "${NUMBER_FIELD}": set NUMBER_FIELD`);

const issues = new Map<string, Held>();
const fields = [numberField.id, 'comment', 'attachment'];
for await (const { key, fields: values } of jsm.search(`project in (${PROJECTS})`, { fields })) {
  const { comment, attachment } = values as {
    readonly comment?: { readonly total: number };
    readonly attachment?: readonly { readonly size: number }[];
  };
  const held = {
    key,
    comments: comment?.total ?? 0,
    sizes: attachment?.map(({ size }) => size) ?? [],
  };
  issues.set(String(values[numberField.id]), held);
}

let tickets = 0;
let damaged = 0;
for await (const { id, whole, error } of zoho.wholeTickets.each(zoho.tickets.scan())) {
  tickets += 1;
  const losses = error ? [`can't be read: ${error.message}`] : lossesOf(whole);
  if (losses.length === 0) continue;
  damaged += 1;
  console.log(`${whole?.ticket.ticketNumber ?? id}: ${losses.join('; ')}`);
}
console.log(`${damaged} of ${tickets} tickets of ${env('ZDJSM_ZOHO_ORG')} lack something`);
process.exitCode = damaged === 0 ? 0 : 1;

function lossesOf({ ticket, threads, comments, attachments }: WholeTicket): string[] {
  const issue = issues.get(String(ticket.ticketNumber));
  if (!issue) return ['is not there'];
  // The thread that is the ticket's description is the issue's, and a draft was never said.
  const said = threads.filter(
    ({ isDescriptionThread, status }) =>
      String(isDescriptionThread) !== 'true' && status !== 'DRAFT',
  );
  const messages = said.length + comments.length;
  const files: AttachmentRef[] = [...threads, ...comments].flatMap(filesOf);
  const sizes = new Set(issue.sizes);
  const lost = [...files, ...attachments].filter(({ size }) => !sizes.has(Number(size)));
  return [
    ...(issue.comments < messages
      ? [`${issue.key} has ${issue.comments} comments for ${messages} messages`]
      : []),
    ...(lost.length > 0 ? [`${issue.key} lacks ${lost.map(({ name }) => name).join(', ')}`] : []),
  ];
}

function filesOf(message: object): readonly AttachmentRef[] {
  return 'attachments' in message && Array.isArray(message.attachments) ? message.attachments : [];
}
