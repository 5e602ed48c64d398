import { AGENTS, agentId } from '../org/agents.ts';
import { idOf } from '../org/ids.ts';
import { DAY, type Department, ORG_START, PRODUCTS, TEAMS } from '../org/tables.ts';
import { iso, type Json, type RenderContext } from './common.ts';

/** The org, with the strings that stand for booleans in the specification's example. */
export function organizationJson(context: RenderContext, edition: string): Json {
  const { id } = context.org;
  return {
    id,
    companyName: 'Zylker INC.',
    portalName: 'zylker',
    portalURL: `${context.desk}/support/zylker/ShowHomePage.do`,
    alias: 'Zylker Teams',
    edition,
    timeZone: 'Europe/Berlin',
    primaryContact: 'agent0@zylker.com',
    isAdminInOrg: true,
    isDefault: 'true',
    isSandboxPortal: 'false',
    isPayloadEncryptionEnabled: 'false',
    currencyCode: 'EUR',
    currencyLocale: 'de_DE',
    currencySymbol: '€',
    employeeCount: null,
    industry: null,
    description: null,
    street: null,
    city: null,
    state: null,
    country: null,
    zip: null,
    phoneNumber: null,
    mobile: null,
    fax: null,
    website: null,
    logoURL: `${context.desk}/api/v1/organizations/${id}/logo?no-cache=ffc59c3ba6585c12fb306f5174948ff6`,
    faviconURL: null,
  };
}

export function departmentJson(department: Department, n: number): Json {
  return {
    id: idOf('department', n),
    name: department.name,
    description: department.description,
    isEnabled: department.isEnabled,
    isDefault: n === 0,
    creatorId: agentId(0),
    createdTime: iso(ORG_START - 90 * DAY + n * DAY),
    nameInCustomerPortal: department.name,
    isVisibleInCustomerPortal: n < 3,
    isAssignToTeamEnabled: n === 0,
    hasLogo: false,
    chatStatus: 'NOT_CREATED',
    sanitizedName: department.name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    associatedAgentIds: AGENTS.filter(
      (agent) => agent.status === 'ACTIVE' && agent.departments.includes(n),
    ).map((agent) => agentId(agent.number)),
  };
}

export function teamJson(n: number): Json {
  const team = TEAMS[n];
  const ids = (numbers: readonly number[] = []): readonly string[] => numbers.map(agentId);
  return {
    id: idOf('team', n),
    name: team?.name,
    description: team?.description,
    departmentId: idOf('department', team?.department ?? 0),
    agents: ids(team?.agents),
    derivedAgents: ids([...(team?.agents ?? []), ...(team?.derived ?? [])]),
    roles: [],
    rolesWithSubordinates: [],
    subTeams: (team?.subTeams ?? []).map((sub) => idOf('team', sub)),
    logoUrl: null,
  };
}

/** A row has four keys, and departmentIds for now. */
export function productRow(n: number): Json {
  const product = PRODUCTS[n];
  return {
    id: idOf('product', n),
    productName: product?.name,
    productCode: product?.code ?? null,
    unitPrice: product?.price,
    departmentIds: (product?.departments ?? []).map((d) => idOf('department', d)),
  };
}

export function productJson(n: number): Json {
  const cf = { cf_warranty_months: n % 2 === 0 ? '24' : null };
  const createdTime = iso(ORG_START - 80 * DAY + n * DAY);
  return {
    ...productRow(n),
    description: n % 3 === 0 ? 'Sold in <b>Europe</b> only.' : null,
    ownerId: n % 2 === 0 ? agentId(0) : null,
    productCategory: n % 2 === 0 ? 'Hardware' : null,
    manufacturer: null,
    createdTime,
    modifiedTime: createdTime,
    createdBy: agentId(0),
    modifiedBy: agentId(0),
    isDeleted: false,
    layoutId: idOf('layout', 3),
    layoutDetails: { id: idOf('layout', 3), layoutName: 'Default Product Layout' },
    cf,
    customFields: cf,
  };
}
