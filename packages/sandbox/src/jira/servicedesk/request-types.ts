import { z } from 'zod';
import { requirePermission } from '../access/guards.ts';
import { empty, json } from '../api/answer.ts';
import { type Call, flag, type Handlers, list, param, readBody } from '../api/call.ts';
import { deskPage } from '../api/paging.ts';
import { badRequest, notFound } from '../api/refusal.ts';
import { isAgent } from '../domain/customer-view.ts';
import { deleteProperties } from '../domain/properties.ts';
import { schemaOf } from '../fields/kinds.ts';
import { optionsFor } from '../fields/options.ts';
import type { FieldOption, FormField, RequestType } from '../model/configuration.ts';
import { propertyOperations } from '../platform/properties.ts';
import type { Site } from '../site.ts';
import { type DeskProject, findDesk, isDesk } from './desk-view.ts';

export function requestTypeHandlers(site: Site): Handlers {
  const { store, switches } = site;
  const typeOf = (call: Call): { type: RequestType; project: DeskProject } => {
    const project = findDesk(site, param(call, 'serviceDeskId'));
    const type = store.requestTypes.get(param(call, 'requestTypeId'));
    if (type?.projectId !== project.id) throw notFound('The request type does not exist.');
    return { type, project };
  };
  const page = (call: Call, types: readonly RequestType[]): Response => {
    const text = (call.query.get('searchQuery') ?? '').toLowerCase();
    const groupId = call.query.get('groupId');
    const searching = text !== '';
    const withHidden = !searching || flag(call, 'includeHiddenRequestTypesInSearch', false);
    const found = types.filter(
      (type) =>
        type.name.toLowerCase().includes(text) &&
        (groupId === null || type.groupIds.includes(groupId)) &&
        (withHidden || type.groupIds.length > 0),
    );
    return json(
      deskPage(call, found, switches.deskPageLimit, (type) => requestTypeDto(site, call, type)),
    );
  };
  const properties = propertyOperations(site, (call) => `requesttype/${typeOf(call).type.id}`);

  return {
    getRequestTypes: (call) =>
      page(call, store.requestTypesByProject.find(findDesk(site, param(call, 'serviceDeskId')).id)),

    getAllRequestTypes(call) {
      const deskIds = list(call, 'serviceDeskId');
      const types = [...store.requestTypes.values()].filter((type) => {
        const project = store.projects.get(type.projectId);
        return isDesk(project) && (deskIds.length === 0 || deskIds.includes(project.desk.id));
      });
      return page(call, types);
    },

    getRequestTypeById: (call) => json(requestTypeDto(site, call, typeOf(call).type)),

    getRequestTypeFields(call) {
      const { type, project } = typeOf(call);
      const hidden = list(call, 'expand').includes('hiddenFields');
      return json(createMetaDto(site, call, type, project, hidden));
    },

    /** The new type is in no portal group: customers don't see it (facts § 3.3). */
    createRequestType(call) {
      const project = findDesk(site, param(call, 'serviceDeskId'));
      requirePermission(site, call.caller, 'ADMINISTER_PROJECTS', project);
      const { name, issueTypeId, description = '', helpText = '' } = readBody(call, NewRequestType);
      if (!project.issueTypeIds.includes(issueTypeId)) {
        throw badRequest('The issue type is not available in this project.');
      }
      const type: RequestType = {
        id: store.nextSmallId('request-type'),
        projectId: project.id,
        name,
        description,
        helpText,
        issueTypeId,
        groupIds: [],
        restriction: 'OPEN',
        form: [
          {
            fieldId: 'summary',
            label: 'Summary',
            description: '',
            required: true,
            hidden: false,
            preset: undefined,
          },
        ],
      };
      store.requestTypes.set(type.id, type);
      return json(requestTypeDto(site, call, type));
    },

    deleteRequestType(call) {
      const { type, project } = typeOf(call);
      requirePermission(site, call.caller, 'ADMINISTER_PROJECTS', project);
      deleteProperties(site, `requesttype/${type.id}`);
      store.requestTypes.delete(type.id);
      return empty(204);
    },

    checkRequestTypePermissions(call) {
      const project = findDesk(site, param(call, 'serviceDeskId'));
      const { requestTypeIds = [], permissions = [] } = readBody(call, PermissionCheck);
      const known = requestTypeIds.filter(
        (id) => store.requestTypes.get(String(id))?.projectId === project.id,
      );
      return json({
        canCreateRequest: permissions.includes('canCreateRequest') ? known : [],
        canAdminister: permissions.includes('canAdminister') ? known : [],
      });
    },

    getRequestTypePropertyKeys: properties.keys,
    getRequestTypeProperty: properties.get,
    setRequestTypeProperty: properties.set,
    deleteRequestTypeProperty: properties.remove,

    getRequestTypeGroups(call) {
      const { desk } = findDesk(site, param(call, 'serviceDeskId'));
      return json(deskPage(call, desk.requestTypeGroups, switches.deskPageLimit, (group) => group));
    },
  };
}

