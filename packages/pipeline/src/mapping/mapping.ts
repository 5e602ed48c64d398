import {
  byName,
  sameName,
  type TargetCatalog,
  type TargetField,
  type TargetProject,
  type TargetRequestType,
  type TargetStatus,
} from '../catalog/catalog.ts';
import type { ResolvedConfig } from '../config/schema.ts';
import type { Department, Ticket } from '../model/helpdesk.ts';

/** The config, with every name in it found in the target. Pure look-ups from here on. */
export interface Mapping {
  /** Undefined when the ticket's department is not mapped. */
  place(ticket: Ticket): { project: TargetProject; requestType: TargetRequestType } | undefined;
  status(ticket: Ticket, project: TargetProject): StatusChoice;
  priority(ticket: Ticket): { name: string; byDefault: boolean } | undefined;
  field(name: string): TargetField | undefined;
}

export interface StatusChoice {
  readonly name: string;
  readonly resolution: string | undefined;
  /** Neither the config nor an equal name decided it. */
  readonly byDefault: boolean;
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
  checkNames('fields', Object.values(config.fields), catalog.fields, problems);

  const mapping: Mapping = {
    place(ticket) {
      const place = places.get(ticket.departmentId);
      return place && { project: place.project, requestType: place.requestTypeOf(ticket.category) };
    },
    status: (ticket, project) => chooseStatus(ticket, project, config),
    priority(ticket) {
      if (!ticket.priority) return undefined;
      const wanted = settingFor(config.priorities, ticket.priority) ?? ticket.priority;
      const priority = byName(catalog.priorities, wanted);
      if (priority) return { name: priority.name, byDefault: false };
      const middle = catalog.priorities[Math.floor(catalog.priorities.length / 2)];
      return middle && { name: middle.name, byDefault: true };
    },
    field(name) {
      const target = config.fields[name];
      return target === undefined ? undefined : byName(catalog.fields, target);
    },
  };
  return { mapping, problems };
}

interface Place {
  readonly project: TargetProject;
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
  return {
    project,
    requestTypeOf: (category) =>
      special.find(([key]) => category !== undefined && sameName(key, category))?.[1] ?? usual,
  };
}

function chooseStatus(
  ticket: Ticket,
  project: TargetProject,
  config: ResolvedConfig,
): StatusChoice {
  const set = settingFor(config.statuses, ticket.status);
  const found = byName(project.statuses, set?.status ?? ticket.status);
  if (found) return choice(found, set?.resolution, false);
  const byType = config.statusesByType[SETTING_OF_TYPE[ticket.statusType]];
  const named = byType && byName(project.statuses, byType.status);
  if (named) return choice(named, byType.resolution, false);
  const category = CATEGORY_OF_TYPE[ticket.statusType];
  const fallback =
    project.statuses.find((status) => status.category === category) ?? project.statuses[0];
  if (!fallback) return { name: ticket.status, resolution: undefined, byDefault: true };
  return choice(fallback, undefined, true);
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
  const settings = [
    ...Object.entries(config.statuses).map(([key, value]) => [`statuses.${key}`, value] as const),
    ...Object.entries(config.statusesByType).flatMap(([key, value]) =>
      value ? [[`statusesByType.${key}`, value] as const] : [],
    ),
  ];
  for (const [setting, value] of settings) {
    for (const project of projects) {
      if (byName(project.statuses, value.status)) continue;
      problems.push({
        setting,
        message: `${project.key} has no status "${value.status}"; it has ${quoted(project.statuses.map((s) => s.name))}`,
      });
    }
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
    const message = `the site has no "${name}"; it has ${quoted(known.map((item) => item.name))}`;
    problems.push({ setting, message });
  }
}

const quoted = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.map((name) => `"${name}"`).join(', ');

function settingFor<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.entries(map).find(([name]) => sameName(name, key))?.[1];
}
