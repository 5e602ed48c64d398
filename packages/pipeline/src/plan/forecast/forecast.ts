import type { ResolvedConfig } from '../../config/schema.ts';
import { allowanceOf, extractionCost } from '../../source/zoho/extraction-cost.ts';
import { type CompleteCounts, completeCounts, type HelpdeskCounts } from './counts.ts';
import { paceOf } from './pace.ts';
import { LOAD_PRICES, LOAD_SETUP, type PriceList, VALIDATE_PRICES } from './target-prices.ts';
import { type Work, workOf } from './work.ts';

/** What each phase takes. Calls, credits and points are counted, the times follow from them. */
export interface Forecast {
  readonly phases: readonly PhaseForecast[];
  /** Of all phases, one after the other. */
  readonly days: number;
  /** What the counts were taken from: records that are staged, the source's own counts, or given ones. */
  readonly from: 'staged' | 'counts' | 'given' | 'nothing';
}

/** What one phase will cost, and how long it will take. */
export interface PhaseForecast {
  readonly phase: 'extract' | 'load' | 'validate';
  readonly calls: number;
  /** Of the source's daily allowance. */
  readonly credits?: number | undefined;
  /** Of Jira's hourly quota, which apps have and API tokens do not. */
  readonly points?: number | undefined;
  /** In which it works. */
  readonly hours: number;
  /** From its start to its end: the source's allowance lets only so much through a day. */
  readonly days: number;
}

/** What a forecast depends on beside the counts. */
export type ForecastConfig = Pick<ResolvedConfig, 'source' | 'concurrency' | 'scope'>;

/**
 * A whole migration of so much, from the first call to the report. Nothing is sent and nothing is read:
 * ten million tickets take no longer than ten.
 */
export function forecastCounts(counts: HelpdeskCounts, config: ForecastConfig): Forecast {
  const complete = completeCounts(counts);
  return forecastOf([extraction(complete, config), ...writing(workOf(complete), config)], 'given');
}

/** What is still to come once everything is staged. */
export const forecastWork = (work: Work, config: ForecastConfig): Forecast =>
  forecastOf(writing(work, config), work.tickets > 0 ? 'staged' : 'nothing');

export function forecastOf(phases: readonly PhaseForecast[], from: Forecast['from']): Forecast {
  const days = phases.reduce((sum, phase) => sum + daysOf(phase), 0);
  return { phases, days: Math.ceil(days), from };
}

/** One phase begins when the other ends, not at the next midnight. */
const daysOf = ({ days, hours, credits }: PhaseForecast): number =>
  credits === undefined ? Math.min(days, hours / 24) : days;

/** Of a source that is not Zoho Desk nobody knows any. */
const NO_LIMITS = { creditsADay: Infinity, concurrency: Infinity } as const;

function extraction(
  counts: CompleteCounts,
  { source, concurrency, scope }: ForecastConfig,
): PhaseForecast {
  const { calls, credits } = extractionCost(counts, { scope });
  const { creditsADay, concurrency: cap } = source ? allowanceOf(source) : NO_LIMITS;
  const atOnce = Math.min(concurrency.extract, cap);
  const pace = paceOf({ calls, credits, creditsADay, atOnce });
  return { phase: 'extract', calls, credits, ...pace };
}

function writing(work: Work, { concurrency, scope }: ForecastConfig): PhaseForecast[] {
  const left = scope.without.includes('history') ? { ...work, histories: 0 } : work;
  const load = priced(left, LOAD_PRICES, LOAD_SETUP);
  const validate = priced(left, VALIDATE_PRICES);
  const atOnce = concurrency.load;
  return [
    { phase: 'load', ...load, ...paceOf({ calls: load.calls, atOnce }) },
    { phase: 'validate', ...validate, ...paceOf({ calls: validate.calls, atOnce }) },
  ];
}

function priced(
  work: Work,
  prices: PriceList,
  setup = { calls: 0, points: 0 },
): { readonly calls: number; readonly points: number } {
  let { calls, points } = work.tickets > 0 ? setup : { calls: 0, points: 0 };
  for (const thing of Object.keys(work) as (keyof Work)[]) {
    const { writes = 0, reads = 0, objects = 0, files = 0 } = prices[thing];
    calls += work[thing] * (writes + reads + files);
    points += work[thing] * (writes + reads + objects);
  }
  return { calls: Math.ceil(calls), points: Math.ceil(points) };
}
