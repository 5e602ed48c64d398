import { z } from 'zod';
import { findProject, may, requirePermission, visibleProject } from '../access/guards.ts';
import { empty, json } from '../api/answer.ts';
import { type Call, type Handlers, list, param, readBody } from '../api/call.ts';
import { platformPage } from '../api/paging.ts';
import { badRequest, invalidField, notFound, Refusal } from '../api/refusal.ts';
import { saveIssue } from '../domain/save-issue.ts';
import { storedList } from '../fields/field-kind.ts';
import type { Component, Project } from '../model/configuration.ts';
import type { Issue } from '../model/issues.ts';
import type { Site } from '../site.ts';
import { type View, viewOf } from './view.ts';

const NAME_LIMIT = 255;

export function componentHandlers(site: Site): Handlers {
  const { store } = site;
  const componentOf = (call: Call): Component => {
    const component = store.components.get(param(call, 'id'));
    const project = component && store.projects.get(component.projectId);
    if (!component || !may(site, call.caller, 'BROWSE_PROJECTS', project)) {
      throw notFound(`The component with id ${param(call, 'id')} does not exist.`);
    }
    return component;
  };
  const ofProject = (call: Call, project: Project): Component[] => {
    const query = (call.query.get('query') ?? '').toLowerCase();
    const components = store.componentsByProject.find(project.id);
    return components.filter(({ name }) => name.toLowerCase().includes(query));
  };
  const using = (component: Component): Issue[] =>
    store.issuesByProject
      .find(component.projectId)
      .filter((issue) => storedList(issue.values.components).includes(component.id));

  return {
    findComponentsForProjects(call) {
      const keys = list(call, 'projectIdsOrKeys');
      const projects = [...store.projects.values()].filter(
        (project) =>
          (keys.length === 0 || keys.includes(project.key) || keys.includes(project.id)) &&
          may(site, call.caller, 'BROWSE_PROJECTS', project),
      );
      const beans = projects
        .flatMap((project) => ofProject(call, project))
        .map((component) => componentBean(viewOf(site, call), component));
      return platformPage(call, beans, { maximum: 50 });
    },

    getProjectComponentsPaginated(call) {
      const project = visibleProject(site, call.caller, param(call, 'projectIdOrKey'));
      const beans = ofProject(call, project).map((component) => ({
        ...componentBean(viewOf(site, call), component),
        issueCount: using(component).length,
      }));
      return platformPage(call, beans, { maximum: 50 });
    },

    getProjectComponents(call) {
      const project = visibleProject(site, call.caller, param(call, 'projectIdOrKey'));
      return json(
        ofProject(call, project).map((component) => componentBean(viewOf(site, call), component)),
      );
    },

    createComponent(call) {
      const body = readBody(call, ComponentInput);
      const project = findProject(site, body.project ?? String(body.projectId ?? ''));
      if (!project) throw notFound(`The project '${body.project}' does not exist.`);
      requirePermission(site, call.caller, 'ADMINISTER_PROJECTS', project);
      const name = checkName(store.componentsByProject.find(project.id), body.name);
      const component = {
        id: store.nextId('component'),
        projectId: project.id,
        name,
        description: body.description ?? '',
        leadId: body.leadAccountId,
      };
      store.components.set(component.id, component);
      return json(componentBean(viewOf(site, call), component), { status: 201 });
    },

    getComponent: (call) => json(componentBean(viewOf(site, call), componentOf(call))),

    updateComponent(call) {
      const before = componentOf(call);
      const project = store.projects.get(before.projectId);
      requirePermission(site, call.caller, 'ADMINISTER_PROJECTS', project);
      const body = readBody(call, ComponentInput.partial());
      const siblings = store.componentsByProject
        .find(before.projectId)
        .filter(({ id }) => id !== before.id);
      const component = {
        ...before,
        name: body.name === undefined ? before.name : checkName(siblings, body.name),
        description: body.description ?? before.description,
        leadId: body.leadAccountId ?? before.leadId,
      };
      store.components.set(component.id, component);
      return json(componentBean(viewOf(site, call), component));
    },

    deleteComponent(call) {
      const component = componentOf(call);
      const project = store.projects.get(component.projectId);
      requirePermission(site, call.caller, 'ADMINISTER_PROJECTS', project);
      const heir = call.query.get('moveIssuesTo');
      if (heir !== null && store.components.get(heir)?.projectId !== component.projectId) {
        throw badRequest('The component to move issues to does not exist.');
      }
      for (const issue of using(component)) {
        const others = storedList(issue.values.components).filter((id) => id !== component.id);
        const components = [...new Set([...others, ...(heir === null ? [] : [heir])])];
        saveIssue(site, { ...issue, values: { ...issue.values, components } });
      }
      store.components.delete(component.id);
      return empty(204);
    },

    getComponentRelatedIssues(call) {
      const component = componentOf(call);
      const self = `${viewOf(site, call).rest}/component/${component.id}`;
      return json({ self, issueCount: using(component).length });
    },
  };
}

const ComponentInput = z.object({
  name: z.string(),
  project: z.string().optional(),
  projectId: z.number().optional(),
  description: z.string().optional(),
  leadAccountId: z.string().optional(),
});

function checkName(siblings: readonly Component[], name: string): string {
  if (name.length > NAME_LIMIT) {
    throw invalidField('name', 'The component name is longer than 255 characters.');
  }
  if (siblings.some((other) => other.name.toLowerCase() === name.toLowerCase())) {
    const message = `A component with the name ${name} already exists in this project.`;
    throw new Refusal(400, [], { name: message });
  }
  return name;
}

export function componentBean(view: View, component: Component) {
  return {
    self: `${view.rest}/component/${component.id}`,
    id: component.id,
    name: component.name,
    description: component.description,
    assigneeType: 'PROJECT_DEFAULT',
    isAssigneeTypeValid: true,
    project: view.site.store.projects.get(component.projectId)?.key,
    projectId: Number(component.projectId),
  };
}
