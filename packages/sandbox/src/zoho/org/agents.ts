import { idOf } from './ids.ts';

/** Statuses that agents have on their own and as authors of old records. */
export type AgentStatus = 'ACTIVE' | 'DISABLED' | 'IMPORTED' | 'DELETED' | 'CLOSED' | 'ANONYMIZED';

export interface Agent {
  readonly number: number;
  readonly firstName: string;
  readonly lastName: string;
  /** Anonymised agents have none. */
  readonly emailId: string | null;
  readonly status: AgentStatus;
  readonly isLightAgent: boolean;
  readonly isConfirmed: boolean;
  /** Indexes of departments. */
  readonly departments: readonly number[];
}

const STAFF: readonly (readonly [
  first: string,
  last: string,
  status: AgentStatus,
  departments: readonly number[],
])[] = [
  ['Jade', 'Tywin', 'ACTIVE', [0, 1, 2, 3, 4, 5]],
  ['George', 'Vincent', 'ACTIVE', [0]],
  ['', 'Parker', 'ACTIVE', [0, 3]],
  ['Łucja', 'Nowak', 'ACTIVE', [0, 1]],
  ['Jürgen', 'Groß', 'ACTIVE', [2]],
  ['Aiko', 'Tanaka', 'ACTIVE', [1]],
  ['Steve', 'Kyle', 'ACTIVE', [1, 4]],
  ['Amélie', "D'Arcy", 'ACTIVE', [3]],
  ['Light', 'Reader', 'ACTIVE', [0]],
  ['Newly', 'Invited', 'ACTIVE', [4]],
  ['Mark', 'Leaver', 'DISABLED', [0]],
  ['Nina', 'Paused', 'DISABLED', [2, 5]],
  ['Otto', 'Altmann', 'DISABLED', [5]],
  ['Ivan', 'Imported', 'IMPORTED', [1]],
  ['John', 'Walker', 'CLOSED', [0, 5]],
  ['Dana', 'Gone', 'DELETED', [0]],
  ['', 'Anonymous', 'ANONYMIZED', [0]],
];

const LIGHT = 8;
const UNCONFIRMED = 9;

export const AGENTS: readonly Agent[] = STAFF.map(
  ([firstName, lastName, status, departments], n) => ({
    number: n,
    firstName,
    lastName,
    emailId: status === 'ANONYMIZED' ? null : `agent${n}@zylker.com`,
    status,
    isLightAgent: n === LIGHT,
    isConfirmed: n !== UNCONFIRMED,
    departments,
  }),
);

/** Those that Zoho lists under `/deletedAgents`. */
export function isDeleted(agent: Agent): boolean {
  return ['DELETED', 'CLOSED', 'ANONYMIZED'].includes(agent.status);
}

export function agentName(agent: Agent): string {
  return `${agent.firstName} ${agent.lastName}`.trim();
}

export function agentOf(number: number): Agent {
  const agent = AGENTS[number];
  if (!agent) throw new RangeError(`no agent ${number}`);
  return agent;
}

export function agentId(number: number): string {
  return idOf('agent', number);
}

/** The Zoho account behind an agent: what a mention in a comment names. */
export function zuidOf(agent: Agent): string {
  return String(600_000_000 + agent.number * 7919);
}
