import type { PreflightCheck } from '../check.ts';

/** Departments that no setting names: their tickets stay behind. */
export const departments: PreflightCheck = {
  name: 'departments',
  run: async ({ survey, mapping }) =>
    (survey?.departments ?? []).flatMap(({ id, name, tickets }) =>
      mapping.projectOf(id)
        ? []
        : [
            {
              severity: tickets && tickets.total === 0 ? 'note' : 'warning',
              place: `departments.${name}`,
              message: `is not mapped: its ${tickets ? `${tickets.total} ` : ''}tickets are left out`,
              remedy: 'Map it to a service project, or leave it out on purpose.',
            },
          ],
    ),
};
