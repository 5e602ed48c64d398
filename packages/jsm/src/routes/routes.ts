import { ASSETS_ROUTES } from './assets-routes.ts';
import { CONFLUENCE_ROUTES } from './confluence-routes.ts';
import { ISSUE_ROUTES } from './issue-routes.ts';
import type { PathNames, Route } from './route.ts';
import { SERVICE_DESK_ROUTES } from './service-desk-routes.ts';
import { SITE_ROUTES } from './site-routes.ts';

/** Every request that this client makes, as Atlassian's documents name it. */
export const ROUTES = {
  ...ISSUE_ROUTES,
  ...SITE_ROUTES,
  ...SERVICE_DESK_ROUTES,
  ...ASSETS_ROUTES,
  ...CONFLUENCE_ROUTES,
} as const;

type Routes = typeof ROUTES;

export type KnownRoute = keyof Routes;

export type AnswerOf<R extends KnownRoute> = Routes[R] extends Route<infer Answer> ? Answer : never;

/** Writes that would be done twice if they were sent twice. */
export type AmbiguousRoute = {
  [R in KnownRoute]: Routes[R] extends Route<unknown, 'ambiguous'> ? R : never;
}[KnownRoute];

/** A route's path parameters; none where its path has none. */
export type PathOf<R extends KnownRoute> = [PathNames<R>] extends [never]
  ? { readonly path?: never }
  : { readonly path: Readonly<Record<PathNames<R>, string>> };
