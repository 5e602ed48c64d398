import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AdfDoc, adfToWiki, withPlaceholders } from '@zdjsm/transform';
import type { TargetProject } from '../catalog/catalog.ts';
import { ownerOf } from '../extract/files.ts';
import type { LoadContext } from '../load/load-context.ts';
import { unlessHookFails } from '../mapping/hooks/hook-error.ts';
import { type TicketIntent, toTicketIntent } from '../mapping/ticket.ts';
import type { Ticket } from '../model/helpdesk.ts';
import { isoNow } from '../run/context.ts';
import { stagedTicket } from '../run/staged-ticket.ts';
import { JIM_EXPORT } from './exported.ts';
import type { JimAttachment, JimChange, JimComment, JimIssue, JimUser } from './jim-format.ts';
import { createJimPeople, type JimPeople } from './people.ts';

/** Where the export is written, and where Jira can fetch its files. */
export interface JimExportOptions {
  /** Where the files are written. */
  readonly folder: string;
  /**
   * Where the store's folder `blobs` is on the web, for Jira to fetch attachments from. Without it they
   * are left to the load, which uploads them.
   */
  readonly filesUrl?: string | undefined;
}

/** What was written for Jira's importer. */
export interface JimExport {
  readonly files: readonly string[];
  readonly issues: number;
}

/** Jira's importer takes about an hour for as many (facts/jira-jsm.md § 4.10). */
const ISSUES_A_FILE = 1_500;
/** Jira's own limit of a text; the load writes the whole text afterwards. */
const LONGEST_TEXT = 32_000;

/** Writes what was not loaded yet in the format of Jira's JSON importer, project by project. */
export async function exportJim(
  context: LoadContext,
  { folder, filesUrl }: JimExportOptions,
): Promise<JimExport> {
  const { mapping, jsm, signal } = context;
  await mkdir(folder, { recursive: true });
  const me = await jsm.users.myself({ signal });
  const migrator: JimUser = {
    name: 'migration',
    fullname: me.displayName ?? 'Migration',
    ...(me.emailAddress ? { email: me.emailAddress } : {}),
  };
  const files: string[] = [];
  let count = 0;
  for (const project of mapping.projects) {
    const types = await jsm.projects.statuses(project.key, { signal });
    const names = new Map(types.map(({ id, name }) => [id, name]));
    let issues: JimIssue[] = [];
    let people = createJimPeople(context, migrator);
    const flush = async (): Promise<void> => {
      if (issues.length === 0) return;
      const number = String(files.length + 1).padStart(3, '0');
      const path = join(folder, `jim-${number}-${project.key}.json`);
      const { key, name } = project;
      const file = { users: people.users, projects: [{ name, key, issues }] };
      await noteExported(context, issues);
      await writeFile(path, `${JSON.stringify(file, undefined, 1)}\n`);
      files.push(path);
      count += issues.length;
      issues = [];
      people = createJimPeople(context, migrator);
    };
    for await (const { ticket, intent } of unloaded(context, project)) {
      const issueType = names.get(intent.requestType.issueTypeId) ?? '';
      issues.push(await toJimIssue(context, { ticket, intent, issueType, people, filesUrl }));
      if (issues.length === ISSUES_A_FILE) await flush();
    }
    await flush();
  }
  return { files, issues: count };
}

/** Before the file is there: what might be imported is never loaded as well. */
async function noteExported(
  { store, batch, clock }: LoadContext,
  issues: readonly JimIssue[],
): Promise<void> {
  const row = {
    kind: JIM_EXPORT,
    state: 'done',
    rollback: 'preserve',
    attempts: 1,
    batch,
  } as const;
  const at = isoNow(clock);
  const crosswalk = issues.map(({ externalId }) => ({ ...row, sourceId: externalId, at }));
  await store.commit({ crosswalk });
}

