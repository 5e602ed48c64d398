import type { Outcome } from '../errors/zdjsm-error.ts';

/**
 * One request and its answer, as the journal keeps it: the forensic trail after a failure. It holds
 * sizes, never bodies; the path, never the secret values of its query.
 */
export interface Exchange {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly client: 'zoho-desk' | 'jsm';
  readonly method: string;
  /** Host, path and query, redacted. */
  readonly url: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Absent when there was no answer. */
  readonly status?: number | undefined;
  readonly durationMs: number;
  /** The answer's rate-limit headers, as sent. */
  readonly limits?: Readonly<Record<string, string>> | undefined;
  readonly requestBytes?: number | undefined;
  readonly responseBytes?: number | undefined;
  /** Present when it failed. */
  readonly error?: { readonly code: string; readonly outcome: Outcome } | undefined;
}
