import { ROUTES } from './routes/table.ts';

/** Everything that any endpoint asks for: what a refresh token may do unless told otherwise. */
export const ALL_SCOPES: readonly string[] = [
  ...new Set(ROUTES.flatMap((route) => (route.scopes.rule === 'none' ? [] : route.scopes.names))),
].sort();
