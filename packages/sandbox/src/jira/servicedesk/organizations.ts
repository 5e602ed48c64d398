import { z } from 'zod';
import { empty, json } from '../api/answer.ts';
import { type Call, type Handlers, param, readBody } from '../api/call.ts';
import { deskPage } from '../api/paging.ts';
import { badRequest, notFound } from '../api/refusal.ts';
import { deleteProperties } from '../domain/properties.ts';
import { uuidFor } from '../model/ids.ts';
import type { DeskAccess, Organization } from '../model/people.ts';
import { propertyOperations } from '../platform/properties.ts';
import type { Site } from '../site.ts';
import { dateDto } from '../text/times.ts';
import { sortAccounts } from './customers.ts';
import { deskView, findDesk, userDto } from './desk-view.ts';

const MAX_NAME = 200;

export function organizationHandlers(site: Site): Handlers {
  const { store, switches } = site;
  const organizationOf = (call: Call): Organization => {
    const organization = store.organizations.get(param(call, 'organizationId'));
    if (!organization) throw notFound('The organization does not exist.');
    return organization;
  };
  const page = (call: Call, organizations: readonly Organization[]): Response =>
    json(
      deskPage(call, organizations, switches.deskPageLimit, (organization) =>
        organizationDto(call, organization),
      ),
    );
  const ofMember = (call: Call, organizations: readonly Organization[]): Organization[] => {
    const accountId = call.query.get('accountId');
    return organizations.filter(
      ({ memberIds }) => accountId === null || memberIds.includes(accountId),
    );
  };
  const accessOf = (call: Call): DeskAccess => {
    const { id } = findDesk(site, param(call, 'serviceDeskId'));
    return store.deskAccess.get(id) ?? { id, customerIds: [], organizationIds: [] };
  };
  const linked = (call: Call): Organization => {
    const { organizationId } = readBody(call, z.object({ organizationId: z.number() }));
    const organization = store.organizations.get(String(organizationId));
    if (!organization) throw notFound('The organization does not exist.');
    return organization;
  };
  const properties = propertyOperations(site, (call) => `organization/${organizationOf(call).id}`);

  return {
    getOrganizations: (call) => page(call, ofMember(call, [...store.organizations.values()])),

    /** An organization of that name is returned as if it had just been made (facts § 3.2). */
    createOrganization(call) {
      const { name } = readBody(call, z.object({ name: z.string() }));
      if (name.trim() === '' || name.length > MAX_NAME) {
        throw badRequest('The organization name must be between 1 and 200 characters long.');
      }
      const known = store.organizationsByName.first(name);
      if (known) return json(organizationDto(call, known), { status: 201 });
      const id = store.nextSmallId('organization');
      const organization = {
        id,
        uuid: uuidFor(site.seed, 'organization', id),
        name,
        created: site.clock.now(),
        memberIds: [],
      };
      store.organizations.set(id, organization);
      return json(organizationDto(call, organization), { status: 201 });
    },

    getOrganization: (call) => json(organizationDto(call, organizationOf(call))),

    deleteOrganization(call) {
      const { id } = organizationOf(call);
      for (const access of [...store.deskAccess.values()]) {
        const organizationIds = access.organizationIds.filter((other) => other !== id);
        store.deskAccess.set(access.id, { ...access, organizationIds });
      }
      deleteProperties(site, `organization/${id}`);
      store.organizations.delete(id);
      return empty(204);
    },

    getUsersInOrganization(call) {
      const members = organizationOf(call)
        .memberIds.map((id) => store.accounts.get(id))
        .filter((account) => account !== undefined);
      const view = deskView(site, call);
      return json(
        deskPage(call, members, switches.deskPageLimit, (account) => userDto(view, account)),
      );
    },

    addUsersToOrganization(call) {
      const organization = organizationOf(call);
      const { known, unknown } = sortAccounts(site, call);
      const added = known.filter((id) => !organization.memberIds.includes(id));
      const memberIds = [...organization.memberIds, ...new Set(added)];
      store.organizations.set(organization.id, { ...organization, memberIds });
      if (switches.organizationMemberMails === 'mails') {
        site.outbox.to(added, 'organization-added', { actor: call.caller.account });
      }
      if (unknown.length > 0) throw badRequest(`The users ${unknown.join(', ')} do not exist.`);
      return empty(204);
    },

    removeUsersFromOrganization(call) {
      const organization = organizationOf(call);
      const { known } = sortAccounts(site, call);
      const memberIds = organization.memberIds.filter((id) => !known.includes(id));
      store.organizations.set(organization.id, { ...organization, memberIds });
      return empty(204);
    },

    getOrganizationPropertyKeys: properties.keys,
    getOrganizationProperty: properties.get,
    setOrganizationProperty: properties.set,
    deleteOrganizationProperty: properties.remove,

    getServiceDeskOrganizations(call) {
      const organizations = accessOf(call)
        .organizationIds.map((id) => store.organizations.get(id))
        .filter((organization) => organization !== undefined);
      return page(call, ofMember(call, organizations));
    },

    addOrganization(call) {
      const access = accessOf(call);
      const organizationIds = [...new Set([...access.organizationIds, linked(call).id])];
      store.deskAccess.set(access.id, { ...access, organizationIds });
      return empty(204);
    },

    removeOrganization(call) {
      const access = accessOf(call);
      const { id } = linked(call);
      const organizationIds = access.organizationIds.filter((other) => other !== id);
      store.deskAccess.set(access.id, { ...access, organizationIds });
      return empty(204);
    },
  };
}

function organizationDto(call: Call, organization: Organization) {
  const { id, uuid, name, created } = organization;
  return {
    id,
    uuid,
    name,
    created: dateDto(created),
    scimManaged: false,
    _links: { self: `${call.base}/rest/servicedeskapi/organization/${id}` },
  };
}