async function* unloaded(
  context: LoadContext,
  project: TargetProject,
): AsyncGenerator<{ readonly ticket: Ticket; readonly intent: TicketIntent }> {
  const { store, mapping, config } = context;
  for await (const staged of store.staging.iterate('ticket')) {
    const row = await store.crosswalk.get('ticket', staged.id);
    if (row?.targetId !== undefined) continue;
    const ticket = await (await stagedTicket(context, staged)).read();
    const plan = unlessHookFails(() => toTicketIntent(ticket, mapping, config));
    if (plan && !('skip' in plan) && plan.intent.project.key === project.key) {
      yield { ticket, intent: plan.intent };
    }
  }
}

interface Exported {
  readonly ticket: Ticket;
  readonly intent: TicketIntent;
  readonly issueType: string;
  readonly people: JimPeople;
  readonly filesUrl: string | undefined;
}

async function toJimIssue(context: LoadContext, exported: Exported): Promise<JimIssue> {
  const { config } = context;
  const { ticket, intent, issueType, people } = exported;
  const authors = new Map(ticket.messages.map(({ kind, id, author }) => [`${kind} ${id}`, author]));
  const { status } = intent;
  const assignee = await people.agent(intent.assigneeId);
  return {
    externalId: ticket.id,
    summary: intent.summary,
    description: toWiki(intent.description),
    issueType,
    status: status.name,
    priority: intent.priority,
    resolution: status.resolution,
    reporter: await people.contact(intent.contactId),
    ...(assignee === undefined ? {} : { assignee }),
    // The load finds the issue by the last one.
    labels: [...intent.labels, `${config.tickets.labelPrefix}${ticket.id}`],
    created: toJimTime(ticket.createdAt),
    updated: toJimTime(ticket.modifiedAt ?? ticket.createdAt),
    history: historyOf(exported, assignee ?? people.author(undefined)),
    ...(exported.filesUrl ? { attachments: await attachmentsOf(context, exported) } : {}),
    comments: intent.comments.map(
      ({ kind, id, at, doc }): JimComment => ({
        body: toWiki(doc),
        author: people.author(authors.get(`${kind} ${id}`)),
        created: toJimTime(at),
      }),
    ),
  };
}

/** That it was closed, and when: the one change that reports are made of. */
function historyOf({ ticket, intent }: Exported, author: string): JimChange[] {
  const { closedAt } = ticket;
  const { statuses } = intent.project;
  const from = statuses.find(({ category }) => category !== 'done');
  const to = statuses.find(({ name }) => name === intent.status.name);
  if (closedAt === undefined || !from || to?.category !== 'done') return [];
  const item = {
    fieldType: 'jira',
    field: 'status',
    from: from.id,
    fromString: from.name,
    to: to.id,
    toString: to.name,
  } as const;
  return [{ author, created: toJimTime(closedAt), items: [item] }];
}

async function attachmentsOf(
  { store }: LoadContext,
  { ticket, people, filesUrl = '' }: Exported,
): Promise<JimAttachment[]> {
  const fetched = new Map(
    (await store.staging.files(ownerOf(ticket.id))).map(({ source, sha256 }) => [source, sha256]),
  );
  const owned = [
    ...ticket.files.map((file) => ({ file, message: ticket.opening })),
    ...[ticket.opening, ...ticket.messages].flatMap((message) =>
      message.files.map((file) => ({ file, message })),
    ),
  ];
  return owned.flatMap(({ file, message }) => {
    const sha256 = fetched.get(file.id);
    if (!sha256) return [];
    const attacher = people.author(message.author);
    const uri = `${filesUrl.replace(/\/$/, '')}/${sha256.slice(0, 2)}/${sha256}`;
    return [{ name: file.name, attacher, created: toJimTime(message.at), uri }];
  });
}

const toWiki = (doc: AdfDoc): string => adfToWiki(withPlaceholders(doc)).slice(0, LONGEST_TEXT);

/** `2012-08-31T17:59:02.161+0100`, as in Atlassian's sample. */
const toJimTime = (iso: string): string => new Date(iso).toISOString().replace('Z', '+0000');
