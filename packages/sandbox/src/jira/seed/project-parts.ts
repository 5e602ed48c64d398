import type { FormField } from '../model/configuration.ts';
import type { Site } from '../site.ts';
import { issueTypeId } from './catalog.ts';
import { CUSTOM_FIELDS, SYSTEM_FIELDS } from './fields.ts';
import type { FormFieldSeed, RequestTypeSeed } from './projects.ts';

export function putComponents(site: Site, projectId: string, names: readonly string[]): void {
  for (const name of names) {
    const id = site.store.nextId('component');
    site.store.components.set(id, { id, projectId, name, description: '', leadId: undefined });
  }
}

export function putRequestTypes(
  site: Site,
  projectId: string,
  seeds: readonly RequestTypeSeed[],
  groups: readonly { readonly id: string; readonly name: string }[],
): void {
  for (const seed of seeds) {
    const id = site.store.nextSmallId('request-type');
    site.store.requestTypes.set(id, {
      id,
      projectId,
      name: seed.name,
      description: '',
      helpText: '',
      issueTypeId: issueTypeId(seed.issueType),
      groupIds: groups.filter((group) => group.name === seed.group).map((group) => group.id),
      restriction: 'OPEN',
      form: seed.form.map(formField),
    });
  }
}

function formField(seed: FormFieldSeed): FormField {
  const known = [...SYSTEM_FIELDS, ...CUSTOM_FIELDS].find((field) => field.id === seed.field);
  return {
    fieldId: seed.field,
    label: seed.label ?? known?.name ?? seed.field,
    description: '',
    required: seed.required ?? false,
    hidden: seed.preset !== undefined,
    preset: seed.preset,
  };
}
