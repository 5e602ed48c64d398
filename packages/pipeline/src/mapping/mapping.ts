import {
  byName,
  sameName,
  type TargetCatalog,
  type TargetField,
  type TargetIssueType,
  type TargetProject,
  type TargetRequestType,
  type TargetStatus,
} from '../catalog/catalog.ts';
import type { ResolvedConfig } from '../config/schema.ts';
import type { Department, Ticket } from '../model/helpdesk.ts';
import type { Directory } from './directory.ts';
import { createScope, type Scope } from './scope.ts';
import { statusSettings } from './status-settings.ts';

/** The config, with every name in it found in the target. Pure look-ups from here on. */
export interface Mapping {
  /** The service projects that departments are mapped to. */
  readonly projects: readonly TargetProject[];
  /** What is migrated at all. */
  readonly scope: Scope;
  projectOf(departmentId: string | undefined): TargetProject | undefined;
  /** One of the departments that are mapped to the project. */
  departmentIn(projectKey: string): string | undefined;
  /** Undefined when the ticket's department is not mapped. */
  place(ticket: Ticket): TicketPlace | undefined;
  status(ticket: Ticket, place: TicketPlace): StatusChoice;
  /** Undefined when the workflow of the place has no status of that name. */
  statusNamed(
    name: string,
    resolution: string | undefined,
    place: TicketPlace,
  ): StatusChoice | undefined;
  priority(of: Pick<Ticket, 'priority'>): { name: string; byDefault: boolean } | undefined;
  field(name: string): FieldPlace | undefined;
  /** What the target has, by name. */
  readonly catalog: TargetCatalog;
  /** The type of the issues that hang on a ticket; undefined when they are to be comments. */
  childType(ticket: Ticket, wanted: ChildForm): TargetIssueType | undefined;
  childStatus(
    ticket: Ticket,
    of: { readonly status: string; readonly statusType: Ticket['statusType'] },
    type: TargetIssueType,
  ): StatusChoice;
  readonly directory: Directory;
}

export interface TicketPlace {
  readonly project: TargetProject;
  readonly requestType: TargetRequestType;
}

/** What becomes of something that hangs on a ticket. */
export type ChildForm = 'subtask' | 'linked' | 'comment';

/** Where a value goes, and what it is called there. */
export interface FieldPlace {
  readonly field: TargetField;
  readonly values: Readonly<Record<string, string>>;
}

export interface StatusChoice {
  readonly name: string;
  readonly resolution: string | undefined;
  /** Neither the config nor an equal name decided it. */
  readonly byDefault: boolean;
  /** What the config names, and the workflow of this type of issue lacks. */
  readonly missing?: string | undefined;
}

/** A name in the config that the other side does not have: found before anything is written. */
export interface MappingProblem {
  readonly setting: string;
  readonly message: string;
}

const CATEGORY_OF_TYPE = { open: 'new', 'on-hold': 'indeterminate', closed: 'done' } as const;

const SETTING_OF_TYPE = { open: 'open', 'on-hold': 'onHold', closed: 'closed' } as const;

export function createMapping(
  config: ResolvedConfig,
  catalog: TargetCatalog,
  departments: readonly Department[],
  directory: Directory,
): { mapping: Mapping; problems: MappingProblem[] } {
  const problems: MappingProblem[] = [];
  const places = new Map<string, Place>();
  for (const [name, setting] of Object.entries(config.departments)) {
    const found = departments.filter((d) => d.id === name || sameName(d.name, name));
    if (found.length === 0) {
      problems.push({
        setting: `departments.${name}`,
        message: `the source has no such department; it has ${quoted(departments.map((d) => d.name))}`,
      });
    }
    const place = findPlace(name, setting, catalog, problems);
    if (place) for (const department of found) places.set(department.id, place);
  }
  const projects = [...new Set([...places.values()].map((place) => place.project))];
  checkStatuses(config, projects, catalog, problems);
  checkNames('priorities', Object.values(config.priorities), catalog.priorities, problems);
  const { duplicate, related } = config.tickets.linkTypes;
  checkNames('tickets.linkTypes.duplicate', [duplicate], catalog.linkTypes, problems);
  checkNames('tickets.linkTypes.related', [related], catalog.linkTypes, problems);
  for (const [name, { field }] of Object.entries(config.fields)) {
    checkNames(`fields.${name}`, [field], catalog.fields, problems);
  }

  const usual = byName(catalog.resolutions, 'Done') ?? catalog.resolutions[0];
  /** Whatever is done without a resolution counts as unresolved in Jira. */
  const resolved = (status: StatusChoice, statuses: readonly TargetStatus[]): StatusChoice => {
    const isDone = byName(statuses, status.name)?.category === 'done';
    return isDone ? { ...status, resolution: status.resolution ?? usual?.name } : status;
  };
  const mapping: Mapping = {
    projects,
    scope: createScope(config, departments),
    projectOf: (departmentId) => places.get(departmentId ?? '')?.project,
    departmentIn: (key) => [...places].find(([, { project }]) => project.key === key)?.[0],
    place(ticket) {
      const place = places.get(ticket.departmentId);
      return place && { project: place.project, requestType: place.requestTypeOf(ticket.category) };
    },
    status(ticket, place) {
      const special = places.get(ticket.departmentId)?.statuses ?? {};
      const named = { ...config.statuses, ...special };
      const statuses = statusesOf(place.project, place.requestType.issueTypeId);
      return resolved(chooseStatus(ticket, statuses, named, config.statusesByType), statuses);
    },
    statusNamed(name, resolution, { project, requestType }) {
      const statuses = statusesOf(project, requestType.issueTypeId);
      const found = byName(statuses, name);
      return found && resolved(choice(found, resolution, false), statuses);
    },
    priority({ priority: given }) {
      if (!given) return undefined;
      const wanted = settingFor(config.priorities, given) ?? given;
      const priority = byName(catalog.priorities, wanted);
      if (priority) return { name: priority.name, byDefault: false };
      const middle = catalog.priorities[Math.floor(catalog.priorities.length / 2)];
      return middle && { name: middle.name, byDefault: true };
    },
    field(name) {
      const setting = config.fields[name];
      const field = setting && byName(catalog.fields, setting.field);
      return field && { field, values: setting.values };
    },
    childType({ departmentId }, wanted) {
      if (wanted === 'comment') return undefined;
      const types = places.get(departmentId)?.project.issueTypes ?? [];
      const besides = types.filter((type) => !type.isSubtask);
      const linked = byName(besides, config.tickets.linkedType) ?? besides[0];
      return wanted === 'linked' ? linked : (types.find((type) => type.isSubtask) ?? linked);
    },
    childStatus({ departmentId }, of, type) {
      const named = Object.entries(config.tickets.taskStatuses).map(
        ([name, status]) => [name, { status, resolution: undefined }] as const,
      );
      const project = places.get(departmentId)?.project;
      const statuses = project ? statusesOf(project, type.id) : [];
      const byTypes = config.statusesByType;
      return resolved(chooseStatus(of, statuses, Object.fromEntries(named), byTypes), statuses);
    },
    catalog,
    directory,
  };
  return { mapping, problems };
}

