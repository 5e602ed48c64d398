import { listed, type TallyMap } from '../../facts/tally-map.ts';
import { missingOptions } from '../../mapping/field-value.ts';
import type { PreflightCheck, PreflightContext } from '../check.ts';
import { addOptions } from './fields.ts';

/** Values that a select field has no option for: Jira refuses them, so they would stay in the property. */
export const options: PreflightCheck = {
  name: 'options of fields',
  async run(context) {
    const { config, mapping, jsm, signal } = context;
    return Object.keys(config.fields).flatMap((name) => {
      const field = mapping.field(name)?.field;
      const missing = missingIn(context, name);
      if (!field || missing.size === 0) return [];
      const values = [...missing.keys()];
      return [
        {
          severity: 'warning' as const,
          place: `fields.${name}`,
          message: `"${field.name}" has no option ${listed(missing)}: these values are kept in the issue's property`,
          remedy: 'Let `--fix` add the options, or name others for them in `values`.',
          fix: {
            creates: `in field "${field.name}" the options ${values.join(', ')}`,
            apply: () => addOptions(jsm, field.id, values, signal),
          },
        },
      ];
    });
  },
};

/** By the staged tickets where there are any, else by what the source lists as possible values. */
function missingIn({ facts, survey, mapping }: PreflightContext, name: string): TallyMap {
  const inTickets = facts.missingOptions.get(name);
  const place = mapping.field(name);
  if (facts.staged > 0 || !place) return inTickets ?? new Map();
  const possible = survey?.fields.find((field) => field.name === name)?.values ?? [];
  const missing = possible.flatMap((value) => missingOptions(place.field, value, place.values));
  return new Map(missing.map((value) => [value, 0]));
}
