import type { TransportAnswer, TransportRequest } from '@zdjsm/core';

/** One call, ready to be sent as often as it takes. */
export interface Call {
  /** The route's name, for events and the price list. */
  readonly route: string;
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  /** Credits that it is expected to cost. */
  readonly price: number;
  /** What to tell a user whose token has too few. */
  readonly scopes: readonly string[];
  readonly withoutOrg?: boolean | undefined;
  /** Without the token, even on the org's own host. */
  readonly anonymous?: boolean | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The two ways to take an answer: whole or as a stream. */
export interface Wire<T extends TransportAnswer, R> {
  put(request: TransportRequest): Promise<T>;
  /** What the caller gets for an answer below 400. */
  decode(answer: T): R;
  /** The answer's bytes, for an error document; the answer is used up by it. */
  read(answer: T): Promise<Buffer>;
  /** Resolves when the answer needs the connection no more. */
  done(answer: T): Promise<void>;
}
