import type { Project } from '../model/configuration.ts';
import { DEFAULT_NOTIFICATION_SCHEME, DEFAULT_SCREEN, issueTypeId } from '../seed/catalog.ts';
import { putComponents, putRequestTypes } from '../seed/project-parts.ts';
import { type ProjectSeed, SOFTWARE_PROJECT, SUBTASKS, supportLike } from '../seed/projects.ts';
import type { Site } from '../site.ts';

export interface ProjectDraft {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly leadId: string;
  readonly typeKey: Project['typeKey'];
}

/** Makes a project; a service project is set up like the first desk unless told otherwise. */
export function createProject(
  site: Site,
  draft: ProjectDraft,
  seed: ProjectSeed = supportLike(draft.key, draft.name),
): Project {
  const { store } = site;
  const id = store.nextId('project');
  const isDesk = draft.typeKey === 'service_desk';
  const { issueTypes, workflow } = isDesk ? seed : SOFTWARE_PROJECT;
  const groups = [...new Set(seed.requestTypes.flatMap((type) => type.group ?? []))].map(
    (name) => ({
      id: store.nextId('request-type-group'),
      name,
    }),
  );
  const project: Project = {
    id,
    ...draft,
    issueTypeIds: issueTypes.map(issueTypeId),
    workflowIds: { '*': workflow, [issueTypeId('Sub-task')]: SUBTASKS },
    createScreenId: DEFAULT_SCREEN,
    notificationSchemeId: DEFAULT_NOTIFICATION_SCHEME,
    desk: isDesk ? newDesk(site, seed, groups) : undefined,
  };
  store.projects.set(id, project);
  if (isDesk) {
    store.deskAccess.set(id, { id, customerIds: [], organizationIds: [] });
    putComponents(site, id, seed.components);
    putRequestTypes(site, id, seed.requestTypes, groups);
  }
  return project;
}

function newDesk(
  site: Site,
  seed: ProjectSeed,
  requestTypeGroups: readonly { readonly id: string; readonly name: string }[],
): Project['desk'] {
  const { store } = site;
  const on = site.switches.customerMails === 'on';
  const queue = (name: string, restriction: string) => ({
    id: store.nextId('queue'),
    name,
    jql: `project = ${seed.key} AND ${restriction}`,
    fields: ['issuekey', 'summary', 'reporter', 'created'],
  });
  return {
    id: store.nextSmallId('desk'),
    access: seed.access,
    customerMails: {
      requestCreated: on,
      publicComment: on,
      participantAdded: on,
      organizationAdded: on,
      statusChanged: on,
      requestResolved: on,
      requestReopened: on,
    },
    agentIds: [...store.accounts.values()]
      .filter((account) => account.role === 'agent' || account.role === 'admin')
      .map((account) => account.accountId),
    queues: [
      queue('All open', 'resolution = Unresolved'),
      queue('Unassigned', 'assignee IS EMPTY'),
    ],
    requestTypeGroups,
  };
}
