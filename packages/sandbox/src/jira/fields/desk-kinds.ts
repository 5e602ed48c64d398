import { invalidField } from '../api/refusal.ts';
import { workspaceId } from '../assets/workspace.ts';
import type { RequestType } from '../model/configuration.ts';
import { uuidFor } from '../model/ids.ts';
import { isRecord } from '../model/json.ts';
import { requestStatus } from '../servicedesk/request-status.ts';
import type { Site } from '../site.ts';
import { type FieldKind, storedList, storedString } from './field-kind.ts';
import { users } from './people-kinds.ts';

/** The older form of a request type in the field's value: `projectkey/uuid` (facts § 4.2). */
export function portalKey(site: Site, type: RequestType): string {
  const project = site.store.projects.get(type.projectId);
  return `${project?.key.toLowerCase()}/${uuidFor(site.seed, 'request-type', type.id)}`;
}

/** Turns an issue into a request. */
export const requestType: FieldKind = {
  type: 'sd-customerrequesttype',
  operations: ['set'],
  parse(input, write) {
    if (typeof input !== 'string') {
      throw invalidField(write.field.id, 'Operation value must be a string');
    }
    const { site, project } = write;
    const found = site.store.requestTypesByProject
      .find(project.id)
      .find((type) =>
        site.switches.requestTypeValue === 'id'
          ? type.id === input
          : portalKey(site, type) === input,
      );
    if (!found || found.issueTypeId !== write.issueTypeId) {
      const message = `The request type '${input}' is not valid for this issue.`;
      throw invalidField(write.field.id, message);
    }
    return found.id;
  },
  show(stored, read) {
    const { store } = read.site;
    const type = store.requestTypes.get(storedString(stored));
    const issue = store.issuesByKey.first(read.issueKey);
    const project = issue && store.projects.get(issue.projectId);
    const base = read.rest.replace(/\/rest\/.*/, '');
    const desk = project?.desk?.id ?? '';
    return {
      _links: {
        jiraRest: `${base}/rest/api/2/issue/${issue?.id}`,
        web: `${base}/servicedesk/customer/portal/${desk}/${read.issueKey}`,
        agent: `${base}/browse/${read.issueKey}`,
        self: `${base}/rest/servicedeskapi/request/${issue?.id}`,
      },
      requestType: {
        _links: { self: `${base}/rest/servicedeskapi/servicedesk/${desk}/requesttype/${type?.id}` },
        id: type?.id,
        name: type?.name,
        description: type?.description,
        helpText: type?.helpText,
        issueTypeId: type?.issueTypeId,
        serviceDeskId: desk,
        portalId: desk,
        groupIds: type?.groupIds,
      },
      ...(issue ? { currentStatus: requestStatus(read.site, issue) } : {}),
    };
  },
  text: (stored, site) => site.store.requestTypes.get(storedString(stored))?.name ?? '',
};

export const organizations: FieldKind = {
  type: 'array',
  items: 'sd-customerorganization',
  operations: ['add', 'set', 'remove'],
  parse(input, write) {
    if (!Array.isArray(input)) throw invalidField(write.field.id, 'data was not an array');
    return input.map((id: unknown) => {
      const known = typeof id === 'number' && write.site.store.organizations.get(String(id));
      if (!known) {
        throw invalidField(write.field.id, `Organization '${JSON.stringify(id)}' is not valid.`);
      }
      return known.id;
    });
  },
  show: (stored, read) =>
    storedList(stored).map((id) => ({
      id,
      name: read.site.store.organizations.get(id)?.name,
      _links: {
        self: `${read.rest.replace(/\/api\/.*/, '')}/servicedeskapi/organization/${id}`,
      },
    })),
  text: (stored, site) =>
    storedList(stored)
      .map((id) => site.store.organizations.get(id)?.name ?? '')
      .join(', '),
};

export const participants: FieldKind = { ...users, items: 'sd-request-participants' };

export const assets: FieldKind = {
  type: 'array',
  items: 'cmdb-object-field',
  operations: ['add', 'set', 'remove'],
  parse(input, write) {
    if (!Array.isArray(input)) throw invalidField(write.field.id, 'data was not an array');
    // A foreign workspace or an unknown object is dropped without a word (facts § 4.2).
    return input.flatMap((item: unknown) => {
      const id = isRecord(item) && typeof item.id === 'string' ? item.id : '';
      const [workspace, objectId = ''] = id.split(':');
      const known =
        workspace === workspaceId(write.site) && write.site.store.assetObjects.get(objectId);
      return known ? [objectId] : [];
    });
  },
  show: (stored, read) =>
    storedList(stored).map((objectId) => ({
      workspaceId: workspaceId(read.site),
      id: `${workspaceId(read.site)}:${objectId}`,
      objectId,
    })),
  text: (stored, site) =>
    storedList(stored)
      .map((id) => site.store.assetObjects.get(id)?.key ?? '')
      .join(', '),
};
