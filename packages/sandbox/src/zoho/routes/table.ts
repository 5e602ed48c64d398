import { ACTIVITY_ROUTES } from './activities.ts';
import { AGENT_ROUTES } from './agents.ts';
import { CONVERSATION_ROUTES } from './conversations.ts';
import { CUSTOMER_ROUTES } from './customers.ts';
import { KNOWLEDGE_BASE_ROUTES } from './knowledge-base.ts';
import { ORGANIZATION_ROUTES } from './organization.ts';
import { RECORD_ROUTES } from './records.ts';
import type { Route } from './route.ts';
import { SETTINGS_ROUTES } from './settings.ts';
import { TICKET_EXTRA_ROUTES } from './ticket-extras.ts';
import { TICKET_ROUTES } from './tickets.ts';

/** Every endpoint that the sandbox knows, as the vendor's documents have it. */
const TABLE = [
  ...ORGANIZATION_ROUTES,
  ...AGENT_ROUTES,
  ...CUSTOMER_ROUTES,
  ...TICKET_ROUTES,
  ...TICKET_EXTRA_ROUTES,
  ...CONVERSATION_ROUTES,
  ...ACTIVITY_ROUTES,
  ...RECORD_ROUTES,
  ...KNOWLEDGE_BASE_ROUTES,
  ...SETTINGS_ROUTES,
] as const;

export type Operation = (typeof TABLE)[number]['operation'];

export const ROUTES: readonly (Route & { readonly operation: Operation })[] = TABLE;
