import { ConfigurationError } from '@zdjsm/core';
import { toCsv } from '../report/csv.ts';
import { parseCsv } from '../report/parse-csv.ts';
import type { GoneAgent } from './gone-agents.ts';
import type { Reclaim } from './reclaim.ts';

const HEAD = ['agent id', 'name', 'e-mail', 'open tickets', 'tickets', 'reason', 'account'];

/** For a person to fill in: the last column is empty. */
export function agentsToCsv(agents: readonly GoneAgent[]): string {
  return toCsv(
    HEAD,
    agents.map((a) => [a.id, a.name, a.email ?? '', a.openTickets, a.tickets, a.reason, '']),
  );
}

/** The rows whose last column was filled in. */
export function reclaimsFromCsv(text: string): Reclaim[] {
  const rows = parseCsv(text);
  if (rows.some((row) => row['agent id'] === undefined || row['account'] === undefined)) {
    throw new ConfigurationError({
      setting: '--in',
      message: 'the file lacks the column "agent id" or "account"',
      remedy: 'Write it anew with `zdjsm reclaim --out`, and fill in its last column only.',
    });
  }
  return rows.flatMap(({ 'agent id': agentId = '', account = '' }) =>
    account === '' ? [] : [{ agentId, account }],
  );
}
