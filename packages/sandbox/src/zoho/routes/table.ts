import { CONVERSATION_ROUTES } from './conversations.ts';
import { DIRECTORY_ROUTES } from './directory.ts';
import type { Route } from './route.ts';
import { TICKET_ROUTES } from './tickets.ts';

/** Every endpoint that the sandbox knows, as the vendor's documents have it. */
const TABLE = [...DIRECTORY_ROUTES, ...TICKET_ROUTES, ...CONVERSATION_ROUTES] as const;

export type Operation = (typeof TABLE)[number]['operation'];

export const ROUTES: readonly (Route & { readonly operation: Operation })[] = TABLE;
