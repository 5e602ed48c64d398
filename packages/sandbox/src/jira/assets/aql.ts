import { badRequest } from '../api/refusal.ts';
import type { AssetObject } from '../model/assets.ts';
import { type Clause, compileQuery } from '../search/compile.ts';
import { type JqlValue, parseQuery } from '../search/jql-syntax.ts';
import type { Site } from '../site.ts';
import { labelOf } from './labels.ts';

const OPERATORS = [
  '=',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'like',
  'not like',
  'startswith',
  'endswith',
];

type Test = (object: AssetObject) => boolean;

/** Objects by AQL: the part of the language that looks things up. Without ORDER BY: by label. */
export function findByAql(site: Site, aql: string): AssetObject[] {
  const { where, orderBy } = parseQuery(aql, { language: 'AQL', operators: OPERATORS });
  const test = where ? compileQuery(where, (clause) => compileClause(site, clause)) : () => true;
  const found = [...site.store.assetObjects.values()].filter(test);
  const [order] = orderBy;
  const keyOf = (object: AssetObject): string =>
    order === undefined ? labelOf(site, object) : (valuesOf(site, object, order.field)?.[0] ?? '');
  const sign = order?.descending ? -1 : 1;
  return found.sort(
    (a, b) => sign * keyOf(a).localeCompare(keyOf(b), 'en') || Number(a.id) - Number(b.id),
  );
}

function compileClause(site: Site, clause: Clause): Test {
  checkField(site, clause.field);
  const wanted = clause.values.map(textOf);
  const empties = clause.values.some(({ kind }) => kind === 'empty');
  const compare = COMPARE[clause.operator];
  if (!compare) throw badRequest(`AQL does not know the operator '${clause.operator}'.`);
  return (object) => {
    const values = valuesOf(site, object, clause.field) ?? [];
    if (empties) {
      const isEmpty = values.length === 0;
      return clause.operator === 'is' || clause.operator === '=' ? isEmpty : !isEmpty;
    }
    return compare(
      values.map((value) => value.toLowerCase()),
      wanted,
    );
  };
}

function textOf(value: JqlValue): string {
  return value.kind === 'text' ? value.text.toLowerCase() : '';
}

type Compare = (values: readonly string[], wanted: readonly string[]) => boolean;

function some(test: (value: string, wanted: string) => boolean): Compare {
  return (values, wanted) => values.some((value) => wanted.some((one) => test(value, one)));
}

/** Numbers as numbers, everything else as text: ISO dates sort right that way too. */
function order(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b, 'en') : x - y;
}

const equal = some((value, wanted) => value === wanted);
const like = some((value, wanted) => value.includes(wanted));

const COMPARE: Readonly<Record<string, Compare>> = {
  '=': equal,
  '==': equal,
  in: equal,
  is: equal,
  '!=': (values, wanted) => !equal(values, wanted),
  'is not': (values, wanted) => !equal(values, wanted),
  'not in': (values, wanted) => !equal(values, wanted),
  like,
  'not like': (values, wanted) => !like(values, wanted),
  startswith: some((value, wanted) => value.startsWith(wanted)),
  endswith: some((value, wanted) => value.endsWith(wanted)),
  '<': some((value, wanted) => order(value, wanted) < 0),
  '<=': some((value, wanted) => order(value, wanted) <= 0),
  '>': some((value, wanted) => order(value, wanted) > 0),
  '>=': some((value, wanted) => order(value, wanted) >= 0),
};

const KEYWORDS = [
  'objecttype',
  'objecttypeid',
  'objectschema',
  'objectschemaid',
  'objectid',
  'key',
  'label',
];

function checkField(site: Site, field: string): void {
  const [first = ''] = field.split('.');
  const known =
    KEYWORDS.includes(first) ||
    [...site.store.assetAttributes.values()].some(({ name }) => name.toLowerCase() === first);
  if (!known) throw badRequest(`AQL: no attribute with the name '${field}' exists.`);
}

/** What an object has for a keyword, an attribute, or an attribute of what it refers to. */
function valuesOf(site: Site, object: AssetObject, field: string): readonly string[] | undefined {
  const { store } = site;
  const type = store.assetTypes.get(object.typeId);
  const schema = store.assetSchemas.get(type?.schemaId ?? '');
  switch (field) {
    case 'objecttype':
      return type && [type.name];
    case 'objecttypeid':
      return [object.typeId];
    case 'objectschema':
      return schema && [schema.name];
    case 'objectschemaid':
      return schema && [schema.id];
    case 'objectid':
      return [object.id];
    case 'key':
      return [object.key];
    case 'label':
      return [labelOf(site, object)];
    default:
  }
  const [name = '', ...rest] = field.split('.');
  const attribute = store.assetAttributesByType
    .find(object.typeId)
    .find((candidate) => candidate.name.toLowerCase() === name);
  const values = attribute && object.values[attribute.id];
  if (!values) return undefined;
  if (attribute.type !== 1) return values;
  return values.flatMap((id) => referenceValues(site, id, rest.join('.')));
}

function referenceValues(site: Site, id: string, further: string): readonly string[] {
  const target = site.store.assetObjects.get(id);
  if (!target) return [];
  if (further !== '') return valuesOf(site, target, further) ?? [];
  return [target.id, target.key, labelOf(site, target)];
}
