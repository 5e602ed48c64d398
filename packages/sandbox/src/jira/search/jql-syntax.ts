import { badRequest, type Refusal } from '../api/refusal.ts';

export type JqlNode =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly JqlNode[] }
  | { readonly kind: 'not'; readonly part: JqlNode }
  | {
      readonly kind: 'clause';
      readonly field: string;
      readonly operator: JqlOperator;
      readonly values: readonly JqlValue[];
    };

/** In lower case: `=`, `not in`, `is not`, … */
export type JqlOperator = string;

export type JqlValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'function'; readonly name: string; readonly args: readonly string[] };

export interface JqlQuery {
  readonly where: JqlNode | undefined;
  readonly orderBy: readonly { readonly field: string; readonly descending: boolean }[];
}

interface Token {
  readonly text: string;
  readonly quoted: boolean;
  readonly at: number;
}

const TOKEN =
  /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(!=|!~|<=|>=|==|[=~<>(),!]|&&|\|\|?)|([^\s"'=~<>(),!]+))/y;

/** JQL, AQL and CQL share their grammar; what differs is the operators. */
export interface Dialect {
  readonly language: 'JQL' | 'AQL' | 'CQL';
  readonly operators: readonly string[];
}

const JQL: Dialect = {
  language: 'JQL',
  operators: ['=', '!=', '~', '!~', '<', '<=', '>', '>=', 'in'],
};

/** Reads JQL: the part of the language that facts § 4.4 and the issue's fields need. */
export function parseJql(jql: string): JqlQuery {
  return parseQuery(jql, JQL);
}

export function parseQuery(jql: string, dialect: Dialect): JqlQuery {
  const fail = (at: number, what: string) => syntaxError(dialect, jql, at, what);
  const tokens = tokenize(jql, fail);
  let at = 0;

  const isWord = (word: string, ahead = 0): boolean => {
    const token = tokens[at + ahead];
    return token?.quoted === false && token.text.toLowerCase() === word;
  };
  const take = (word: string): boolean => {
    if (!isWord(word)) return false;
    at += 1;
    return true;
  };
  const next = (): Token => {
    const token = tokens[at];
    if (!token) throw fail(jql.length, 'expecting more');
    at += 1;
    return token;
  };
  const expect = (word: string): void => {
    if (!take(word)) throw fail(tokens[at]?.at ?? jql.length, `expecting '${word}'`);
  };

  const parseOr = (): JqlNode => {
    const parts = [parseAnd()];
    while (take('or') || take('||') || take('|')) parts.push(parseAnd());
    return joined('or', parts);
  };
  const parseAnd = (): JqlNode => {
    const parts = [parseNot()];
    while (take('and') || take('&&')) parts.push(parseNot());
    return joined('and', parts);
  };
  const parseNot = (): JqlNode => {
    if (take('not') || take('!')) return { kind: 'not', part: parseNot() };
    if (take('(')) {
      const inner = parseOr();
      expect(')');
      return inner;
    }
    return parseClause();
  };
  const parseClause = (): JqlNode => {
    const field = next();
    if (!field.quoted && /^[(),=~<>!]/.test(field.text)) {
      throw fail(field.at, `expecting a field but got '${field.text}'`);
    }
    const operator = parseOperator();
    const values = operator === 'in' || operator === 'not in' ? parseList() : [parseValue()];
    return { kind: 'clause', field: field.text.toLowerCase(), operator, values };
  };
  const parseOperator = (): JqlOperator => {
    const token = next();
    const word = token.text.toLowerCase();
    if (word === 'not') {
      if (dialect.operators.includes('not like') && take('like')) return 'not like';
      expect('in');
      return 'not in';
    }
    if (word === 'is') return take('not') ? 'is not' : 'is';
    const known = dialect.operators.find((operator) => operator === word && !token.quoted);
    if (!known) throw fail(token.at, `expecting an operator but got '${token.text}'`);
    return known;
  };
  const parseList = (): JqlValue[] => {
    if (!isWord('(')) return [parseValue()];
    expect('(');
    const values = [parseValue()];
    while (take(',')) values.push(parseValue());
    expect(')');
    return values;
  };
  const parseValue = (): JqlValue => {
    const token = next();
    if (token.quoted) return { kind: 'text', text: token.text };
    if (/^[(),=~<>!]/.test(token.text)) {
      throw fail(token.at, `expecting a value but got '${token.text}'`);
    }
    if (take('(')) {
      const args: string[] = [];
      while (!take(')')) {
        args.push(next().text);
        take(',');
      }
      return { kind: 'function', name: token.text.toLowerCase(), args };
    }
    if (['empty', 'null'].includes(token.text.toLowerCase())) return { kind: 'empty' };
    return { kind: 'text', text: token.text };
  };
  const parseOrderBy = (): JqlQuery['orderBy'] => {
    if (!take('order')) return [];
    expect('by');
    const orderBy = [];
    do {
      const field = next().text.toLowerCase();
      const descending = take('desc');
      if (!descending) take('asc');
      orderBy.push({ field, descending });
    } while (take(','));
    return orderBy;
  };

  const where = tokens.length === 0 || isWord('order') ? undefined : parseOr();
  const orderBy = parseOrderBy();
  if (at < tokens.length) {
    const token = next();
    throw fail(token.at, `Expecting either 'OR' or 'AND' but got '${token.text}'`);
  }
  return { where, orderBy };
}

function joined(kind: 'and' | 'or', parts: readonly JqlNode[]): JqlNode {
  const [first, ...others] = parts;
  return first && others.length === 0 ? first : { kind, parts };
}

function tokenize(jql: string, fail: (at: number, what: string) => Refusal): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const text = jql.trimEnd();
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) throw fail(at, 'a quote is not closed');
    const [, double, single, symbol, word] = match;
    const quoted = double ?? single;
    tokens.push(
      quoted === undefined
        ? { text: symbol ?? word ?? '', quoted: false, at }
        : { text: quoted.replaceAll(/\\(.)/g, '$1'), quoted: true, at },
    );
  }
  return tokens;
}

function syntaxError({ language }: Dialect, jql: string, at: number, what: string): Refusal {
  const before = jql.slice(0, at).split('\n');
  const place = `(line ${before.length}, character ${(before.at(-1)?.length ?? 0) + 1})`;
  return badRequest(`Error in the ${language} Query: ${what}. ${place}`);
}
