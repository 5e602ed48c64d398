import { sameName } from '../catalog/catalog.ts';
import type { ResolvedConfig } from '../config/schema.ts';
import type { Selection, TicketRules } from '../config/sections/scope.ts';
import type { Department, Ticket } from '../model/helpdesk.ts';

/** What a rule looks at. Undefined is what is not known yet, and passes: the whole ticket will tell. */
export type ScopeSubject = {
  readonly [Key in
    | 'departmentId'
    | 'createdAt'
    | 'modifiedAt'
    | 'status'
    | 'statusType'
    | 'channel'
    | 'tags'
    | 'isSpam'
    | 'isTrashed'
    | 'isArchived']?: Ticket[Key] | undefined;
};

export interface Scope {
  /** The rule that leaves the ticket out, as a reader of the report finds it; undefined for what is in. */
  leavesOut(ticket: ScopeSubject): string | undefined;
  /** The ticket without the kinds of records that are left out of every ticket. */
  reduce(ticket: Ticket): Ticket;
}

/** How the rule begins that leaves a ticket to a later phase. */
export const OTHER_PHASE = 'left to another phase than';

type Rule = (ticket: ScopeSubject) => string | undefined;

export function createScope(config: ResolvedConfig, departments: readonly Department[]): Scope {
  const namesOf = namesOfDepartments(departments);
  const { scope, tickets, phases, phase } = config;
  const current = phases.find(({ name }) => name === phase);
  const inPhase = current && rulesOf(current, namesOf);
  const rules: readonly Rule[] = [
    ({ isSpam }) => (isSpam && tickets.spam === 'skip' ? 'tickets.spam: skip' : undefined),
    ({ isTrashed }) =>
      isTrashed && tickets.trashed === 'skip' ? 'tickets.trashed: skip' : undefined,
    ({ isArchived }) =>
      isArchived && scope.archived === 'skip' ? 'scope.archived: skip' : undefined,
    ({ departmentId }) =>
      departmentId === undefined || isNamed(Object.keys(config.departments), namesOf(departmentId))
        ? undefined
        : 'department is not mapped',
    ...rulesOf(scope, namesOf).map(named('scope')),
    ...(inPhase ?? []).map(named(`${OTHER_PHASE} "${phase}"`)),
  ];
  return {
    leavesOut: (ticket) => firstOf(rules, ticket),
    reduce: (ticket) =>
      scope.without.reduce(
        (rest, kind) => WITHOUT[kind](rest),
        tickets.drafts === 'skip' ? withoutDrafts(ticket) : ticket,
      ),
  };
}

function firstOf(rules: readonly Rule[], ticket: ScopeSubject): string | undefined {
  for (const rule of rules) {
    const reason = rule(ticket);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

const named =
  (prefix: string) =>
  (rule: Rule): Rule =>
  (ticket) => {
    const reason = rule(ticket);
    return reason === undefined ? undefined : `${prefix}: ${reason}`;
  };

function rulesOf(rules: TicketRules, namesOf: (departmentId: string) => readonly string[]): Rule[] {
  return [
    ({ departmentId }) =>
      departmentId === undefined
        ? undefined
        : outside('departments', rules.departments, namesOf(departmentId)),
    ({ createdAt }) => early('createdFrom', rules.createdFrom, createdAt),
    ({ createdAt }) => late('createdBefore', rules.createdBefore, createdAt),
    ({ modifiedAt }) => early('modifiedFrom', rules.modifiedFrom, modifiedAt),
    ({ modifiedAt }) => late('modifiedBefore', rules.modifiedBefore, modifiedAt),
    ({ status }) =>
      status === undefined ? undefined : outside('statuses', rules.statuses, [status]),
    ({ statusType }) =>
      statusType === undefined || (rules.statusTypes?.includes(statusType) ?? true)
        ? undefined
        : `statusTypes: ${statusType}`,
    ({ channel }) =>
      channel === undefined ? undefined : outside('channels', rules.channels, [channel]),
    ({ tags }) => (tags === undefined ? undefined : outside('tags', rules.tags, tags)),
  ];
}

/** Whether the names that a ticket has keep it out, and which one. */
function outside(
  rule: string,
  selection: Selection | undefined,
  names: readonly string[],
): string | undefined {
  const except = selection?.except?.find((unwanted) => isNamed([unwanted], names));
  if (except !== undefined) return `${rule}: except "${except}"`;
  if (!selection?.only || isNamed(selection.only, names)) return undefined;
  return `${rule}: only ${selection.only.map((wanted) => `"${wanted}"`).join(', ')}`;
}

const early = (rule: string, from: string | undefined, time: string | undefined) =>
  from !== undefined && time !== undefined && time < from ? `${rule} ${from}` : undefined;

const late = (rule: string, before: string | undefined, time: string | undefined) =>
  before !== undefined && time !== undefined && time >= before ? `${rule} ${before}` : undefined;

const isNamed = (wanted: readonly string[], names: readonly string[]): boolean =>
  wanted.some((one) => names.some((other) => sameName(one, other)));

/** A department goes by its name and by its id. */
function namesOfDepartments(departments: readonly Department[]) {
  const names = new Map(departments.map(({ id, name }) => [id, [name, id]]));
  return (id: string): readonly string[] => names.get(id) ?? [id];
}

const withoutDrafts = (ticket: Ticket): Ticket => ({
  ...ticket,
  messages: ticket.messages.filter(({ delivery }) => delivery !== 'draft'),
});

/** How a ticket is without one kind of records. */
const WITHOUT: Readonly<
  Record<ResolvedConfig['scope']['without'][number], (ticket: Ticket) => Ticket>
> = {
  comment: (ticket) => ({
    ...ticket,
    messages: ticket.messages.filter(({ kind }) => kind !== 'comment'),
  }),
  attachment: (ticket) => ({
    ...ticket,
    files: [],
    opening: { ...ticket.opening, files: [] },
    messages: ticket.messages.map((message) => ({ ...message, files: [] })),
  }),
  // The setting may be younger than what is staged.
  task: (ticket) => ({ ...ticket, tasks: [] }),
  call: (ticket) => ({ ...ticket, appointments: ticket.appointments.filter(isEvent) }),
  event: (ticket) => ({
    ...ticket,
    appointments: ticket.appointments.filter((appointment) => !isEvent(appointment)),
  }),
  'time-entry': (ticket) => ({ ...ticket, timeEntries: [] }),
  rating: (ticket) => ({ ...ticket, ratings: [] }),
  contract: (ticket) => ({ ...ticket, contractId: undefined }),
  follower: (ticket) => ({ ...ticket, followerIds: [] }),
  cc: (ticket) => ({ ...ticket, ccContactIds: [] }),
  resolution: (ticket) => ({ ...ticket, resolution: undefined }),
  history: (ticket) => ({ ...ticket, history: [] }),
};

const isEvent = ({ kind }: Ticket['appointments'][number]): boolean => kind === 'event';
