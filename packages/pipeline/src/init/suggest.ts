import { byName, type Named, type TargetCatalog, type TargetProject } from '../catalog/catalog.ts';
import { kindOf, takes } from '../mapping/field-types.ts';
import type {
  SourceField,
  SourceSurvey,
  SurveyedDepartment,
  TicketCounts,
} from '../source/survey.ts';
import { counted } from '../words/counted.ts';
import { type DraftEntry, type DraftNode, type DraftValue, isSection, UNMAPPED } from './draft.ts';
import { counterpart, nearest } from './synonyms.ts';

/** What a suggestion is made from: both sides, and who of the agents has an account. */
export interface BothSides {
  readonly survey: SourceSurvey;
  readonly catalog: TargetCatalog;
  /** By the agent's id: the address of the account that goes by the agent's own address or name. */
  readonly accounts: ReadonlyMap<string, AgentAccount>;
}

export interface AgentAccount {
  readonly found: 'address' | 'name';
  /** Undefined where the profile hides it. */
  readonly email: string | undefined;
}

/** Sections of a config, with every value that is left to a person named in a comment. */
export function suggest(sides: BothSides): DraftNode[] {
  return [
    departmentsOf(sides),
    statusesOf(sides),
    prioritiesOf(sides),
    fieldsOf(sides),
    agentsOf(sides),
    customModulesOf(sides),
  ]
    .filter(({ value }) => !isSection(value) || value.length > 0)
    .map((section) => ({ ...section, off: section.off === true || isAllOff(section.value) }));
}

/** A section with nothing in it but comments would be no section to a parser. */
const isAllOff = (value: DraftValue): boolean =>
  isSection(value) && value.every((node) => 'remark' in node || node.off === true);

function departmentsOf({ survey, catalog }: BothSides): DraftEntry {
  const { departments } = survey;
  const projects = catalog.projects.filter(({ requestTypes }) => requestTypes.length > 0);
  return {
    key: 'departments',
    comment: `Departments to service projects. The site has ${listOf(projects.map(({ key, name }) => `${key} (${name})`))}.`,
    value: departments.map((department): DraftNode => {
      const project = nearest(projects, department.name) ?? projects[0];
      const tickets = department.tickets?.total;
      if (!project) return { remark: `${department.name}: the site has no service project` };
      return {
        key: department.name,
        comment: departmentComment(department, project, projects),
        // What has never had a ticket needs no place.
        off: tickets === 0 && !department.enabled,
        value: placeIn(department, project, survey.fields),
      };
    }),
  };
}

