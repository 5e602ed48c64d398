import type { Readable } from 'node:stream';
import type { KnownRoute, PathOf } from '../routes/routes.ts';

export type QueryValue = string | number | boolean | readonly string[] | undefined;

/** A file to send. `open` is called for each attempt: a stream that was half read can't be sent again. */
export interface FileSource {
  readonly name: string;
  /** Default `application/octet-stream`. Jira believes it. */
  readonly contentType?: string | undefined;
  /** Bytes. */
  readonly size: number;
  readonly open: () => Readable | Promise<Readable>;
  /** Hex. For the caller's records: Jira tells no checksum. */
  readonly sha256?: string | undefined;
}

/** What every call takes. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

interface CallBase extends CallOptions {
  /** Undefined values are left out; lists are joined by commas. */
  readonly query?: Readonly<Record<string, QueryValue>> | undefined;
  readonly json?: unknown;
  /** Key of the issue that it writes to, where the path does not name it. */
  readonly issue?: string | undefined;
  /** Sent as multipart, each under the name `file`. */
  readonly files?: readonly FileSource[] | undefined;
  /** Other parts of the multipart body. */
  readonly form?: Readonly<Record<string, string>> | undefined;
}

export type Call<R extends KnownRoute> = CallBase & PathOf<R>;

/**
 * Asks the target whether a write happened. What it finds is taken for the write's result.
 *
 * Reads by issue are up to date; a search may lag. So "not there" is believed only after the last
 * of its looks.
 */
export interface Probe<Answer> {
  readonly look: (signal: AbortSignal | undefined) => Promise<Answer | undefined>;
  /** Milliseconds to wait before each look. A server may still be at work when its answer was lost. */
  readonly waits?: readonly number[] | undefined;
}
