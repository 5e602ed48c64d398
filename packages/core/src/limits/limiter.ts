import Bottleneck from 'bottleneck';

/** Bounds how many jobs of one traffic class run at the same time. */
export interface Limiter {
  /** Runs the job when there is a place; a job whose signal is aborted while it waits never starts. */
  run<T>(job: () => Promise<T>, options?: { signal?: AbortSignal | undefined }): Promise<T>;
  /** Takes effect at once, also for jobs that wait. */
  setConcurrency(maxConcurrent: number): void;
  /** Jobs that run and jobs that wait. */
  readonly load: { readonly running: number; readonly queued: number };
}

/** Makes the limiter of one traffic class. */
export type LimiterFactory = (options: { maxConcurrent: number }) => Limiter;

// A job that outlives this has lost its process or its socket; its place is given to another.
const EXPIRATION_MS = 30 * 60_000;

/**
 * Bottleneck serves the limiter, and only for concurrency: it has no abort and no injected clock,
 * so waiting for a limit to pass happens at a gate before it, never inside it.
 */
export function createBottleneckLimiter(options: { maxConcurrent: number }): Limiter {
  const bottleneck = new Bottleneck({ maxConcurrent: options.maxConcurrent });
  return {
    async run(job, { signal } = {}) {
      signal?.throwIfAborted();
      return await bottleneck.schedule({ expiration: EXPIRATION_MS }, async () => {
        signal?.throwIfAborted();
        return await job();
      });
    },
    setConcurrency(maxConcurrent) {
      bottleneck.updateSettings({ maxConcurrent });
    },
    get load() {
      const counts = bottleneck.counts();
      return {
        running: counts.RUNNING + counts.EXECUTING,
        queued: counts.RECEIVED + counts.QUEUED,
      };
    },
  };
}
