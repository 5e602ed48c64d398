import { findProject, may } from '../access/guards.ts';
import type { Call } from '../api/call.ts';
import { badRequest, Refusal } from '../api/refusal.ts';
import { announceRequest, createIssue, findIssueType } from '../domain/create-issue.ts';
import { readFields } from '../domain/read-fields.ts';
import { findTransition, walkTransition } from '../domain/workflow.ts';
import type { IssueType, Project } from '../model/configuration.ts';
import type { Issue } from '../model/issues.ts';
import { isRecord } from '../model/json.ts';
import { REQUEST_TYPE_FIELD } from '../seed/fields.ts';
import type { Site } from '../site.ts';
import { runFieldActions } from './field-actions.ts';
import { type IssueDetails, setProperties } from './issue-details.ts';
import { readerFor } from './text-form.ts';

export function createFromDetails(site: Site, call: Call, details: IssueDetails): Issue {
  const { caller } = call;
  const fields = details.fields ?? {};
  const project = projectMeant(site, call, fields.project);
  const issueType = findIssueType(site, project, reference(fields.issuetype));
  const parentId = parentMeant(site, project, issueType, fields.parent);
  const onScreen = createScreenFields(site, project);
  const { values, actions } = readFields(
    {
      site,
      caller,
      project,
      issueTypeId: issueType.id,
      // No file can be on the issue yet, so no text can show one (facts § 4.7).
      richText: readerFor(site, call, undefined),
      allows: (fieldId) => fieldId === REQUEST_TYPE_FIELD || onScreen.has(fieldId),
    },
    {},
    withoutIgnored(site, fields),
    details.update,
  );
  if (values.summary === undefined) {
    throw new Refusal(400, [], { summary: 'You must specify a summary of the issue.' });
  }
  let issue = createIssue(site, caller, { project, issueType, parentId, values });
  setProperties(site, issue.id, details);
  if (site.switches.platformRequestMails === 'mails') announceRequest(site, caller, issue);
  if (details.transition?.id !== undefined) {
    const transition = findTransition(site, project, issue, details.transition.id);
    issue = walkTransition(site, caller, issue, transition, { values: issue.values });
  }
  runFieldActions(site, call, issue, actions);
  return issue;
}

export function createScreenFields(site: Site, project: Project): ReadonlySet<string> {
  const screen = site.store.screens.get(project.createScreenId);
  return new Set(screen?.tabs.flatMap((tab) => tab.fieldIds));
}

function withoutIgnored(site: Site, fields: Readonly<Record<string, unknown>>) {
  if (!(REQUEST_TYPE_FIELD in fields)) return fields;
  switch (site.switches.requestTypeOnCreate) {
    case 'accepted':
      return fields;
    case 'ignored': {
      const { [REQUEST_TYPE_FIELD]: _ignored, ...others } = fields;
      return others;
    }
    case 'refused': {
      const message = `Field '${REQUEST_TYPE_FIELD}' cannot be set. It is not on the appropriate screen, or unknown.`;
      throw new Refusal(400, [], { [REQUEST_TYPE_FIELD]: message });
    }
  }
}

function projectMeant(site: Site, call: Call, input: unknown): Project {
  const { id, key } = isRecord(input) ? input : {};
  const idOrKey = id ?? key;
  const project =
    typeof idOrKey === 'string' || typeof idOrKey === 'number'
      ? findProject(site, String(idOrKey))
      : undefined;
  if (!project || !may(site, call.caller, 'BROWSE_PROJECTS', project)) {
    throw new Refusal(400, [], { project: 'Specify a valid project ID or key' });
  }
  if (!may(site, call.caller, 'CREATE_ISSUES', project)) {
    throw new Refusal(400, [], {
      project: 'You do not have permission to create issues in this project.',
    });
  }
  return project;
}

function reference(input: unknown): { id?: string; name?: string } {
  if (!isRecord(input)) return {};
  const { id, name } = input;
  if (typeof id === 'string' || typeof id === 'number') return { id: String(id) };
  return typeof name === 'string' ? { name } : {};
}

function parentMeant(
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
