import { badRequest, Refusal } from '../api/refusal.ts';
import { findIssueType } from '../domain/create-issue.ts';
import type { IssueType, Project } from '../model/configuration.ts';
import type { Issue } from '../model/issues.ts';
import { isRecord } from '../model/json.ts';
import type { Site } from '../site.ts';

/** Project, issue type and parent: what an issue is, rather than what it says. */

/** The issue with another type or parent, as an edit may give it. Its project stays. */
export function readStructure(
  site: Site,
  issue: Issue,
  project: Project,
  fields: Readonly<Record<string, unknown>>,
): Issue {
  if (fields.project !== undefined && !isProject(fields.project, project)) {
    throw new Refusal(400, [], { project: 'Issues are moved to another project in bulk only.' });
  }
  const type =
    fields.issuetype === undefined
      ? site.store.issueTypes.get(issue.issueTypeId)
      : findIssueType(site, project, reference(fields.issuetype));
  const subtask = site.store.issueTypes.get(issue.issueTypeId)?.subtask;
  if (!type || type.subtask !== subtask) {
    throw new Refusal(400, [], { issuetype: 'The issue type selected is invalid.' });
  }
  const parentId =
    fields.parent === undefined ? issue.parentId : parentMeant(site, project, type, fields.parent);
  return { ...issue, issueTypeId: type.id, parentId };
}

function isProject(input: unknown, project: Project): boolean {
  const { id, key } = isRecord(input) ? input : {};
  return String(id ?? '') === project.id || key === project.key;
}

export function reference(input: unknown): { id?: string; name?: string } {
  if (!isRecord(input)) return {};
  const { id, name } = input;
  if (typeof id === 'string' || typeof id === 'number') return { id: String(id) };
  return typeof name === 'string' ? { name } : {};
}

export function parentMeant(
  site: Site,
  project: Project,
  issueType: IssueType,
  input: unknown,
): string | undefined {
  if (!isRecord(input)) {
    if (!issueType.subtask) return undefined;
    throw new Refusal(400, [], {
      parent: 'Issue type is a sub-task but parent issue key or id not specified.',
    });
  }
  const idOrKey = String(input.id ?? input.key ?? '');
  const parent = site.store.issues.get(idOrKey) ?? site.store.issuesByKey.first(idOrKey);
  if (!parent) throw badRequest(`Could not find issue by id or key.`);
  if (!issueType.subtask) {
    throw new Refusal(400, [], {
      parent: 'Given parent issue does not belong to appropriate hierarchy.',
    });
  }
  if (parent.projectId !== project.id) {
    throw new Refusal(400, [], {
      project: 'Sub-tasks must be created in the same project as the parent.',
    });
  }
  return parent.id;
}
