import { badRequest } from '../api/refusal.ts';
import type { Issue } from '../model/issues.ts';
import type { Account } from '../model/people.ts';
import type { Site } from '../site.ts';
import { type Clause, compileQuery } from './compile.ts';
import { type JqlField, jqlField } from './jql-fields.ts';
import type { JqlNode, JqlOperator, JqlQuery, JqlValue } from './jql-syntax.ts';
import { matchesText, wordsOf } from './words.ts';

export type Test = (issue: Issue) => boolean;

/** Who asks, and when. */
export interface JqlContext {
  readonly site: Site;
  readonly account: Account;
}

const NOTHING: Test = () => false;

export function compileJql(node: JqlNode, context: JqlContext): Test {
  return compileQuery(node, (clause) => compileClause(clause, context));
}

/**
 * Keys of the search index that together hold every issue the query can match; undefined when only
 * a look at all issues can tell.
 */
export function indexKeys(node: JqlNode, context: JqlContext): string[] | undefined {
  switch (node.kind) {
    case 'or': {
      const parts = node.parts.map((part) => indexKeys(part, context));
      return parts.includes(undefined) ? undefined : parts.flatMap((keys) => keys ?? []);
    }
    case 'and': {
      const parts = node.parts.flatMap((part) => {
        const keys = indexKeys(part, context);
        return keys === undefined ? [] : [keys];
      });
      return parts.sort((a, b) => context.site.search.weight(a) - context.site.search.weight(b))[0];
    }
    case 'not':
      return undefined;
    case 'clause':
      return clauseKeys(node, context);
  }
}

function clauseKeys(clause: Clause, context: JqlContext): string[] | undefined {
  const field = jqlField(context.site, clause.field);
  if (
    field?.kind === 'choice' &&
    field.index &&
    (clause.operator === '=' || clause.operator === 'in')
  ) {
    const ids = clause.values.map((value) => idsMeant(value, field, context));
    if (ids.includes(undefined)) return undefined;
    return ids.flatMap((list) => (list ?? []).map((id) => `${field.index}=${id}`));
  }
  const [value] = clause.values;
  if (field?.kind === 'text' && field.index && value?.kind === 'text') {
    if (clause.operator === '=') return [`${field.index}=${value.text.toLowerCase()}`];
    if (clause.operator === '~') return rarestWord(field.index, value.text, context.site);
  }
  return undefined;
}

/** The key of the word that the fewest issues have; a word that is cut off with `*` has none. */
function rarestWord(index: string, search: string, site: Site): string[] | undefined {
  const whole = search.split(/\s+/).filter((part) => !part.includes('*'));
  return wordsOf(whole.join(' '))
    .map((word) => [`${index}~${word}`])
    .sort((a, b) => site.search.weight(a) - site.search.weight(b))[0];
}

function compileClause(clause: Clause, context: JqlContext): Test {
  const field = jqlField(context.site, clause.field);
  if (!field) {
    return unknown(
      context,
      `Field '${clause.field}' does not exist or you do not have permission to view it.`,
    );
  }
  switch (field.kind) {
    case 'choice':
      return choiceTest(clause, field, context);
    case 'text':
      return textTest(clause, field);
    case 'time':
    case 'number':
      return numberTest(clause, field, context);
  }
}

/** An unknown name may also come back as no rows at all (facts § 4.4). */
function unknown(context: JqlContext, message: string): Test {
  if (context.site.switches.unknownJql === 'empty') return NOTHING;
  throw badRequest(message);
}

function unsupported(operator: JqlOperator, field: string) {
  return badRequest(`The operator '${operator}' is not supported by the '${field}' field.`);
}

/** Undefined: EMPTY. */
function idsMeant(
  value: JqlValue,
  field: Extract<JqlField, { kind: 'choice' }>,
  context: JqlContext,
): readonly string[] | undefined {
  switch (value.kind) {
    case 'empty':
      return undefined;
    case 'text':
      // The name that JQL gives to "no resolution".
      return value.text.toLowerCase() === 'unresolved' ? undefined : field.resolve(value.text);
    case 'function':
      if (value.name === 'currentuser') return [context.account.accountId];
      throw badRequest(`Unable to find JQL function '${value.name}()'.`);
  }
}

function choiceTest(
  clause: Clause,
  field: Extract<JqlField, { kind: 'choice' }>,
  context: JqlContext,
): Test {
  const { operator } = clause;
  const negative = operator === '!=' || operator === 'not in' || operator === 'is not';
  if (!negative && !['=', 'in', 'is'].includes(operator)) throw unsupported(operator, clause.field);
  const wanted = new Set<string>();
  let empty = false;
  for (const value of clause.values) {
    const ids = idsMeant(value, field, context);
    if (ids === undefined) empty = true;
    else if (ids.length === 0 && value.kind === 'text') {
      const nothing = unknown(
        context,
        `The value '${value.text}' does not exist for the field '${clause.field}'.`,
      );
      if (clause.values.length === 1) return nothing;
    } else for (const id of ids) wanted.add(id);
  }
  return (issue) => {
    const ids = field.idsOf(issue);
    const hit = ids.length === 0 ? empty : ids.some((id) => wanted.has(id));
    // An issue without a value matches no comparison with values, negative ones included.
    if (negative) return !hit && (ids.length > 0 || empty);
    return hit;
  };
}

