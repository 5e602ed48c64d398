import type { Jsm } from '@zdjsm/jsm';
import { byName } from '../../catalog/catalog.ts';
import { listed } from '../../facts/tally-map.ts';
import { choicesOf, kindOf, newFieldFor, takes } from '../../mapping/field-types.ts';
import { WRITABLE_FIELD_TYPES } from '../../mapping/field-value.ts';
import type { PreflightCheck, PreflightContext } from '../check.ts';
import type { Finding, Fix } from '../finding.ts';

const MOST_FIELDS = 40;

/** Fields that the config names: there, and of a type that takes the values. */
export const fields: PreflightCheck = {
  name: 'fields',
  async run(context) {
    const { config, catalog, survey, facts } = context;
    const findings: Finding[] = [];
    for (const [name, { field: wanted }] of Object.entries(config.fields)) {
      const place = `fields.${name}`;
      const kind = kindOf(name, survey?.fields ?? []);
      const field = byName(catalog.fields, wanted);
      if (!field) {
        findings.push({
          severity: 'blocker',
          place,
          message: `the site has no field "${wanted}"`,
          remedy: 'Let `--fix` create it, or name a field that is there.',
          fix: creationOf(context, name, wanted),
        });
        continue;
      }
      const { custom, type } = field.schema;
      const key = custom?.slice(custom.lastIndexOf(':') + 1) ?? type;
      if (!WRITABLE_FIELD_TYPES.includes(key) && !WRITABLE_FIELD_TYPES.includes(type)) {
        findings.push({
          severity: 'warning',
          place,
          message: `"${field.name}" is of type ${key}, which can't be written: values are kept in the issue's property`,
          remedy: 'Name a field of another type.',
        });
      } else if (kind && custom && !takes(kind, custom)) {
        findings.push({
          severity: 'warning',
          place,
          message: `"${field.name}" is of type ${key}, and the source's field holds a ${kind}: what does not fit is kept in the issue's property`,
          remedy: `Name a field of type ${newFieldFor(wanted, kind).type.split(':')[1]}, or accept it.`,
        });
      }
    }
    if (facts.unplacedFields.size > 0) {
      findings.push({
        severity: 'warning',
        place: 'fields',
        message: `no setting places ${listed(facts.unplacedFields, MOST_FIELDS)} (tickets with a value): they are kept in the issue's property, which only programs read`,
        remedy: 'Name fields of the target for them in `fields`, or accept it.',
      });
    }
    return findings;
  },
};

function creationOf(context: PreflightContext, name: string, wanted: string): Fix | undefined {
  const { jsm, survey, config, signal } = context;
  const kind = kindOf(name, survey?.fields ?? []);
  if (!kind) return undefined;
  const field = newFieldFor(wanted, kind);
  const source = survey?.fields.find((candidate) => candidate.name === name);
  const renamed = config.fields[name]?.values ?? {};
  const values = [
    ...new Set((source ? choicesOf(source) : []).map((value) => renamed[value] ?? value)),
  ];
  const type = field.type.split(':')[1] ?? field.type;
  const isSelect = kind === 'choice' || kind === 'choices' || kind === 'flag';
  const options = isSelect && values.length > 0 ? ` with the options ${values.join(', ')}` : '';
  return {
    creates: `field "${wanted}" of type ${type}${options}, on the default screen`,
    async apply() {
      const { id } = await jsm.fields.ensure(field, { signal });
      await jsm.fields.addToDefaultScreen(id, { signal });
      if (isSelect && values.length > 0) await addOptions(jsm, id, values, signal);
    },
  };
}

/** Adds options to the field's first context, which is the one for all projects where there is one. */
export async function addOptions(
  jsm: Jsm,
  fieldId: string,
  values: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const contexts = await Array.fromAsync(jsm.fields.contexts(fieldId, { signal }));
  const context = contexts.find(({ isGlobalContext }) => isGlobalContext) ?? contexts[0];
  if (context) await jsm.fields.ensureOptions(fieldId, context.id, { values }, { signal });
}