function departmentComment(
  { name, enabled, tickets }: SurveyedDepartment,
  project: TargetProject,
  projects: readonly TargetProject[],
): string {
  const count = tickets === undefined ? '' : counted(tickets.total, 'ticket');
  const isGuess = nearest(projects, name) === undefined && projects.length > 1;
  return [
    count,
    enabled ? '' : 'disabled',
    isGuess ? `a guess: no project is called so, ${project.key} is the first` : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function placeIn(
  { name }: SurveyedDepartment,
  project: TargetProject,
  fields: readonly SourceField[],
): DraftNode[] {
  const types = project.requestTypes;
  const usual = nearest(types, name) ?? types.find((type) => GENERAL.test(type.name)) ?? types[0];
  const categories = fields.find((field) => field.name === 'category')?.values ?? [];
  const byCategory = categories.flatMap((category): DraftNode[] => {
    const type = nearest(types, category);
    return type && type !== usual ? [{ key: category, value: type.name }] : [];
  });
  return [
    { key: 'project', value: project.key },
    {
      key: 'requestType',
      value: usual?.name ?? '',
      comment: `or ${listOf(types.filter((type) => type !== usual).map((type) => type.name))}`,
    },
    ...(byCategory.length > 0 ? [{ key: 'requestTypesByCategory', value: byCategory }] : []),
  ];
}

/** What most request types for everything else are called. */
const GENERAL = /support|question|general|help|request/i;

function statusesOf({ survey, catalog }: BothSides): DraftEntry {
  const known = uniqueNames(catalog.projects.flatMap(({ statuses }) => statuses));
  const done = byName(catalog.resolutions, 'Done');
  const closing = new Set(
    catalog.projects.flatMap(({ statuses }) =>
      statuses.flatMap(({ name, category }) => (category === 'done' ? [name] : [])),
    ),
  );
  const values = valuesIn(survey, 'status');
  return {
    key: 'statuses',
    comment: `Statuses. The site has ${listOf(known.map(({ name }) => name))}. One of the same name needs no line.`,
    value: values.flatMap(([status, tickets]): DraftNode[] => {
      const target = counterpart(known, status);
      const comment = ticketsText(tickets);
      if (!target) return [open(status, known[0]?.name ?? '', comment)];
      const isDone = closing.has(target.name) && done !== undefined;
      if (target.name === status && !isDone) return [];
      const value = isDone ? { status: target.name, resolution: done.name } : target.name;
      return [{ key: status, value, comment }];
    }),
  };
}

function prioritiesOf({ survey, catalog }: BothSides): DraftEntry {
  return {
    key: 'priorities',
    comment: `Priorities. The site has ${listOf(catalog.priorities.map(({ name }) => name))}. One of the same name needs no line.`,
    value: valuesIn(survey, 'priority').flatMap(([priority, tickets]): DraftNode[] => {
      const target = counterpart(catalog.priorities, priority);
      const comment = ticketsText(tickets);
      if (!target) return [open(priority, middleOf(catalog.priorities), comment)];
      return target.name === priority ? [] : [{ key: priority, value: target.name, comment }];
    }),
  };
}

/** What of a ticket's own fields people look for after a migration, and what a field for it is called. */
const KEPT: readonly (readonly [name: string, field: RegExp, suggested: string])[] = [
  ['id', /(legacy|zoho|old|source).*\bid\b/i, 'Legacy ticket id'],
  ['number', /(legacy|zoho|old|source).*(number|no\b)/i, 'Legacy ticket number'],
  ['createdAt', /(source|original|legacy|zoho).*created/i, 'Source created'],
  ['modifiedAt', /(source|original|legacy|zoho).*(modified|updated)/i, 'Source modified'],
  ['closedAt', /(source|original|legacy|zoho).*(closed|resolved)/i, 'Source closed'],
  ['channel', /^(source )?channel$/i, 'Channel'],
];

function fieldsOf({ survey, catalog }: BothSides): DraftEntry {
  const custom = catalog.fields.filter(({ schema }) => schema.custom !== undefined);
  const standard = KEPT.map(([name, pattern, suggested]): DraftNode => {
    const kind = kindOf(name, []);
    const field = custom.find(
      (candidate) => pattern.test(candidate.name) && kind && takes(kind, candidate.schema.custom),
    );
    return field
      ? { key: name, value: field.name }
      : { ...open(name, suggested, 'no such field: `zdjsm preflight --fix` creates it') };
  });
  const own = survey.fields
    .filter(({ isCustom }) => isCustom)
    .map(({ name, label, kind, values }): DraftNode => {
      const field = byName(custom, label);
      const what = [label, kind, values.length > 0 ? counted(values.length, 'value') : '']
        .filter((part) => part !== '')
        .join(', ');
      if (field && takes(kind, field.schema.custom)) {
        return { key: name, value: field.name, comment: what };
      }
      const why = field ? 'the field of that name is of another type' : 'no field of that name';
      return open(name, label, `${what}; ${why}: kept in the issue's property without a line`);
    });
  return {
    key: 'fields',
    comment:
      'Fields of a ticket to fields of the site. One that is not there can be created: `zdjsm preflight --fix`.',
    value: [...standard, ...own],
  };
}

function agentsOf({ survey, accounts }: BothSides): DraftEntry {
  return {
    key: 'agents',
    comment: 'Agents to accounts, by e-mail. One whose account has the same address needs no line.',
    value: survey.agents
      .filter(({ active }) => active)
      .flatMap(({ id, name, email }): DraftNode[] => {
        const account = accounts.get(id);
        if (account?.found === 'address' || email === undefined) return [];
        return account?.email
          ? [{ key: email, value: account.email, comment: `${name}: an account of that name` }]
          : [open(email, 'somebody@example.com', `${name}: no account has this address`)];
      }),
  };
}

function customModulesOf({ survey }: BothSides): DraftEntry {
  const custom = survey.modules.filter(({ isCustom }) => isCustom);
  return {
    key: 'customModules',
    comment: 'Custom modules: see docs/guides/mapping.md for what can become of them.',
    value: custom.map(({ name, count }) => ({
      remark: `${name}: ${count === undefined ? 'not counted' : counted(count, 'record')}`,
    })),
    off: true,
  };
}

const open = (key: string, value: string, comment: string): DraftEntry => ({
  key,
  value,
  comment: `${UNMAPPED}, ${comment}`,
  off: true,
});

/** Values that occur, with their tickets, and those that could. */
function valuesIn(
  survey: SourceSurvey,
  field: keyof Pick<TicketCounts, 'status' | 'priority'>,
): [value: string, tickets: number][] {
  const counts = new Map<string, number>();
  for (const value of survey.fields.find(({ name }) => name === field)?.values ?? []) {
    counts.set(value, 0);
  }
  for (const { tickets } of survey.departments) {
    for (const [value, count] of Object.entries(tickets?.[field] ?? {})) {
      counts.set(value, (counts.get(value) ?? 0) + count);
    }
  }
  // Tickets without one are counted under a name that is none.
  return [...counts].filter(([value]) => !/^(-none-|none|null|)$/i.test(value));
}

const ticketsText = (tickets: number): string =>
  tickets === 0 ? 'no ticket has it now' : counted(tickets, 'ticket');

const middleOf = (list: readonly Named[]): string => list[Math.floor(list.length / 2)]?.name ?? '';

const uniqueNames = <T extends Named>(list: readonly T[]): T[] => [
  ...new Map(list.map((item) => [item.name, item])).values(),
];

const listOf = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : [...new Set(names)].join(', ');
