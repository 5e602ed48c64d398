import { ConfigurationError } from '@zdjsm/core';

/** What the portal has bought. Light agents don't count. */
export interface Plan {
  readonly edition: Edition;
  /** Paid agents. Default 0. */
  readonly agents?: number | undefined;
  /** Credits a day that were bought on top. Default 0. */
  readonly extraCredits?: number | undefined;
}

interface Allowance {
  /** Credits a day. */
  readonly base: number;
  /** Credits a day for each paid agent. */
  readonly perAgent: number;
  /** Calls at the same time, of all integrations together. */
  readonly concurrency: number;
}

/**
 * Source: Zoho Desk help, "Working with API credits", and the community post "Transitioning to API
 * credits in Zoho Desk". Zoho One and CRM Plus count as Enterprise.
 */
export const PLANS = {
  free: { base: 5_000, perAgent: 0, concurrency: 5 },
  trial: { base: 5_000, perAgent: 0, concurrency: 5 },
  express: { base: 25_000, perAgent: 100, concurrency: 10 },
  standard: { base: 50_000, perAgent: 250, concurrency: 10 },
  professional: { base: 75_000, perAgent: 500, concurrency: 15 },
  enterprise: { base: 100_000, perAgent: 1_000, concurrency: 25 },
} as const satisfies Readonly<Record<string, Allowance>>;

/** The editions that Zoho sells. */
export type Edition = keyof typeof PLANS;

/** The cap that no edition is below: what is kept to when the plan is not known. */
export const LEAST_CONCURRENCY = 5;

export function allowanceOf(plan: Plan): {
  readonly credits: number;
  readonly concurrency: number;
} {
  const allowance: Allowance | undefined = PLANS[plan.edition];
  if (!allowance) {
    throw new ConfigurationError({
      setting: 'plan.edition',
      message: `“${plan.edition}” is not an edition of Zoho Desk`,
      remedy: `Use one of ${Object.keys(PLANS).join(', ')}.`,
    });
  }
  return {
    credits: allowance.base + allowance.perAgent * (plan.agents ?? 0) + (plan.extraCredits ?? 0),
    concurrency: allowance.concurrency,
  };
}
