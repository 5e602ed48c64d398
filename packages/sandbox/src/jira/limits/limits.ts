import type { Caller } from '../access/caller.ts';
import { json } from '../api/answer.ts';
import type { Price, Route } from '../api/route-table.ts';
import type { Site } from '../site.ts';
import { createBurstLimiter } from './burst.ts';
import { createHourlyLedger, type HourlyLedger } from './hourly-ledger.ts';
import { createIssueWriteLimiter, type WriteWindow } from './issue-writes.ts';

/** The limits of facts § 1, each of which can be set to anything or switched off (`false`). */
export interface LimitOptions {
  readonly burst?:
    | false
    | {
        /** Share of the published rates. Default 1. */
        readonly scale?: number | undefined;
        /** How many seconds' worth of requests may come at once: not published. Default 1. */
        readonly seconds?: number | undefined;
        /** Requests a second for single operations, by their name in the route tables. */
        readonly rates?: Readonly<Record<string, number>> | undefined;
      };
  /** Default 20 in 2 s and 100 in 30 s. */
  readonly issueWrites?: false | readonly WriteWindow[];
  /** Points an hour for OAuth apps. Default 65,000, from the pool over all tenants. */
  readonly points?: false | { readonly hourly: number; readonly pool: 'global' | 'tenant' };
  /** The undocumented budget of an API token's account and site. Default off, also in `real`. */
  readonly tokenCost?: false | { readonly hourly: number };
}

/** Why a call is refused, and what the headers say about it. */
export interface Refused {
  readonly reason: string;
  readonly limit: number;
  readonly retryAfterMs: number;
  /** As in `X-RateLimit-Reset`. */
  readonly reset: string;
}

export interface Limiter {
  /** Undefined when the call may run; it is counted then. A refused call costs nothing. */
  refuse(caller: Caller, route: Route, issueIds: readonly string[]): Response | undefined;
  /** Whether the objects that a read brings have to be counted. */
  bills(caller: Caller): boolean;
  /** Takes the price off the ledger and puts the headers on the answer. */
  settle(caller: Caller, route: Route, response: Response, objects: number): void;
  /** A write to an issue that no path names, such as its creation. */
  wrote(issueId: string): void;
}

const REAL: LimitOptions = {
  burst: {},
  issueWrites: [
    { writes: 20, ms: 2_000 },
    { writes: 100, ms: 30_000 },
  ],
  points: { hourly: 65_000, pool: 'global' },
  tokenCost: false,
};

export function createLimiter(site: Pick<Site, 'clock' | 'switches'>): Limiter {
  const { limits, limitHeaders } = site.switches;
  if (limits === 'off') {
    return {
      refuse: () => undefined,
      bills: () => false,
      settle: () => undefined,
      wrote: () => undefined,
    };
  }
  const { burst, issueWrites, points, tokenCost } =
    limits === 'real' ? REAL : { ...REAL, ...limits };
  const now = () => site.clock.now();
  const bursts = burst ? createBurstLimiter(now, burst) : undefined;
  const writes = issueWrites ? createIssueWriteLimiter(now, issueWrites) : undefined;
  const appPoints = points
    ? createHourlyLedger(now, points.hourly, `jira-quota-${points.pool}-based`)
    : undefined;
  const costs = tokenCost
    ? createHourlyLedger(now, tokenCost.hourly, 'jira-cost-based')
    : undefined;

  const ledgerOf = (caller: Caller): { ledger: HourlyLedger; account: string } | undefined => {
    if (caller.door === 'token')
      return costs && { ledger: costs, account: caller.account.accountId };
    return appPoints && { ledger: appPoints, account: 'app' };
  };

  return {
    refuse(caller, route, issueIds) {
      const ledger = ledgerOf(caller);
      const refused =
        bursts?.refuse(route) ??
        issueIds.map((id) => writes?.refuse(id)).find((answer) => answer !== undefined) ??
        ledger?.ledger.refuse(ledger.account);
      if (refused) return tooManyRequests(refused, route);
      bursts?.count(route);
      for (const id of issueIds) writes?.count(id);
      return undefined;
    },
    bills: (caller) => ledgerOf(caller) !== undefined,
    settle(caller, route, response, objects) {
      const ledger = ledgerOf(caller);
      ledger?.ledger.charge(ledger.account, pointsOf(route.price, objects));
      const left = bursts?.left(route);
      const quota = ledger?.ledger.left(ledger.account);
      const headers = response.headers;
      if (limitHeaders === 'current') {
        const shown = quota ?? left;
        if (!shown) return;
        headers.set('x-ratelimit-limit', String(shown.limit));
        headers.set('x-ratelimit-remaining', String(Math.floor(shown.remaining)));
        if (quota && quota.remaining < quota.limit * 0.2)
          headers.set('x-ratelimit-nearlimit', 'true');
      } else if (limitHeaders !== 'none') {
        const prefix = limitHeaders === 'beta' ? 'beta-' : '';
        const policies = [
          ...(quota
            ? [{ name: `${points ? points.pool : 'account'}-app-quota`, w: 3600, ...quota }]
            : []),
          ...(left ? [{ name: 'jira-burst-based', w: 1, ...left }] : []),
        ];
        if (policies.length === 0) return;
        const list = (text: (policy: (typeof policies)[number]) => string) =>
          policies.map((policy) => `"${policy.name}";${text(policy)}`).join(',');
        headers.set(
          `${prefix}ratelimit-policy`,
          list(({ limit, w }) => `q=${limit};w=${w}`),
        );
        headers.set(
          `${prefix}ratelimit`,
          list(
            ({ remaining, resetMs }) => `r=${Math.floor(remaining)};t=${Math.ceil(resetMs / 1000)}`,
          ),
        );
      }
    },
    wrote: (issueId) => writes?.count(issueId),
  };
}

function pointsOf(price: Price, objects: number): number {
  return price.kind === 'write' ? 1 : 1 + price.perObject * objects;
}

/** The body of a 429 is documented nowhere; the headers are (facts § 1.3, § 1.4). */
function tooManyRequests(refused: Refused, route: Route): Response {
  // Confluence has quotas of the same kinds, under its own name.
  const isConfluence = route.path.startsWith('/wiki/');
  const reason = isConfluence
    ? refused.reason.replace('jira-quota', 'confluence-quota')
    : refused.reason;
  return json(
    { errorMessages: ['Rate limit exceeded'], errors: {} },
    {
      status: 429,
      headers: {
        'retry-after': String(Math.max(1, Math.ceil(refused.retryAfterMs / 1000))),
        'x-ratelimit-limit': String(refused.limit),
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': refused.reset,
        'ratelimit-reason': reason,
      },
    },
  );
}
