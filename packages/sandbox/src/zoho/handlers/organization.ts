import { type Answer, json, notFound, Refusal } from '../answers.ts';
import { all, type Call, type Handler, pageOf } from '../api/call.ts';
import { agentOf } from '../org/agents.ts';
import { idOf, numberOf } from '../org/ids.ts';
import { DEPARTMENTS, TEAMS } from '../org/tables.ts';
import { agentIncludes, agentJson } from '../render/agents.ts';
import { pick } from '../render/common.ts';
import { departmentJson, organizationJson, teamJson } from '../render/organization.ts';
import { itemIn, numberIn } from './find.ts';

const DEPARTMENT_NUMBERS = DEPARTMENTS.map((_, n) => n);
const TEAM_NUMBERS = TEAMS.map((_, n) => n);
const ROLES = 3;

export const organizationHandlers = {
  'organizations.list': (call) => all([call], organization),
  'organizations.accessible': (call) => all([call], organization),
  'organizations.get': (call) => {
    if (call.param('organizationId') !== call.org.id) throw notFound();
    const domain = call.query.flag('includeCustomDomain')
      ? { customDomain: 'support.zylker.com' }
      : {};
    return json({ ...organization(call), ...domain });
  },
  'organizations.logo': () => {
    throw new Refusal('UNAUTHORIZED');
  },
  'departments.list': (call) => {
    const enabled = call.query.flag('isEnabled');
    const search = call.query.text('searchStr')?.toLowerCase() ?? '';
    const found = DEPARTMENT_NUMBERS.filter((n) => {
      const department = DEPARTMENTS[n];
      return (
        (enabled === undefined || department?.isEnabled === enabled) &&
        department?.name.toLowerCase().includes(search)
      );
    });
    return pageOf(call, found, departmentRow);
  },
  'departments.mine': () => all(agentOf(0).departments, departmentRow),
  'departments.byIds': (call) => {
    const wanted = (call.query.list('departmentIds') ?? []).map((id) => numberOf('department', id));
    return all(
      DEPARTMENT_NUMBERS.filter((n) => wanted.includes(n)),
      departmentRow,
    );
  },
  'departments.get': (call) =>
    json(departmentRow(itemIn(call, 'departmentId', 'department', DEPARTMENTS)[1])),
  'departments.teams': (call) => {
    const [, department] = itemIn(call, 'departmentId', 'department', DEPARTMENTS);
    const search = call.query.text('searchStr')?.toLowerCase() ?? '';
    return teamPage(
      call,
      TEAM_NUMBERS.filter(
        (n) => TEAMS[n]?.department === department && TEAMS[n]?.name.toLowerCase().includes(search),
      ),
    );
  },
  'roles.teams': (call) => {
    if (numberIn(call, 'role_id', 'role') >= ROLES) throw notFound();
    return teamPage(call, []);
  },
  'teams.list': (call) => teamPage(call, TEAM_NUMBERS),
  'teams.get': (call) => json(teamJson(itemIn(call, 'teamId', 'team', TEAMS)[1])),
  'teams.members': (call) => {
    const [team] = itemIn(call, 'team_id', 'team', TEAMS);
    const members = [...team.agents, ...team.derived].map(agentOf);
    return all(
      members,
      (agent) => ({
        ...pick(agentJson(call, agent), [
          'id',
          'firstName',
          'lastName',
          'emailId',
          'photoURL',
          'roleId',
          'profileId',
          'zuid',
        ]),
        ...agentIncludes(agent, call.query.includes),
      }),
      { key: 'members' },
    );
  },
  'teams.associables': (call) => {
    const [team, number] = itemIn(call, 'teamId', 'team', TEAMS);
    const others = TEAM_NUMBERS.filter(
      (n) => n !== number && TEAMS[n]?.department === team.department,
    );
    // Ids are JSON numbers here, in the specification as well.
    return json({ teams: others.map((n) => Number(idOf('team', n))) });
  },
} as const satisfies Record<string, Handler>;

function departmentRow(n: number): Readonly<Record<string, unknown>> {
  const department = DEPARTMENTS[n];
  if (!department) throw notFound();
  return departmentJson(department, n);
}

function organization(call: Call): Readonly<Record<string, unknown>> {
  return organizationJson(call, call.edition.toUpperCase());
}

/** Without a limit, or with 0, all teams come. */
function teamPage(call: Call, teams: readonly number[]): Answer {
  if (call.query.page.limit === 0) {
    return all(teams.slice(call.query.page.start), teamJson, { key: 'teams' });
  }
  return pageOf(call, teams, teamJson, { key: 'teams' });
}
