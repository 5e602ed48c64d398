import { invalidField } from '../api/refusal.ts';
import type { Choice, Component, FieldOption } from '../model/configuration.ts';
import { isRecord } from '../model/json.ts';
import type { Site } from '../site.ts';
import {
  type FieldKind,
  type FieldRead,
  type FieldWrite,
  storedList,
  storedString,
} from './field-kind.ts';
import { optionsFor } from './options.ts';

/** `{"id": …}`, `{"value": …}` or `{"name": …}`; ids may be numbers (facts § 3.4). */
function reference(input: unknown): { id?: string; name?: string } {
  if (!isRecord(input)) return {};
  const { id, value, name } = input;
  if (typeof id === 'string' || typeof id === 'number') return { id: String(id) };
  const label = value ?? name;
  return typeof label === 'string' ? { name: label } : {};
}

function findOption(input: unknown, among: readonly FieldOption[], write: FieldWrite): FieldOption {
  const { id, name } = reference(input);
  const found = among.find((option) =>
    id === undefined ? option.value === name : option.id === id,
  );
  if (found && !found.disabled) return found;
  throw invalidField(
    write.field.id,
    id === undefined
      ? `Option value '${name ?? ''}' is not valid`
      : `Option id '${id}' is not valid`,
  );
}

function topOptions(write: FieldWrite): FieldOption[] {
  return optionsFor(write).filter((option) => option.parentId === undefined);
}

function showOption(id: string, read: FieldRead) {
  const option = read.site.store.options.get(id);
  return { self: `${read.rest}/customFieldOption/${id}`, value: option?.value ?? '', id };
}

function optionText(id: string, site: Site): string {
  return site.store.options.get(id)?.value ?? '';
}

export const option: FieldKind = {
  type: 'option',
  operations: ['set'],
  parse: (input, write) => findOption(input, topOptions(write), write).id,
  show: (stored, read) => showOption(storedString(stored), read),
  text: (stored, site) => optionText(storedString(stored), site),
};

export const options: FieldKind = {
  type: 'array',
  items: 'option',
  operations: ['add', 'set', 'remove'],
  parse(input, write) {
    if (!Array.isArray(input)) throw invalidField(write.field.id, 'data was not an array');
    return input.map((item: unknown) => findOption(item, topOptions(write), write).id);
  },
  show: (stored, read) => storedList(stored).map((id) => showOption(id, read)),
  text: (stored, site) =>
    storedList(stored)
      .map((id) => optionText(id, site))
      .join(', '),
};

export const cascading: FieldKind = {
  type: 'option-with-child',
  operations: ['set'],
  parse(input, write) {
    const all = optionsFor(write);
    const parent = findOption(input, topOptions(write), write);
    const child = isRecord(input) ? input.child : undefined;
    if (child === undefined || child === null) return [parent.id];
    const children = all.filter((candidate) => candidate.parentId === parent.id);
    return [parent.id, findOption(child, children, write).id];
  },
  show(stored, read) {
    const [parent = '', child] = storedList(stored);
    const shown = showOption(parent, read);
    return child === undefined ? shown : { ...shown, child: showOption(child, read) };
  },
  text: (stored, site) =>
    storedList(stored)
      .map((id) => optionText(id, site))
      .join(' - '),
};

/** Priorities and resolutions: choices of the whole site. */
function siteChoice(
  type: 'priority' | 'resolution',
  choices: (site: Site) => { get(id: string): Choice | undefined; values(): Iterable<Choice> },
): FieldKind {
  return {
    type,
    operations: ['set'],
    parse(input, write) {
      const { id, name } = reference(input);
      const found =
        id === undefined
          ? [...choices(write.site).values()].find((choice) => choice.name === name)
          : choices(write.site).get(id);
      if (!found) throw invalidField(write.field.id, `The ${type} selected is invalid.`);
      return found.id;
    },
    show(stored, read) {
      const choice = choices(read.site).get(storedString(stored));
      const shown = {
        self: `${read.rest}/${type}/${choice?.id}`,
        name: choice?.name,
        id: choice?.id,
      };
      return type === 'priority'
        ? {
            ...shown,
            iconUrl: `${read.rest.replace(/\/rest\/.*/, '')}/images/icons/priorities/${choice?.id}.svg`,
          }
        : { ...shown, description: choice?.description };
    },
    text: (stored, site) => choices(site).get(storedString(stored))?.name ?? '',
  };
}

export const priority = siteChoice('priority', (site) => site.store.priorities);
export const resolution = siteChoice('resolution', (site) => site.store.resolutions);

export const components: FieldKind = {
  type: 'array',
  items: 'component',
  operations: ['add', 'set', 'remove'],
  parse(input, write) {
    if (!Array.isArray(input)) throw invalidField('components', 'data was not an array');
    const known = write.site.store.componentsByProject.find(write.project.id);
    return input.map((item: unknown) => {
      const { id, name } = reference(item);
      const found = known.find((one) => (id === undefined ? one.name === name : one.id === id));
      if (!found) {
        throw invalidField('components', `Component name '${name ?? id ?? ''}' is not valid`);
      }
      return found.id;
    });
  },
  show: (stored, read) =>
    componentsOf(storedList(stored), read.site).map(({ id, name }) => ({
      self: `${read.rest}/component/${id}`,
      id,
      name,
    })),
  text: (stored, site) =>
    componentsOf(storedList(stored), site)
      .map((component) => component.name)
      .join(', '),
};

function componentsOf(ids: readonly string[], site: Site): Component[] {
  return ids
    .map((id) => site.store.components.get(id))
    .filter((component) => component !== undefined);
}
