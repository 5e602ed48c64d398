import { z } from 'zod';
import { requireAdmin } from '../access/guards.ts';
import { json } from '../api/answer.ts';
import { type Handlers, list, readBody } from '../api/call.ts';
import { platformPage } from '../api/paging.ts';
import { isInitial, workflowOf } from '../domain/workflow.ts';
import type { Transition, Workflow } from '../model/configuration.ts';
import type { Site } from '../site.ts';
import { jiraStatus } from './choices.ts';
import { viewOf } from './view.ts';

/** Workflows as they are configured. Reading them takes an administrator. */
export function workflowHandlers(site: Site): Handlers {
  const { store } = site;
  const statusesOf = (workflows: readonly Workflow[]) => {
    const ids = new Set(workflows.flatMap((workflow) => workflow.statusIds));
    return [...ids]
      .map((id) => store.statuses.get(id))
      .filter((status) => status !== undefined)
      .map((status) => ({ ...jiraStatus(status), statusReference: status.id }));
  };

  return {
    searchWorkflows(call) {
      requireAdmin(site, call.caller);
      const query = (call.query.get('queryString') ?? '').toLowerCase();
      const projectId = call.query.get('projectId');
      const project = projectId === null ? undefined : store.projects.get(projectId);
      const used = project && new Set(Object.values(project.workflowIds));
      const found = [...store.workflows.values()].filter(
        ({ id, name }) => name.toLowerCase().includes(query) && (!used || used.has(id)),
      );
      const withTransitions = list(call, 'expand').includes('values.transitions');
      const beans = found.map((workflow) => workflowBean(workflow, withTransitions));
      return platformPage(call, beans, { maximum: 200, beside: { statuses: statusesOf(found) } });
    },

    readWorkflows(call) {
      requireAdmin(site, call.caller);
      const body = readBody(call, ReadWorkflows);
      const byPlace = (body.projectAndIssueTypes ?? []).flatMap(({ projectId, issueTypeId }) => {
        const project = store.projects.get(projectId);
        return project ? [workflowOf(site, project, issueTypeId).id] : [];
      });
      const ids = new Set([...(body.workflowIds ?? []), ...byPlace]);
      const names = new Set(body.workflowNames);
      const found = [...store.workflows.values()].filter(
        ({ id, name }) => ids.has(id) || names.has(name),
      );
      return json({
        statuses: statusesOf(found),
        workflows: found.map((workflow) => workflowBean(workflow, true)),
      });
    },

    getWorkflowSchemeProjectAssociations(call) {
      requireAdmin(site, call.caller);
      const { rest } = viewOf(site, call);
      const values = list(call, 'projectId').flatMap((projectId) => {
        const project = store.projects.get(projectId);
        if (!project) return [];
        const { '*': standard, ...byType } = project.workflowIds;
        const nameOf = (id: string | undefined) => store.workflows.get(id ?? '')?.name ?? '';
        return [
          {
            projectIds: [project.id],
            workflowScheme: {
              id: Number(project.id),
              name: `${project.key}: workflow scheme`,
              description: '',
              defaultWorkflow: nameOf(standard),
              issueTypeMappings: Object.fromEntries(
                Object.entries(byType).map(([typeId, id]) => [typeId, nameOf(id)]),
              ),
              draft: false,
              self: `${rest}/workflowscheme/${project.id}`,
            },
          },
        ];
      });
      return json({ values });
    },
  };
}

const ReadWorkflows = z.object({
  workflowIds: z.array(z.string()).optional(),
  workflowNames: z.array(z.string()).optional(),
  projectAndIssueTypes: z
    .array(z.object({ projectId: z.string(), issueTypeId: z.string() }))
    .optional(),
});

function workflowBean(workflow: Workflow, withTransitions: boolean) {
  return {
    id: workflow.id,
    name: workflow.name,
    description: workflow.description,
    isEditable: true,
    scope: { type: 'GLOBAL' },
    version: { id: workflow.id, versionNumber: 1 },
    statuses: workflow.statusIds.map((id) => ({
      statusReference: id,
      properties: {},
      deprecated: false,
    })),
    ...(withTransitions ? { transitions: workflow.transitions.map(transitionBean) } : {}),
  };
}

function transitionBean(transition: Transition) {
  const links = transition.from === '*' ? [] : transition.from;
  return {
    id: transition.id,
    name: transition.name,
    description: '',
    type: isInitial(transition) ? 'INITIAL' : transition.from === '*' ? 'GLOBAL' : 'DIRECTED',
    toStatusReference: transition.to,
    links: links.map((fromStatusReference) => ({ fromStatusReference, fromPort: 0, toPort: 0 })),
    properties: {},
    actions: [],
    triggers: [],
    validators: (transition.screen?.requiredIds ?? []).map((fieldId, i) => ({
      id: `${transition.id}-${i}`,
      ruleKey: 'system:validate-field-value',
      parameters: { ruleType: 'fieldRequired', fieldsRequired: fieldId },
    })),
    ...(transition.screen
      ? {
          transitionScreen: {
            ruleKey: 'system:transition-screen',
            parameters: { screenId: transition.screen.id },
          },
        }
      : {}),
  };
}
