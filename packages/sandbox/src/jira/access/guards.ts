import { badRequest, forbidden, notFound } from '../api/refusal.ts';
import type { Project } from '../model/configuration.ts';
import type { Issue } from '../model/issues.ts';
import type { Account } from '../model/people.ts';
import type { Site } from '../site.ts';
import type { Caller } from './caller.ts';
import { holds, type Permission } from './permissions.ts';

export function may(
  site: Site,
  caller: { readonly account: Account },
  permission: Permission,
  project?: Project,
): boolean {
  return holds(caller.account, permission, project?.key, site.store.revocations.values());
}

export function requirePermission(
  site: Site,
  caller: Caller,
  permission: Permission,
  project: Project | undefined,
  message = 'You do not have the permission to see the specified issue.',
): void {
  if (!may(site, caller, permission, project)) throw forbidden(message);
}

export function requireAdmin(site: Site, caller: Caller): void {
  if (!may(site, caller, 'ADMINISTER')) {
    throw forbidden('Only Jira administrators can do this.');
  }
}

export function findIssue(site: Site, idOrKey: string): Issue | undefined {
  return site.store.issues.get(idOrKey) ?? site.store.issuesByKey.first(idOrKey.toUpperCase());
}

export function projectOf(site: Site, issue: Issue): Project {
  const project = site.store.projects.get(issue.projectId);
  if (!project) throw new Error(`issue ${issue.key} has no project`);
  return project;
}

/** What the caller may not see does not exist. */
export function visibleIssue(
  site: Site,
  caller: Caller,
  idOrKey: string,
): { issue: Issue; project: Project } {
  const issue = findIssue(site, idOrKey);
  const project = issue && projectOf(site, issue);
  if (!issue || !project || !may(site, caller, 'BROWSE_PROJECTS', project)) {
    throw notFound('Issue does not exist or you do not have permission to see it.');
  }
  return { issue, project };
}

export function findProject(site: Site, idOrKey: string): Project | undefined {
  return site.store.projects.get(idOrKey) ?? site.store.projectsByKey.first(idOrKey.toUpperCase());
}

export function visibleProject(site: Site, caller: Caller, idOrKey: string): Project {
  const project = findProject(site, idOrKey);
  if (!project || !may(site, caller, 'BROWSE_PROJECTS', project)) {
    throw notFound(`No project could be found with key '${idOrKey}'.`);
  }
  return project;
}

export function accountById(site: Site, accountId: string): Account {
  const account = site.store.accounts.get(accountId);
  if (!account) throw badRequest(`The user with account id '${accountId}' does not exist.`);
  return account;
}
