import type { Caller } from '../access/caller.ts';
import { may, projectOf } from '../access/guards.ts';
import { badRequest, Refusal } from '../api/refusal.ts';
import type { Project, Transition, Workflow } from '../model/configuration.ts';
import type { Issue } from '../model/issues.ts';
import type { Site } from '../site.ts';
import type { Values } from './read-fields.ts';
import { saveEdited } from './save-issue.ts';

export function workflowOf(site: Site, project: Project, issueTypeId: string): Workflow {
  const id = project.workflowIds[issueTypeId] ?? project.workflowIds['*'] ?? '';
  const workflow = site.store.workflows.get(id);
  if (!workflow) throw new Error(`project ${project.key} has no workflow for ${issueTypeId}`);
  return workflow;
}

export function isInitial(transition: Transition): boolean {
  return transition.from !== '*' && transition.from.length === 0;
}

export function initialStatus(site: Site, project: Project, issueTypeId: string): string {
  const initial = workflowOf(site, project, issueTypeId).transitions.find(isInitial);
  if (!initial) throw new Error(`project ${project.key} has a workflow without a start`);
  return initial.to;
}

/** The transitions that leave an issue's status. */
export function transitionsFrom(site: Site, project: Project, issue: Issue): Transition[] {
  return workflowOf(site, project, issue.issueTypeId).transitions.filter(
    ({ from }) => from === '*' || from.includes(issue.statusId),
  );
}

export function findTransition(
  site: Site,
  project: Project,
  issue: Issue,
  id: string | undefined,
): Transition {
  const found = transitionsFrom(site, project, issue).find((transition) => transition.id === id);
  if (!found) {
    throw badRequest(
      "It seems that you have tried to perform an illegal workflow operation: transition id '" +
        `${id}' is not valid for this issue.`,
    );
  }
  return found;
}

/** Walks one transition, with the values that the issue and the transition's screen have. */
export function walkTransition(
  site: Site,
  caller: Caller,
  issue: Issue,
  transition: Transition,
  options: { readonly values: Values; readonly silent?: boolean },
): Issue {
  const { values } = options;
  const project = projectOf(site, issue);
  if (caller.account.role !== 'customer' && !may(site, caller, 'TRANSITION_ISSUES', project)) {
    throw badRequest('You do not have permission to transition this issue.');
  }
  for (const fieldId of transition.screen?.requiredIds ?? []) {
    if (values[fieldId] === undefined) {
      const name = site.store.fields.get(fieldId)?.name ?? fieldId;
      throw new Refusal(400, [], { [fieldId]: `${name} is required.` });
    }
  }
  const { resolution: _before, ...rest } = values;
  const setsResolution = transition.sets?.resolutionId;
  const resolved =
    transition.sets === undefined
      ? values
      : setsResolution === undefined
        ? rest
        : { ...rest, resolution: setsResolution };
  const now = site.clock.now();
  const after = saveEdited(site, caller.account, issue, {
    ...issue,
    statusId: transition.to,
    statusChanged: now,
    values: resolved,
    resolved: resolved.resolution === undefined ? undefined : (issue.resolved ?? now),
  });
  if (!options.silent) announceTransition(site, caller, issue, after);
  return after;
}

function announceTransition(site: Site, caller: Caller, before: Issue, after: Issue): void {
  const about = { issue: after, actor: caller.account };
  site.outbox.toTeam('issue-transitioned', about);
  if (before.statusId === after.statusId) return;
  const wasResolved = before.values.resolution !== undefined;
  const isResolved = after.values.resolution !== undefined;
  if (isResolved && !wasResolved) site.outbox.toCustomers('request-resolved', about);
  else if (wasResolved && !isResolved) site.outbox.toCustomers('request-reopened', about);
  else site.outbox.toCustomers('status-changed', about);
}
