import type { JqlNode } from './jql-syntax.ts';

export type Clause = Extract<JqlNode, { kind: 'clause' }>;

/** Turns a query into a test, given the test that a single clause is. */
export function compileQuery<T>(
  node: JqlNode,
  compileClause: (clause: Clause) => (record: T) => boolean,
): (record: T) => boolean {
  switch (node.kind) {
    case 'and': {
      const tests = node.parts.map((part) => compileQuery(part, compileClause));
      return (record) => tests.every((test) => test(record));
    }
    case 'or': {
      const tests = node.parts.map((part) => compileQuery(part, compileClause));
      return (record) => tests.some((test) => test(record));
    }
    case 'not': {
      const test = compileQuery(node.part, compileClause);
      return (record) => !test(record);
    }
    case 'clause':
      return compileClause(node);
  }
}
