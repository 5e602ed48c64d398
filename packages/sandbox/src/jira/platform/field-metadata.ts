import { kindOf, schemaOf } from '../fields/kinds.ts';
import { optionsFor } from '../fields/options.ts';
import type { Field } from '../model/configuration.ts';
import type { View } from './view.ts';

/** A field as `createmeta`, `editmeta` and the transitions describe it. */
export function fieldMetadata(
  view: View,
  place: { readonly projectId: string; readonly issueTypeId: string },
  fieldId: string,
  required = false,
) {
  const field = view.site.store.fields.get(fieldId);
  if (!field) throw new Error(`no field ${fieldId}`);
  const allowed = allowedValues(view, place, field);
  return {
    required,
    schema: schemaOf(field),
    name: field.name,
    key: field.id,
    hasDefaultValue: field.id === 'priority',
    operations: kindOf(field)?.operations ?? ['set'],
    ...(allowed ? { allowedValues: allowed } : {}),
  };
}

function allowedValues(
  view: View,
  place: { readonly projectId: string; readonly issueTypeId: string },
  field: Field,
): readonly unknown[] | undefined {
  const { store } = view.site;
  const project = store.projects.get(place.projectId);
  switch (field.kind) {
    case 'priority':
    case 'resolution': {
      const choices = field.kind === 'priority' ? store.priorities : store.resolutions;
      return [...choices.values()].map(({ id, name }) => ({
        self: `${view.rest}/${field.kind}/${id}`,
        name,
        id,
      }));
    }
    case 'components':
      return store.componentsByProject.find(place.projectId).map(({ id, name }) => ({
        self: `${view.rest}/component/${id}`,
        id,
        name,
      }));
    case 'option':
    case 'options':
    case 'cascading': {
      if (!project) return undefined;
      const options = optionsFor({
        site: view.site,
        field,
        project,
        issueTypeId: place.issueTypeId,
      });
      const show = (id: string, value: string) => ({
        self: `${view.rest}/customFieldOption/${id}`,
        value,
        id,
      });
      return options
        .filter((option) => option.parentId === undefined && !option.disabled)
        .map((option) => {
          const children = options.filter((child) => child.parentId === option.id);
          const shown = show(option.id, option.value);
          return field.kind === 'cascading'
            ? { ...shown, children: children.map((child) => show(child.id, child.value)) }
            : shown;
        });
    }
    default:
      return undefined;
  }
}