function textTest(clause: Clause, field: Extract<JqlField, { kind: 'text' }>): Test {
  const [value] = clause.values;
  const { operator } = clause;
  if (value?.kind === 'empty') {
    const wantsEmpty = operator === 'is' || operator === '=';
    return (issue) => (field.textOf(issue) === '') === wantsEmpty;
  }
  if (value?.kind !== 'text') throw unsupported(operator, field.name);
  if (operator === '~') return (issue) => matchesText(field.textOf(issue), value.text);
  if (operator === '!~') return (issue) => !matchesText(field.textOf(issue), value.text);
  if (!field.exact) throw unsupported(operator, field.name);
  const wanted = clause.values.map((one) => (one.kind === 'text' ? one.text.toLowerCase() : ''));
  const is = (issue: Issue): boolean => wanted.includes(field.textOf(issue).toLowerCase());
  if (operator === '=' || operator === 'in') return is;
  if (operator === '!=' || operator === 'not in') {
    return (issue) => field.textOf(issue) !== '' && !is(issue);
  }
  throw unsupported(operator, field.name);
}

function numberTest(
  clause: Clause,
  field: Extract<JqlField, { kind: 'time' | 'number' }>,
  context: JqlContext,
): Test {
  const { operator } = clause;
  if (clause.values[0]?.kind === 'empty') {
    const wantsEmpty = operator === 'is' || operator === '=';
    return (issue) => (field.numberOf(issue) === undefined) === wantsEmpty;
  }
  const numbers = clause.values.map((value) => numberMeant(value, field.kind, context));
  const compare = COMPARE[operator];
  if (!compare) throw unsupported(operator, clause.field);
  return (issue) => {
    const number = field.numberOf(issue);
    return number !== undefined && compare(number, numbers);
  };
}

const first = (numbers: readonly number[]): number => numbers[0] ?? Number.NaN;

const COMPARE: Readonly<Record<JqlOperator, (a: number, among: readonly number[]) => boolean>> = {
  '=': (a, b) => a === first(b),
  '!=': (a, b) => a !== first(b),
  '<': (a, b) => a < first(b),
  '<=': (a, b) => a <= first(b),
  '>': (a, b) => a > first(b),
  '>=': (a, b) => a >= first(b),
  in: (a, b) => b.includes(a),
  'not in': (a, b) => !b.includes(a),
};

const UNIT: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** A number, a date (`2026-03-01`, `2026/03/01 10:30`) or a distance from now (`-7d`). */
function numberMeant(value: JqlValue, kind: 'time' | 'number', { site }: JqlContext): number {
  const now = site.clock.now();
  if (value.kind === 'function') {
    if (value.name === 'now') return now;
    if (value.name === 'startofday') return now - (now % 86_400_000);
    throw badRequest(`Unable to find JQL function '${value.name}()'.`);
  }
  const text = value.kind === 'text' ? value.text : '';
  if (kind === 'number') {
    if (text !== '' && !Number.isNaN(Number(text))) return Number(text);
    throw badRequest(`Value '${text}' is not a number.`);
  }
  const distance = /^([+-]?\d+)([mhdw])$/.exec(text);
  if (distance) return now + Number(distance[1]) * (UNIT[distance[2] ?? 'd'] ?? 0);
  if (/^\d+$/.test(text)) return Number(text);
  const date = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?$/.exec(text);
  if (!date) {
    throw badRequest(
      `Date value '${text}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
    );
  }
  const [, year, month, day, hour = '0', minute = '0'] = date;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
}

/** The order of a page of results. Without `ORDER BY`: the newest first, as the vendor does. */
export function compareBy(orderBy: JqlQuery['orderBy'], site: Site) {
  const keys = orderBy.map(({ field, descending }) => {
    const known = jqlField(site, field);
    return { sign: descending ? -1 : 1, keyOf: sortKey(field, known) };
  });
  return (a: Issue, b: Issue): number => {
    for (const { sign, keyOf } of keys) {
      const [left, right] = [keyOf(a), keyOf(b)];
      if (left < right) return -sign;
      if (left > right) return sign;
    }
    return Number(b.id) - Number(a.id);
  };
}

function sortKey(name: string, field: JqlField | undefined): (issue: Issue) => number | string {
  if (['key', 'issuekey', 'id', 'issue'].includes(name)) return (issue) => Number(issue.id);
  switch (field?.kind) {
    case 'time':
    case 'number':
      return (issue) => field.numberOf(issue) ?? Number.POSITIVE_INFINITY;
    case 'text':
      return (issue) => field.textOf(issue).toLowerCase();
    case 'choice':
      return (issue) => field.idsOf(issue)[0] ?? '\uffff';
    default:
      return () => 0;
  }
}
