import type { z } from 'zod';
import type { CreditLedger } from '../credits.ts';
import type { AccountsServer } from '../oauth.ts';
import type { ZohoSwitches } from '../options.ts';
import type { Org } from '../org/org.ts';

/** What an act can reach. */
export interface Portal {
  readonly org: Org;
  readonly switches: ZohoSwitches;
  readonly seed: number;
  readonly accounts: AccountsServer;
  readonly ledger: CreditLedger;
  now(): number;
  /** The next number of a sequence, durable. */
  sequence(name: string): number;
  /** How many calls other integrations have under way. */
  occupy(calls: number): void;
}

/** Something that happens in the helpdesk or to it, past the API. */
export interface Act<Schema extends z.ZodType, Result> {
  readonly args: Schema;
  run(portal: Portal, args: z.output<Schema>): Result;
}

export function act<Schema extends z.ZodType, Result>(
  args: Schema,
  run: (portal: Portal, args: z.output<Schema>) => Result,
): Act<Schema, Result> {
  return { args, run };
}
