/** How an endpoint's rate follows what its server says; the shared and the local one go by the same. */
export const PACE_RULES = {
  /** How far ahead of an even flow a request may go: the size of the server's bucket is not published. */
  burstSeconds: 0.1,
  /** What is left of the rate after a refusal. */
  cut: 0.7,
  /** How it grows again, each time so many milliseconds have passed without one. */
  recovery: 1.1,
  recoveryMs: 10_000,
  lowestPerSecond: 0.2,
} as const;
