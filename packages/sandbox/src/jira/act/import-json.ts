import { z } from 'zod';
import { makeCustomer } from '../domain/make-customer.ts';
import { saveIssue } from '../domain/save-issue.ts';
import { initialStatus } from '../domain/workflow.ts';
import type { Project } from '../model/configuration.ts';
import type { Issue } from '../model/issues.ts';
import type { Site } from '../site.ts';
import { wikiToAdf } from '../text/wiki-to-adf.ts';

/** `2012-08-31T17:59:02.161+0100`, as in Atlassian's sample. */
const time = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$/)
  .transform((text) => Date.parse(text));

/** What Atlassian documents of the file, as far as it is played here (facts § 4.10). */
const JimFile = z.strictObject({
  users: z.array(
    z.strictObject({ name: z.string(), fullname: z.string(), email: z.string().optional() }),
  ),
  links: z.array(z.unknown()).max(0).default([]),
  projects: z.array(
    z.strictObject({
      name: z.string(),
      key: z.string(),
      versions: z.array(z.unknown()).default([]),
      components: z.array(z.unknown()).default([]),
      issues: z
        .array(
          z.strictObject({
            externalId: z.string(),
            summary: z.string().max(255),
            description: z.string().optional(),
            issueType: z.string(),
            status: z.string(),
            priority: z.string().optional(),
            resolution: z.string().optional(),
            reporter: z.string().optional(),
            assignee: z.string().optional(),
            labels: z.array(z.string().regex(/^\S+$/)).default([]),
            watchers: z.array(z.string()).default([]),
            created: time,
            updated: time.optional(),
            history: z.array(z.unknown()).default([]),
            attachments: z.array(z.unknown()).default([]),
            comments: z
              .array(z.strictObject({ body: z.string(), author: z.string(), created: time }))
              .default([]),
          }),
        )
        .max(1_500),
    }),
  ),
});

type JimIssue = z.output<typeof JimFile>['projects'][number]['issues'][number];

/**
 * Jira's own importer, which has no REST API: the only door that takes authors and times. It makes
 * issues, not requests, and every comment of theirs is public. Files are not fetched here.
 */
export function importJson(site: Site, args: unknown): { readonly issues: number } {
  const { users, projects } = JimFile.parse(args);
  const accounts = new Map(
    users.map(({ name, fullname, email = `${name}@imported.invalid` }) => {
      const known = site.store.accountsByEmail.first(email.toLowerCase());
      const account =
        known ?? makeCustomer(site, email, { displayName: fullname, elsewhere: true });
      return [name, account.accountId];
    }),
  );
  let count = 0;
  for (const { key, issues } of projects) {
    const project = site.store.projectsByKey.first(key);
    if (!project) throw new Error(`no project ${key}`);
    for (const issue of issues) importIssue(site, project, issue, accounts);
    count += issues.length;
  }
  return { issues: count };
}

function importIssue(
  site: Site,
  project: Project,
  given: JimIssue,
  accounts: ReadonlyMap<string, string>,
): void {
  const { store } = site;
  const person = (name: string | undefined): string | undefined => {
    if (name === undefined) return undefined;
    const id = accounts.get(name);
    if (id === undefined) throw new Error(`no user ${name} in the file`);
    return id;
  };
  const type = project.issueTypeIds
    .map((id) => store.issueTypes.get(id))
    .find((one) => one?.name === given.issueType);
  if (!type) throw new Error(`${project.key} has no issue type ${given.issueType}`);
  const status = [...store.statuses.values()].find(({ name }) => name === given.status);
  const priority = [...store.priorities.values()].find(({ name }) => name === given.priority);
  const id = store.nextId('issue');
  const number = Number(store.nextId(`issue-of-${project.id}`)) - 9999;
  const reporter = person(given.reporter);
  const assignee = person(given.assignee);
  const { created, updated = created } = given;
  const issue: Issue = {
    id,
    key: `${project.key}-${number}`,
    projectId: project.id,
    issueTypeId: type.id,
    statusId: status?.id ?? initialStatus(site, project, type.id),
    statusChanged: updated,
    created,
    updated,
    creatorId: reporter ?? '',
    parentId: undefined,
    resolved: undefined,
    values: {
      summary: given.summary,
      labels: given.labels,
      ...(priority ? { priority: priority.id } : {}),
      ...(reporter ? { reporter } : {}),
      ...(assignee ? { assignee } : {}),
      ...(given.description ? { description: docOf(given.description) } : {}),
    },
    watcherIds: [],
    channel: undefined,
  };
  saveIssue(site, issue);
  for (const { body, author, created: at } of given.comments) {
    const commentId = store.nextId('comment');
    const authorId = person(author) ?? '';
    store.comments.set(commentId, {
      id: commentId,
      issueId: id,
      authorId,
      updateAuthorId: authorId,
      created: at,
      updated: at,
      body: docOf(body),
      wiki: body,
      internal: false,
      visibility: undefined,
    });
  }
}

const docOf = (wiki: string): string => JSON.stringify(wikiToAdf(wiki, () => undefined));
