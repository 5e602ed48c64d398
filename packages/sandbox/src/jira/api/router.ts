import { TrieRouter } from 'hono/router/trie-router';
import type { Route } from './route-table.ts';

export type Match =
  | { readonly kind: 'route'; readonly route: Route; readonly params: PathParams }
  | { readonly kind: 'no-path' }
  | { readonly kind: 'no-method'; readonly allowed: readonly string[] };

/** Percent-decoded: account ids hold colons, which clients must encode. */
export type PathParams = Readonly<Record<string, string>>;

export interface Router {
  match(method: string, path: string): Match;
}

export function createRouter(routes: readonly Route[]): Router {
  // The same place in a path may have another name in each method's row.
  const byShape = Map.groupBy(routes, ({ path }) => path.replaceAll(PARAMETER, '{}'));
  const trie = new TrieRouter<readonly Route[]>();
  // What is registered first wins: literal segments before parameters.
  for (const [shape, methods] of [...byShape].sort(([a], [b]) => compareSpecificity(a, b))) {
    let position = 0;
    trie.add(
      'ALL',
      shape.replaceAll('{}', () => `:p${position++}`),
      methods,
    );
  }
  return {
    match(method, path) {
      const [found] = trie.match('ALL', path)[0];
      if (!found) return { kind: 'no-path' };
      const [methods, values] = found;
      const route = methods.find((candidate) => candidate.method === method);
      if (!route) return { kind: 'no-method', allowed: methods.map((other) => other.method) };
      return { kind: 'route', route, params: namedParams(route, new Map(Object.entries(values))) };
    },
  };
}

const PARAMETER = /\{[^}]+\}/g;

function namedParams(route: Route, values: ReadonlyMap<string, unknown>): PathParams {
  const names = [...route.path.matchAll(PARAMETER)].map(([name]) => name.slice(1, -1));
  return Object.fromEntries(
    names.map((name, i) => [name, decodeURIComponent(String(values.get(`p${i}`) ?? ''))]),
  );
}

function compareSpecificity(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = Number(left[i]?.startsWith('{')) - Number(right[i]?.startsWith('{'));
    if (order !== 0) return order;
  }
  return 0;
}
