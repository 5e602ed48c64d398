import { logo } from '../../data/files.ts';
import { type Answer, json, notFound } from '../answers.ts';
import { all, type Call, type Handler, pageOf } from '../api/call.ts';
import { AGENTS, type Agent, agentName, isDeleted, zuidOf } from '../org/agents.ts';
import { numberOf } from '../org/ids.ts';
import { DEPARTMENTS, TEAMS } from '../org/tables.ts';
import { agentIncludes, agentJson, deletedAgentJson } from '../render/agents.ts';
import { teamJson } from '../render/organization.ts';
import { itemIn } from './find.ts';

/** The owner of the token. */
const ME = 0;

export const agentHandlers = {
  'agents.list': (call) => agentPage(call, AGENTS.filter(statusFilter(call))),
  'departments.agents': (call) => {
    const [, department] = itemIn(call, 'departmentId', 'department', DEPARTMENTS);
    const here = AGENTS.filter((agent) => agent.departments.includes(department));
    return agentPage(call, here.filter(statusFilter(call)));
  },
  'agents.get': (call) => oneAgent(call, itemIn(call, 'agentId', 'agent', AGENTS)[0]),
  'agents.me': (call) => oneAgent(call, AGENTS[ME]),
  'agents.byZuid': (call) => agentOrNothing(call, (agent) => zuidOf(agent) === call.param('zuid')),
  'agents.byEmail': (call) =>
    agentOrNothing(call, (agent) => agent.emailId === call.param('emailId')),
  'agents.byIds': (call) => {
    const wanted = call.query.list('agentIds') ?? [];
    const numbers = wanted.map((id) => numberOf('agent', id));
    return all(
      AGENTS.filter((agent) => numbers.includes(agent.number)),
      (agent) => agentJson(call, agent),
    );
  },
  'agents.count': (call) => json({ count: AGENTS.filter(statusFilter(call)).length }),
  'agents.allCounts': () =>
    json({ active: countOf('ACTIVE'), disabled: countOf('DISABLED'), total: AGENTS.length }),
  'agents.deleted': (call) => pageOf(call, AGENTS.filter(isDeleted), deletedAgentJson),
  'agents.preferences': () =>
    json({
      namePattern: '[FIRST_NAME,LAST_NAME]',
      datePattern: 'dd/MM/yyyy',
      timeFormat: '24-hour',
    }),
  'agents.photo': (call) => {
    const [agent] = itemIn(call, 'agentId', 'agent', AGENTS);
    if (agentJson(call, agent)['photoURL'] === null) throw notFound();
    return { kind: 'file', bytes: logo(agent.number), contentType: 'image/png', name: 'photo' };
  },
  'agents.teams': (call) => {
    const [, agent] = itemIn(call, 'agentId', 'agent', AGENTS);
    const teams = TEAMS.flatMap((team, n) => (team.agents.includes(agent) ? [n] : []));
    return pageOf(call, teams, teamJson, { key: 'teams' });
  },
} as const satisfies Record<string, Handler>;

function agentPage(call: Call, agents: readonly Agent[]): Answer {
  const { query } = call;
  const departments = query.list('departmentIds')?.map((id) => numberOf('department', id));
  const search = query.text('searchStr')?.toLowerCase();
  const light = query.flag('isLightAgent');
  const confirmed = query.flag('isConfirmed');
  const found = agents.filter(
    (agent) =>
      (!departments || agent.departments.some((n) => departments.includes(n))) &&
      (light === undefined || agent.isLightAgent === light) &&
      (confirmed === undefined || agent.isConfirmed === confirmed) &&
      (search === undefined ||
        `${agentName(agent)} ${agent.emailId ?? ''}`.toLowerCase().includes(search)),
  );
  const direction = query.text('sortOrder');
  const ordered =
    direction === undefined
      ? found
      : found.toSorted(
          (a, b) => agentName(a).localeCompare(agentName(b)) * (direction === 'desc' ? -1 : 1),
        );
  return pageOf(call, ordered, (agent) => ({
    ...agentJson(call, agent),
    ...agentIncludes(agent, query.includes),
  }));
}

function statusFilter(call: Call): (agent: Agent) => boolean {
  const status = call.query.text('status');
  // Deleted agents have more than one status of their own.
  if (status === 'DELETED') return isDeleted;
  if (status !== undefined) return (agent) => agent.status === status;
  switch (call.switches.agentsWithoutStatus) {
    case 'active':
      return (agent) => agent.status === 'ACTIVE';
    case 'active-and-disabled':
      return (agent) => agent.status === 'ACTIVE' || agent.status === 'DISABLED';
    case 'all':
      return () => true;
  }
}

function oneAgent(call: Call, agent: Agent | undefined): Answer {
  if (!agent) throw notFound();
  return json({ ...agentJson(call, agent), ...agentIncludes(agent, call.query.includes) });
}

function agentOrNothing(call: Call, test: (agent: Agent) => boolean): Answer {
  const agent = AGENTS.find(test);
  return agent ? json(agentJson(call, agent)) : { kind: 'nothing' };
}

function countOf(status: Agent['status']): number {
  return AGENTS.filter((agent) => agent.status === status).length;
}