interface Place {
  readonly project: TargetProject;
  readonly statuses: ResolvedConfig['statuses'];
  requestTypeOf(category: string | undefined): TargetRequestType;
}

function findPlace(
  name: string,
  setting: ResolvedConfig['departments'][string],
  catalog: TargetCatalog,
  problems: MappingProblem[],
): Place | undefined {
  const project = catalog.projects.find((item) => sameName(item.key, setting.project));
  if (!project) {
    problems.push({
      setting: `departments.${name}.project`,
      message: `the site has no service project "${setting.project}"; it has ${quoted(catalog.projects.map((p) => p.key))}`,
    });
    return undefined;
  }
  const find = (wanted: string, place: string): TargetRequestType | undefined => {
    const type = byName(project.requestTypes, wanted);
    if (!type) {
      problems.push({
        setting: `departments.${name}.${place}`,
        message: `${project.key} has no request type "${wanted}"; it has ${quoted(project.requestTypes.map((t) => t.name))}`,
      });
    }
    return type;
  };
  const usual = find(setting.requestType, 'requestType');
  const special = Object.entries(setting.requestTypesByCategory).map(
    ([category, type]) => [category, find(type, `requestTypesByCategory.${category}`)] as const,
  );
  if (!usual) return undefined;
  for (const [status, { status: wanted }] of Object.entries(setting.statuses)) {
    checkNames(`departments.${name}.statuses.${status}`, [wanted], project.statuses, problems);
  }
  return {
    project,
    statuses: setting.statuses,
    requestTypeOf: (category) =>
      special.find(([key]) => category !== undefined && sameName(key, category))?.[1] ?? usual,
  };
}

/** Those of the workflow that issues of this type take. */
function statusesOf({ statuses }: TargetProject, issueTypeId: string): TargetStatus[] {
  return statuses.filter(({ issueTypeIds }) => issueTypeIds.includes(issueTypeId));
}

function chooseStatus(
  of: { readonly status: string; readonly statusType: Ticket['statusType'] },
  statuses: readonly TargetStatus[],
  named: ResolvedConfig['statuses'],
  byTypes: ResolvedConfig['statusesByType'],
): StatusChoice {
  const set = settingFor(named, of.status);
  const found = byName(statuses, set?.status ?? of.status);
  if (found) return choice(found, set?.resolution, false);
  const missing = set?.status;
  const byType = byTypes[SETTING_OF_TYPE[of.statusType]];
  const ofType = byType && byName(statuses, byType.status);
  if (ofType) return { ...choice(ofType, byType.resolution, missing !== undefined), missing };
  const category = CATEGORY_OF_TYPE[of.statusType];
  const fallback = statuses.find((status) => status.category === category) ?? statuses[0];
  if (!fallback) return { name: of.status, resolution: undefined, byDefault: true, missing };
  return { ...choice(fallback, undefined, true), missing };
}

const choice = (
  status: TargetStatus,
  resolution: string | undefined,
  byDefault: boolean,
): StatusChoice => ({ name: status.name, resolution, byDefault });

function checkStatuses(
  config: ResolvedConfig,
  projects: readonly TargetProject[],
  catalog: TargetCatalog,
  problems: MappingProblem[],
): void {
  const known = projects.flatMap((project) => project.statuses);
  for (const [setting, value] of statusSettings(config)) {
    // Projects have workflows of their own: where this one lacks the status, its type decides.
    checkNames(setting, [value.status], known, problems);
    if (value.resolution !== undefined) {
      checkNames(`${setting}.resolution`, [value.resolution], catalog.resolutions, problems);
    }
  }
}

function checkNames(
  setting: string,
  names: readonly string[],
  known: readonly { readonly id: string; readonly name: string }[],
  problems: MappingProblem[],
): void {
  for (const name of names) {
    if (byName(known, name)) continue;
    const names = [...new Set(known.map((item) => item.name))];
    const message = `the target has no "${name}"; it has ${quoted(names)}`;
    problems.push({ setting, message });
  }
}

const quoted = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.map((name) => `"${name}"`).join(', ');

function settingFor<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.entries(map).find(([name]) => sameName(name, key))?.[1];
}
