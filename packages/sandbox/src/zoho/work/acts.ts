import type { z } from 'zod';
import type { Portal } from './act.ts';
import { CONVERSATION_ACTS } from './conversation-acts.ts';
import { CUSTOMER_ACTS } from './customer-acts.ts';
import { PORTAL_ACTS } from './portal-acts.ts';
import { RANDOM_ACTS } from './random-agent.ts';
import { TICKET_ACTS } from './ticket-acts.ts';

const ACTS = {
  ...PORTAL_ACTS,
  ...TICKET_ACTS,
  ...CONVERSATION_ACTS,
  ...CUSTOMER_ACTS,
  ...RANDOM_ACTS,
};

export type ZohoAct = keyof typeof ACTS;
export type ZohoActArgs<A extends ZohoAct> = z.input<(typeof ACTS)[A]['args']>;
export type ZohoActResult<A extends ZohoAct> = ReturnType<(typeof ACTS)[A]['run']>;

/** Checks the arguments, which may come from another process, and carries the act out. */
export function carryOut(portal: Portal, name: string, args: unknown): unknown {
  if (!isAct(name)) {
    throw new Error(`zoho: no act '${name}'; there are ${Object.keys(ACTS).join(', ')}`);
  }
  const { args: schema, run } = ACTS[name] as {
    args: z.ZodType;
    run: (portal: Portal, args: unknown) => unknown;
  };
  return run(portal, schema.parse(args));
}

function isAct(name: string): name is ZohoAct {
  return Object.hasOwn(ACTS, name);
}
