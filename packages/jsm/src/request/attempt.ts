import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { redactUrl, type TransportAnswer, type TransportRequest } from '@zdjsm/core';
import { UnexpectedAnswerError } from '../errors/atlassian-error.ts';
import { errorFromAnswer } from '../errors/error-from-answer.ts';
import { rateLimitFrom } from '../pacing/rate-limit.ts';
import type { RouteKind } from '../routes/route.ts';
import type { Composed } from './compose.ts';
import type { Runtime } from './runtime.ts';

/** One try of a call, and what the next one has to know of it. */
export interface Attempt {
  readonly number: number;
  readonly signal: AbortSignal | undefined;
  /** Nothing has left this machine before this is true. */
  sent: boolean;
  startedAt: number;
  /** The header that signed it. */
  authorization: string;
}

const NO_CONTENT = 204;

type Answer<Body> = TransportAnswer & { readonly body: Body };

/** Sends once, and reads the whole answer as JSON; undefined where it has none, and may have none. */
export async function sendOnce(
  runtime: Runtime,
  composed: Composed,
  attempt: Attempt,
  kind: RouteKind,
): Promise<{ readonly headers: TransportAnswer['headers']; readonly json: unknown }> {
  const answer = await exchange(runtime, composed, attempt, runtime.transport.send);
  // Writes that may be repeated tell of nothing new; the others say what they read or made.
  const mayBeEmpty = answer.status === NO_CONTENT || kind === 'repeatable';
  if (answer.body.length === 0 && mayBeEmpty) return { headers: answer.headers, json: undefined };
  return { headers: answer.headers, json: parse(answer, composed, attempt) };
}

/** Sends once, and gives the answer as a stream: also a redirect, which is not followed. */
export async function openOnce(
  runtime: Runtime,
  composed: Composed,
  attempt: Attempt,
): Promise<Answer<Readable>> {
  return await exchange(runtime, composed, attempt, runtime.transport.open, 399);
}

async function exchange<Body extends Buffer | Readable>(
  runtime: Runtime,
  composed: Composed,
  attempt: Attempt,
  transfer: (request: TransportRequest) => Promise<Answer<Body>>,
  highestStatus = 299,
): Promise<Answer<Body>> {
  const url = new URL((await runtime.addresses.urlOf(composed.path)) + composed.query);
  attempt.authorization = await runtime.authorization.header(attempt.signal);
  attempt.startedAt = runtime.clock.now();
  attempt.sent = true;
  const answer = await transfer({
    method: composed.method,
    url,
    route: composed.route,
    headers: { ...composed.headers, authorization: attempt.authorization },
    body: composed.body,
    attempt: attempt.number,
    timeoutMs: runtime.timeoutMs + composed.extraTimeMs,
    signal: attempt.signal,
  });
  if (answer.status <= highestStatus) return answer;
  throw await errorOf(runtime, composed, attempt, url, answer);
}

async function errorOf(
  runtime: Runtime,
  composed: Composed,
  attempt: Attempt,
  url: URL,
  answer: Answer<Buffer | Readable>,
): Promise<Error> {
  const request = { method: composed.method, url: redactUrl(url), attempt: attempt.number };
  const body = Buffer.isBuffer(answer.body) ? answer.body : await buffer(answer.body);
  return answer.status === 429
    ? rateLimitFrom(request, answer.headers, runtime)
    : errorFromAnswer(request, answer, body, runtime.clock.now());
}

function parse(answer: Answer<Buffer>, composed: Composed, attempt: Attempt): unknown {
  try {
    return JSON.parse(answer.body.toString('utf8'));
  } catch (cause) {
    throw new UnexpectedAnswerError({
      code: 'UNEXPECTED_ANSWER',
      message: `${composed.method} ${composed.path}: ${answer.status}, but not in JSON (${answer.headers['content-type'] ?? 'no content type'}, ${answer.body.length} bytes)`,
      remedy: 'Check the address of the site, and whether a proxy or a log-in page answers for it.',
      outcome: 'unknown',
      retryable: true,
      status: answer.status,
      request: { method: composed.method, url: composed.path, attempt: attempt.number },
      cause,
    });
  }
}
