import type { Exchange } from '@zdjsm/core';

/** What runs have used of both sides. */
export interface Usage {
  /** Zoho credits. */
  readonly credits: number;
  /** Jira's points, as its price list has them; only apps are bound by a quota of them. */
  readonly points: number;
  readonly sourceCalls: number;
  readonly targetCalls: number;
  /** Records created or changed in the target. */
  readonly writes: number;
  /** Answers 429, by side and reason: `jsm: jira-burst-based`. */
  readonly throttled: Readonly<Record<string, number>>;
}

export const NO_USAGE: Usage = {
  credits: 0,
  points: 0,
  sourceCalls: 0,
  targetCalls: 0,
  writes: 0,
  throttled: {},
};

/** Counts calls as they pass. */
export interface UsageMeter {
  onExchange(exchange: Exchange): void;
  read(more: Pick<Usage, 'writes' | 'points'>): Usage;
}

export function createUsageMeter(): UsageMeter {
  const calls = { 'zoho-desk': 0, jsm: 0 };
  const throttled: Record<string, number> = {};
  let credits = 0;
  return {
    onExchange({ client, status, limits, error }) {
      calls[client] += 1;
      credits += Number(limits?.['x-rate-limit-request-weight-v3'] ?? 0);
      if (status !== 429) return;
      const reason = limits?.['ratelimit-reason'] ?? error?.code ?? 'no reason given';
      const name = `${client}: ${reason}`;
      throttled[name] = (throttled[name] ?? 0) + 1;
    },
    read: (more) => ({
      credits,
      sourceCalls: calls['zoho-desk'],
      targetCalls: calls.jsm,
      throttled: { ...throttled },
      ...more,
    }),
  };
}

export function addUsage(a: Usage, b: Usage): Usage {
  const throttled: Record<string, number> = { ...a.throttled };
  for (const [reason, count] of Object.entries(b.throttled)) {
    throttled[reason] = (throttled[reason] ?? 0) + count;
  }
  return {
    credits: a.credits + b.credits,
    points: a.points + b.points,
    sourceCalls: a.sourceCalls + b.sourceCalls,
    targetCalls: a.targetCalls + b.targetCalls,
    writes: a.writes + b.writes,
    throttled,
  };
}
