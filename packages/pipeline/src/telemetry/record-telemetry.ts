import type { Meter } from '@opentelemetry/api';
import type { EventSink } from '../run/events.ts';
import { INSTRUMENTS } from './instruments.ts';

/** Counts records out of the events that also move the progress display. */
export function createRecordTelemetry(meter: Meter): EventSink {
  const { processed } = INSTRUMENTS;
  const count = meter.createCounter(processed.name, processed);
  const before = new Map<string, { readonly done: number; readonly failed: number }>();

  return (event) => {
    if (event.type !== 'progress') return;
    const { phase, kind, done, failed } = event;
    const key = `${phase} ${kind}`;
    const last = before.get(key);
    before.set(key, { done, failed });
    // A list that begins tells first what was there before it; that was not done now.
    if (!last || done < last.done) return;
    const failures = Math.max(0, failed - last.failed);
    const successes = done - last.done - failures;
    if (successes > 0) count.add(successes, { phase, kind, outcome: 'done' });
    if (failures > 0) count.add(failures, { phase, kind, outcome: 'failed' });
  };
}
