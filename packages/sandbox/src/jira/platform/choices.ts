import { may, visibleProject } from '../access/guards.ts';
import { json } from '../api/answer.ts';
import { type Call, type Handlers, list, param } from '../api/call.ts';
import { platformPage } from '../api/paging.ts';
import { notFound, Refusal } from '../api/refusal.ts';
import { workflowOf } from '../domain/workflow.ts';
import type { Choice, Project, Status } from '../model/configuration.ts';
import type { Site } from '../site.ts';
import { categoryBean, issueTypeBean, statusBean, type View, viewOf } from './view.ts';

/** What issues choose from: priorities, resolutions, statuses, issue types. */
export function choiceHandlers(site: Site): Handlers {
  const { store } = site;
  const chosen = <T extends { readonly id: string }>(call: Call, all: Iterable<T>): T[] => {
    const ids = call.query.getAll('id');
    return [...all].filter(({ id }) => ids.length === 0 || ids.includes(id));
  };
  const one = <T>(found: T | undefined, what: string): T => {
    if (found === undefined) throw notFound(`The ${what} was not found.`);
    return found;
  };

  return {
    getPriorities: (call) =>
      json(
        [...store.priorities.values()].map((choice) => priorityBean(viewOf(site, call), choice)),
      ),
    searchPriorities: (call) =>
      platformPage(
        call,
        chosen(call, store.priorities.values()).map((choice) =>
          priorityBean(viewOf(site, call), choice),
        ),
        { maximum: 50 },
      ),
    getPriority: (call) =>
      json(
        priorityBean(viewOf(site, call), one(store.priorities.get(param(call, 'id')), 'priority')),
      ),

    getResolutions: (call) =>
      json(
        [...store.resolutions.values()].map((choice) => resolutionBean(viewOf(site, call), choice)),
      ),
    searchResolutions: (call) =>
      platformPage(
        call,
        chosen(call, store.resolutions.values()).map((choice) => ({
          ...resolutionBean(viewOf(site, call), choice),
          default: choice.isDefault,
        })),
        { maximum: 50 },
      ),
    getResolution: (call) =>
      json(
        resolutionBean(
          viewOf(site, call),
          one(store.resolutions.get(param(call, 'id')), 'resolution'),
        ),
      ),

    getStatuses: (call) =>
      json([...store.statuses.values()].map(({ id }) => statusBean(viewOf(site, call), id))),
    getStatus(call) {
      const idOrName = param(call, 'idOrName');
      const found = [...store.statuses.values()].find(
        ({ id, name }) => id === idOrName || name === idOrName,
      );
      return json(statusBean(viewOf(site, call), one(found, 'status').id));
    },
    getStatusCategories: (call) =>
      json(
        (['new', 'indeterminate', 'done'] as const).map((key) =>
          categoryBean(viewOf(site, call), key),
        ),
      ),
    getStatusesById: (call) => json(chosen(call, store.statuses.values()).map(jiraStatus)),
    getStatusesByName(call) {
      const names = call.query.getAll('name');
      return json(
        [...store.statuses.values()].filter(({ name }) => names.includes(name)).map(jiraStatus),
      );
    },
    search(call) {
      const text = (call.query.get('searchString') ?? '').toLowerCase();
      const category = call.query.get('statusCategory');
      const found = [...store.statuses.values()]
        .map(jiraStatus)
        .filter(
          (status) =>
            status.name.toLowerCase().includes(text) &&
            (category === null || status.statusCategory === category),
        );
      return platformPage(call, found, { maximum: 200 });
    },

    getIssueAllTypes: (call) =>
      json([...store.issueTypes.values()].map(({ id }) => issueTypeBean(viewOf(site, call), id))),
    getIssueType(call) {
      const type = one(store.issueTypes.get(param(call, 'id')), 'issue type');
      return json(issueTypeBean(viewOf(site, call), type.id));
    },
    getIssueTypesForProject(call) {
      const project = visibleProject(site, call.caller, call.query.get('projectId') ?? '');
      return json(project.issueTypeIds.map((id) => issueTypeBean(viewOf(site, call), id)));
    },

    getAllStatuses(call) {
      const project = visibleProject(site, call.caller, param(call, 'projectIdOrKey'));
      return json(statusesByType(viewOf(site, call), project));
    },

    getAllLabels(call) {
      const labels = new Set<string>();
      for (const issue of store.issues.values()) {
        const project = store.projects.get(issue.projectId);
        if (!may(site, call.caller, 'BROWSE_PROJECTS', project)) continue;
        for (const label of Array.isArray(issue.values.labels) ? issue.values.labels : []) {
          labels.add(String(label));
        }
      }
      return platformPage(call, [...labels].sort(), { maximum: 1000 });
    },

    getWorkflowsPaginated() {
      if (site.switches.classicWorkflowSearch === 'gone') {
        throw new Refusal(410, 'This API has been removed. Use GET /rest/api/3/workflows/search.');
      }
      return json({ startAt: 0, maxResults: 50, total: 0, isLast: true, values: [] });
    },

    getEvents: () =>
      json(
        ['Issue Created', 'Issue Updated', 'Issue Assigned', 'Issue Resolved', 'Issue Closed'].map(
          (name, i) => ({ id: i + 1, name }),
        ),
      ),
    getConfiguration: () =>
      json({
        votingEnabled: true,
        watchingEnabled: true,
        unassignedIssuesAllowed: true,
        subTasksEnabled: true,
        issueLinkingEnabled: true,
        timeTrackingEnabled: true,
        attachmentsEnabled: true,
        timeTrackingConfiguration: {
          workingHoursPerDay: 8,
          workingDaysPerWeek: 5,
          timeFormat: 'pretty',
          defaultUnit: 'minute',
        },
      }),
    getServerInfo: (call) =>
      json({
        baseUrl: site.urls().site,
        displayUrl: site.urls().site,
        version: '1001.0.0-SNAPSHOT',
        versionNumbers: [1001, 0, 0],
        deploymentType: 'Cloud',
        buildNumber: 100285,
        serverTime: new Date(site.clock.now()).toISOString(),
        serverTitle: 'Jira',
        ...(list(call, 'doHealthCheck').length > 0 ? { healthChecks: [] } : {}),
      }),
  };
}

function priorityBean(view: View, choice: Choice) {
  return {
    self: `${view.rest}/priority/${choice.id}`,
    statusColor: choice.color,
    description: choice.description,
    iconUrl: `${view.base}/images/icons/priorities/${choice.id}.svg`,
    name: choice.name,
    id: choice.id,
    isDefault: choice.isDefault,
  };
}

function resolutionBean(view: View, choice: Choice) {
  const { id, name, description } = choice;
  return { self: `${view.rest}/resolution/${id}`, id, name, description };
}

const API_CATEGORY = { new: 'TODO', indeterminate: 'IN_PROGRESS', done: 'DONE' } as const;

export function jiraStatus(status: Status) {
  const { id, name, description, category } = status;
  return {
    id,
    name,
    description,
    statusCategory: API_CATEGORY[category],
    scope: { type: 'GLOBAL' },
  };
}

function statusesByType(view: View, project: Project) {
  return project.issueTypeIds.map((issueTypeId) => {
    const { self, id, name, subtask } = issueTypeBean(view, issueTypeId);
    const { statusIds } = workflowOf(view.site, project, issueTypeId);
    return {
      self,
      id,
      name,
      subtask,
      statuses: statusIds.map((statusId) => statusBean(view, statusId)),
    };
  });
}
