import type { EventSink, PhaseName } from './events.ts';

/** Counts the records of a kind as they are worked on, and tells it. */
export interface Counter {
  done(): void;
  failed(): void;
}

export function createCounter(
  emit: EventSink,
  phase: PhaseName,
  kind: string,
  total: number | undefined,
  start = 0,
): Counter {
  let done = start;
  let failed = 0;
  const tell = (): void => emit({ type: 'progress', phase, kind, done, total, failed });
  tell();
  return {
    done() {
      done += 1;
      tell();
    },
    failed() {
      done += 1;
      failed += 1;
      tell();
    },
  };
}
