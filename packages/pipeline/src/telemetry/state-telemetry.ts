import type { BatchObservableCallback, Meter } from '@opentelemetry/api';
import type { Clock } from '@zdjsm/core';
import type { Jsm } from '@zdjsm/jsm';
import type { CrosswalkCount, Store } from '../store/store.ts';
import type { Line } from '../workers/crew.ts';
import { INSTRUMENTS } from './instruments.ts';

/** What is read when somebody asks, and not before. */
export interface ObservedState {
  readonly store: Pick<Store, 'crosswalk'>;
  readonly credits: { readonly remaining: number | undefined };
  readonly jsm: Pick<Jsm, 'usage'>;
  readonly clock: Clock;
  /** Where several processes share the work: tickets in line, once this one has joined. */
  readonly line?: (() => Promise<Line | undefined>) | undefined;
}

// Counting millions of records takes a moment, and others may ask every few seconds.
const COUNTED_EVERY_MS = 30_000;

/** Returns what ends it: after the store is closed nothing may be asked of it. */
export function observeState(
  meter: Meter,
  { store, credits, jsm, clock, line }: ObservedState,
): () => void {
  const { creditsRemaining, pointsSpent, targetCalls, targetPaused, records } = INSTRUMENTS;
  const tickets = meter.createObservableGauge(INSTRUMENTS.line.name, INSTRUMENTS.line);
  const remaining = meter.createObservableGauge(creditsRemaining.name, creditsRemaining);
  const points = meter.createObservableCounter(pointsSpent.name, pointsSpent);
  const calls = meter.createObservableGauge(targetCalls.name, targetCalls);
  const paused = meter.createObservableGauge(targetPaused.name, targetPaused);
  const byState = meter.createObservableGauge(records.name, records);
  const observed = [remaining, points, calls, paused, byState, tickets];

  let counted: { readonly at: number; readonly rows: readonly CrosswalkCount[] } | undefined;

  const recordsByState = async (): Promise<readonly CrosswalkCount[]> => {
    const now = clock.now();
    if (!counted || now - counted.at >= COUNTED_EVERY_MS) {
      counted = { at: now, rows: await store.crosswalk.summary() };
    }
    return counted.rows;
  };

  const observe: BatchObservableCallback = async (result) => {
    if (credits.remaining !== undefined) result.observe(remaining, credits.remaining);
    const { usage } = jsm;
    result.observe(points, usage.points);
    result.observe(calls, usage.running, { state: 'running' });
    result.observe(calls, usage.queued, { state: 'waiting' });
    const until = usage.paused?.until ?? 0;
    result.observe(paused, Math.max(0, until - clock.now()) / 1_000);
    for (const { kind, state, count } of await recordsByState()) {
      result.observe(byState, count, { kind, state });
    }
    for (const [state, count] of Object.entries((await line?.()) ?? {})) {
      result.observe(tickets, count, { state });
    }
  };
  meter.addBatchObservableCallback(observe, observed);
  return () => meter.removeBatchObservableCallback(observe, observed);
}
