import type { Outcome } from '../errors/zdjsm-error.ts';

/**
 * One request and its answer, as the journal keeps it: the forensic trail after a failure. It holds
 * sizes and hashes, never bodies; the path, never the secret values of its query.
 */
export interface Exchange {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly client: 'zoho-desk' | 'jsm';
  readonly method: string;
  /** The endpoint by the name that the client has for it, without any id; absent where it has none. */
  readonly route?: string | undefined;
  /** Host, path and query, redacted. */
  readonly url: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Absent when there was no answer. */
  readonly status?: number | undefined;
  readonly durationMs: number;
  /** The answer's rate-limit headers, as sent. */
  readonly limits?: Readonly<Record<string, string>> | undefined;
  /** The id that the vendor's support asks for. */
  readonly traceId?: string | undefined;
  readonly requestBytes?: number | undefined;
  /**
   * Hex, of bodies that are sent or received whole: tells whether the same thing was sent twice
   * without telling what it was.
   */
  readonly requestSha256?: string | undefined;
  readonly responseBytes?: number | undefined;
  readonly responseSha256?: string | undefined;
  /** Present when there was no answer, or none that could be read. */
  readonly error?: { readonly code: string; readonly outcome: Outcome } | undefined;
}
