import { z } from 'zod';
import { may, requireAdmin, visibleProject } from '../access/guards.ts';
import { empty, json } from '../api/answer.ts';
import { type Call, type Handlers, list, param, readBody } from '../api/call.ts';
import { platformPage } from '../api/paging.ts';
import { badRequest, notFound, Refusal } from '../api/refusal.ts';
import { createProject } from '../domain/create-project.ts';
import { removeIssue } from '../domain/remove-issue.ts';
import type { Project } from '../model/configuration.ts';
import type { Site } from '../site.ts';
import { componentBean } from './components.ts';
import { issueTypeBean, projectBean, userById, viewOf } from './view.ts';

export function projectHandlers(site: Site): Handlers {
  const { store } = site;
  const visible = (call: Call): Project[] =>
    [...store.projects.values()].filter((project) =>
      may(site, call.caller, 'BROWSE_PROJECTS', project),
    );
  const details = (call: Call, project: Project) => {
    const view = viewOf(site, call);
    return {
      ...projectBean(view, project.id),
      expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
      description: project.description,
      lead: userById(view, project.leadId),
      components: store.componentsByProject.find(project.id).map((one) => componentBean(view, one)),
      issueTypes: project.issueTypeIds.map((id) => issueTypeBean(view, id)),
      assigneeType: 'UNASSIGNED',
      versions: [],
      roles: { 'Service Desk Team': `${view.rest}/project/${project.id}/role/10001` },
      style: 'classic',
      isPrivate: false,
      properties: {},
    };
  };

  return {
    getAllProjects: (call) =>
      json(visible(call).map((project) => projectBean(viewOf(site, call), project.id))),

    searchProjects(call) {
      const [ids, keys] = [list(call, 'id'), list(call, 'keys')];
      const query = (call.query.get('query') ?? '').toLowerCase();
      const types = list(call, 'typeKey');
      const found = visible(call).filter(
        (project) =>
          (ids.length === 0 || ids.includes(project.id)) &&
          (keys.length === 0 || keys.includes(project.key)) &&
          (types.length === 0 || types.includes(project.typeKey)) &&
          [project.key, project.name].some((text) => text.toLowerCase().includes(query)),
      );
      const view = viewOf(site, call);
      return platformPage(
        call,
        found.map(({ id }) => projectBean(view, id)),
        { maximum: 100 },
      );
    },

    getProject: (call) =>
      json(details(call, visibleProject(site, call.caller, param(call, 'projectIdOrKey')))),

    createProject(call) {
      requireAdmin(site, call.caller);
      const { key, name, projectTypeKey, leadAccountId, description } = readBody(call, NewProject);
      if (!/^[A-Z][A-Z0-9]{1,9}$/.test(key)) {
        const message =
          'Project keys must start with an uppercase letter, followed by one or more uppercase alphanumeric characters.';
        throw new Refusal(400, [], { projectKey: message });
      }
      const taken = store.projectsByKey.first(key);
      if (taken) {
        const message = `Project '${taken.name}' uses this project key.`;
        throw new Refusal(400, [], { projectKey: message });
      }
      if ([...store.projects.values()].some((project) => project.name === name)) {
        throw new Refusal(400, [], { projectName: 'A project with that name already exists.' });
      }
      const lead = store.accounts.get(leadAccountId ?? '');
      if (!lead)
        throw new Refusal(400, [], { projectLead: 'You must specify a valid project lead.' });
      const project = createProject(site, {
        key,
        name,
        description: description ?? '',
        leadId: lead.accountId,
        typeKey: projectTypeKey,
      });
      const self = `${viewOf(site, call).rest}/project/${project.id}`;
      return json({ self, id: Number(project.id), key }, { status: 201 });
    },

    updateProject(call) {
      const project = visibleProject(site, call.caller, param(call, 'projectIdOrKey'));
      if (!may(site, call.caller, 'ADMINISTER_PROJECTS', project)) requireAdmin(site, call.caller);
      const body = readBody(call, ChangedProject);
      if (
        body.notificationScheme != null &&
        !store.notificationSchemes.get(String(body.notificationScheme))
      ) {
        throw badRequest('The notification scheme does not exist.');
      }
      store.projects.set(project.id, {
        ...project,
        name: body.name ?? project.name,
        description: body.description ?? project.description,
        leadId: body.leadAccountId ?? project.leadId,
        // `null` is ignored: a scheme is replaced, never taken away (facts § 3.7).
        notificationSchemeId:
          body.notificationScheme == null
            ? project.notificationSchemeId
            : String(body.notificationScheme),
      });
      return json(details(call, visibleProject(site, call.caller, project.id)));
    },

    deleteProject(call) {
      requireAdmin(site, call.caller);
      const project = visibleProject(site, call.caller, param(call, 'projectIdOrKey'));
      for (const issue of store.issuesByProject.find(project.id))
        removeIssue(site, call.caller, issue);
      for (const type of store.requestTypesByProject.find(project.id))
        store.requestTypes.delete(type.id);
      for (const one of store.componentsByProject.find(project.id)) store.components.delete(one.id);
      store.deskAccess.delete(project.id);
      store.projects.delete(project.id);
      return empty(204);
    },

    getProjectRoles(call) {
      const project = visibleProject(site, call.caller, param(call, 'projectIdOrKey'));
      const { rest } = viewOf(site, call);
      return json(
        Object.fromEntries(
          ROLES.map(({ id, name }) => [name, `${rest}/project/${project.id}/role/${id}`]),
        ),
      );
    },
    getProjectRole(call) {
      const project = visibleProject(site, call.caller, param(call, 'projectIdOrKey'));
      const role = ROLES.find(({ id }) => id === Number(param(call, 'id')));
      if (!role) throw notFound('The project role was not found.');
      const ids = role.name === 'Service Desk Team' ? (project.desk?.agentIds ?? []) : [];
      const actors = ids.map((accountId, i) => ({
        id: i + 1,
        displayName: store.accounts.get(accountId)?.displayName ?? '',
        type: 'atlassian-user-role-actor',
        actorUser: { accountId },
      }));
      return json({ ...roleBean(call, role), actors });
    },
    getAllProjectRoles: (call) => json(ROLES.map((role) => roleBean(call, role))),
  };

  function roleBean(call: Call, role: (typeof ROLES)[number]) {
    return {
      self: `${viewOf(site, call).rest}/role/${role.id}`,
      name: role.name,
      id: role.id,
      description: `${role.name} of a project`,
    };
  }
}

const ROLES = [
  { id: 10001, name: 'Service Desk Team' },
  { id: 10002, name: 'Service Desk Customers' },
  { id: 10003, name: 'Administrators' },
] as const;

const NewProject = z.object({
  key: z.string(),
  name: z.string(),
  description: z.string().optional(),
  projectTypeKey: z.enum(['service_desk', 'software', 'business']).default('software'),
  leadAccountId: z.string().optional(),
});

const ChangedProject = z.object({
  name: z.string().optional(),
  description: z.string().optional(),
  leadAccountId: z.string().optional(),
  notificationScheme: z.number().nullish(),
});
