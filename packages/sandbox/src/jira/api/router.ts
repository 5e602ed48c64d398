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
  const byPath = Map.groupBy(routes, (route) => route.path);
  const trie = new TrieRouter<readonly Route[]>();
  // What is registered first wins: literal segments before parameters.
  const paths = [...byPath].sort(([a], [b]) => compareSpecificity(a, b));
  for (const [path, methods] of paths) {
    trie.add('ALL', path.replaceAll(/\{([^}]+)\}/g, ':$1'), methods);
  }
  return {
    match(method, path) {
      const [found] = trie.match('ALL', path)[0];
      if (!found) return { kind: 'no-path' };
      const [methods, params] = found;
      const route = methods.find((candidate) => candidate.method === method);
      if (!route) return { kind: 'no-method', allowed: methods.map((other) => other.method) };
      return { kind: 'route', route, params: decoded(params) };
    },
  };
}

function decoded(params: object): PathParams {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, decodeURIComponent(String(value))]),
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
