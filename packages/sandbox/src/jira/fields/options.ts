import type { FieldContext, FieldOption, Project } from '../model/configuration.ts';
import type { Site } from '../site.ts';

/** The context of a custom field that holds for an issue; without one, the field is not there. */
export function contextFor(
  site: Site,
  fieldId: string,
  projectId: string,
  issueTypeId: string | undefined,
): FieldContext | undefined {
  return site.store.contextsByField
    .find(fieldId)
    .filter(({ projectIds }) => projectIds.length === 0 || projectIds.includes(projectId))
    .filter(
      ({ issueTypeIds }) =>
        issueTypeIds.length === 0 ||
        issueTypeId === undefined ||
        issueTypeIds.includes(issueTypeId),
    )
    .sort((a, b) => b.projectIds.length - a.projectIds.length)[0];
}

/** All options, children of cascading fields included, in their order. */
export function optionsFor(place: {
  readonly site: Site;
  readonly field: { readonly id: string };
  readonly project: Project;
  readonly issueTypeId: string;
}): FieldOption[] {
  const { site, field, project, issueTypeId } = place;
  const context = contextFor(site, field.id, project.id, issueTypeId);
  return context ? site.store.optionsByContext.find(context.id) : [];
}