const NewRequestType = z.object({
  name: z.string(),
  issueTypeId: z.string(),
  description: z.string().optional(),
  helpText: z.string().optional(),
});
const PermissionCheck = z.object({
  requestTypeIds: z.array(z.number()).optional(),
  permissions: z.array(z.string()).optional(),
});

export function requestTypeDto(site: Site, call: Call, type: RequestType) {
  const project = site.store.projects.get(type.projectId);
  if (!isDesk(project)) throw new Error(`request type ${type.id} has no desk`);
  const expanded = list(call, 'expand').includes('field');
  return {
    _expands: expanded ? [] : ['field'],
    id: type.id,
    name: type.name,
    description: type.description,
    helpText: type.helpText,
    issueTypeId: type.issueTypeId,
    serviceDeskId: project.desk.id,
    portalId: project.desk.id,
    groupIds: type.groupIds,
    restrictionStatus: type.restriction,
    canCreateRequest: true,
    icon: { id: '10500', _links: { iconUrls: {} } },
    ...(expanded ? { fields: createMetaDto(site, call, type, project, false) } : {}),
    _links: {
      self: `${call.base}/rest/servicedeskapi/servicedesk/${project.desk.id}/requesttype/${type.id}`,
    },
  };
}

function createMetaDto(
  site: Site,
  call: Call,
  type: RequestType,
  project: DeskProject,
  withHidden: boolean,
) {
  const agent = isAgent(site, call.caller.account, project);
  return {
    requestTypeFields: type.form
      .filter((field) => withHidden || !field.hidden)
      .map((field) => formFieldDto(site, field, type, project)),
    canRaiseOnBehalfOf: agent,
    canAddRequestParticipants: true,
  };
}

function formFieldDto(site: Site, formField: FormField, type: RequestType, project: DeskProject) {
  const field = site.store.fields.get(formField.fieldId);
  if (!field) throw new Error(`no field ${formField.fieldId}`);
  const { preset } = formField;
  return {
    fieldId: field.id,
    name: formField.label,
    description: formField.description,
    required: formField.required,
    visible: !formField.hidden,
    defaultValues: [],
    presetValues: preset === undefined ? [] : [JSON.stringify(preset)],
    validValues: validValues(site, formField.fieldId, type, project),
    jiraSchema: schemaOf(field),
  };
}

/** `value` is the option's id, not what it says (facts § 3.3). */
function validValues(site: Site, fieldId: string, type: RequestType, project: DeskProject) {
  const { store } = site;
  const field = store.fields.get(fieldId);
  const named = (all: Iterable<{ readonly id: string; readonly name: string }>) =>
    [...all].map(({ id, name }) => ({ value: id, label: name, children: [] }));
  switch (field?.kind) {
    case 'priority':
      return named(store.priorities.values());
    case 'components':
      return named(store.componentsByProject.find(project.id));
    case 'option':
    case 'options':
    case 'cascading': {
      const options = optionsFor({ site, field, project, issueTypeId: type.issueTypeId });
      const under = (parentId: string | undefined): FieldOption[] =>
        options.filter((option) => option.parentId === parentId && !option.disabled);
      return under(undefined).map(({ id, value }) => ({
        value: id,
        label: value,
        children: under(id).map((child) => ({ value: child.id, label: child.value, children: [] })),
      }));
    }
    default:
      return [];
  }
}
