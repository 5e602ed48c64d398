import { findProject, may, projectOf } from '../access/guards.ts';
import type { Call } from '../api/call.ts';
import { Refusal } from '../api/refusal.ts';
import { announceRequest, createIssue, findIssueType } from '../domain/create-issue.ts';
import { readFields } from '../domain/read-fields.ts';
import { findTransition, walkTransition } from '../domain/workflow.ts';
import type { Project } from '../model/configuration.ts';
import type { Issue } from '../model/issues.ts';
import { isRecord } from '../model/json.ts';
import { REQUEST_TYPE_FIELD } from '../seed/fields.ts';
import type { Site } from '../site.ts';
import { readFieldActions } from './field-actions.ts';
import { checkProperties, type IssueDetails, setProperties } from './issue-details.ts';
import { parentMeant, reference } from './issue-structure.ts';
import { readerFor } from './text-form.ts';

export interface Created {
  readonly issue: Issue;
  /** How the transition went that was to be walked in the same call. */
  readonly transition: Pick<Refusal, 'status' | 'messages' | 'fields'> | undefined;
}

export function createFromDetails(site: Site, call: Call, details: IssueDetails): Created {
  const { caller } = call;
  checkProperties(details);
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
    withoutIgnored(site, fields, onScreen),
    details.update,
  );
  if (values.summary === undefined) {
    throw new Refusal(400, [], { summary: 'You must specify a summary of the issue.' });
  }
  const act = readFieldActions(site, call, undefined, actions);
  const issue = createIssue(site, caller, { project, issueType, parentId, values });
  setProperties(site, issue.id, details);
  if (site.switches.platformRequestMails === 'mails') announceRequest(site, caller, issue);
  const transition = walkAtOnce(site, call, issue, details.transition?.id);
  act(site.store.issues.get(issue.id) ?? issue);
  return { issue, transition };
}

function walkAtOnce(
  site: Site,
  call: Call,
  issue: Issue,
  id: string | undefined,
): Created['transition'] {
  if (id === undefined) return undefined;
  try {
    const transition = findTransition(site, projectOf(site, issue), issue, id);
    walkTransition(site, call.caller, issue, transition, { values: issue.values });
    return { status: 200, messages: [], fields: {} };
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

export function createScreenFields(site: Site, project: Project): ReadonlySet<string> {
  const screen = site.store.screens.get(project.createScreenId);
  return new Set(screen?.tabs.flatMap((tab) => tab.fieldIds));
}

/** The fields that are read at all: what is dropped silently is a matter of switches. */
function withoutIgnored(
  site: Site,
  fields: Readonly<Record<string, unknown>>,
  onScreen: ReadonlySet<string>,
): Readonly<Record<string, unknown>> {
  const { requestTypeOnCreate, offScreenDescription } = site.switches;
  if (fields[REQUEST_TYPE_FIELD] !== undefined && requestTypeOnCreate === 'refused') {
    const message = `Field '${REQUEST_TYPE_FIELD}' cannot be set. It is not on the appropriate screen, or unknown.`;
    throw new Refusal(400, [], { [REQUEST_TYPE_FIELD]: message });
  }
  const dropped = new Set<string>();
  if (requestTypeOnCreate === 'ignored') dropped.add(REQUEST_TYPE_FIELD);
  if (offScreenDescription === 'dropped' && !onScreen.has('description')) {
    dropped.add('description');
  }
  return Object.fromEntries(Object.entries(fields).filter(([id]) => !dropped.has(id)));
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
