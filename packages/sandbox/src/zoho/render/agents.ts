import { type Agent, agentId, agentName, agentOf, isDeleted, zuidOf } from '../org/agents.ts';
import { idOf } from '../org/ids.ts';
import { DEPARTMENTS } from '../org/tables.ts';
import { type Json, photoUrl, type RenderContext } from './common.ts';

const ADMIN = 0;
const STANDARD = 1;
const LIGHT = 2;

function roleOf(agent: Agent): number {
  if (agent.number === 0) return ADMIN;
  return agent.isLightAgent ? LIGHT : STANDARD;
}

/** The agent object of Agent.json; rows of a list are taken to be the same. */
export function agentJson(context: RenderContext, agent: Agent): Json {
  const role = roleOf(agent);
  return {
    id: agentId(agent.number),
    firstName: agent.firstName,
    lastName: agent.lastName,
    name: agentName(agent),
    emailId: agent.emailId,
    photoURL: hasPhoto(agent) ? photoUrl(context, `agents/${agentId(agent.number)}`) : null,
    phone: '555-010-0002',
    mobile: '',
    extn: '',
    timeZone: 'Europe/Berlin',
    langCode: 'en_US',
    countryCode: 'en_US',
    roleId: idOf('role', role),
    profileId: idOf('profile', role),
    rolePermissionType: ['Admin', 'AgentPublic', 'Light'][role],
    status: agent.status,
    isConfirmed: agent.isConfirmed,
    zuid: zuidOf(agent),
    aboutInfo: '',
    channelExpert: [],
    associatedDepartmentIds: agent.departments.map((n) => idOf('department', n)),
    associatedChatDepartmentIds: [],
    isZiaAgent: false,
  };
}

export function agentIncludes(agent: Agent, includes: (name: string) => boolean): Json {
  const role = roleOf(agent);
  const names = ['CEO', 'Support Agent', 'Light Agent'];
  const departments = agent.departments.map((n) => ({
    id: idOf('department', n),
    name: DEPARTMENTS[n]?.name,
  }));
  return {
    ...(includes('profile') ? { profile: { id: idOf('profile', role), name: names[role] } } : {}),
    ...(includes('role') ? { role: { id: idOf('role', role), name: names[role] } } : {}),
    ...(includes('associatedDepartments') ? { associatedDepartments: departments } : {}),
    ...(includes('associatedChatDepartments') ? { associatedChatDepartments: [] } : {}),
    ...(includes('verifiedEmails') ? { verifiedEmails: agent.emailId ? [agent.emailId] : [] } : {}),
  };
}

/** A row of `/deletedAgents`: no e-mail. */
export function deletedAgentJson(agent: Agent): Json {
  return {
    id: agentId(agent.number),
    firstName: agent.firstName,
    lastName: agent.lastName,
    name: agentName(agent),
    status: agent.status,
  };
}

/** The short form inside a ticket. */
export function assigneeJson(context: RenderContext, number: number): Json {
  const agent = agentOf(number);
  return {
    id: agentId(number),
    firstName: agent.firstName,
    lastName: agent.lastName,
    email: agent.emailId,
    photoURL: hasPhoto(agent) ? photoUrl(context, `agents/${agentId(number)}`) : null,
  };
}

function hasPhoto(agent: Agent): boolean {
  return !isDeleted(agent) && agent.number % 3 === 0;
}
