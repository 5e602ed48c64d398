import type { Fault } from '../kernel/faults.ts';

type Answer = Extract<Fault, { readonly status: number }>;

/**
 * Answers that Atlassian gives when something is wrong, headers and bodies as documented or as seen
 * in the field (facts § 1.3, § 1.4, § 2). `now` is the sandbox's time, for the resets.
 */
export function jiraFaults(now: () => number) {
  const limited = (headers: Readonly<Record<string, string>>, body = JSON_BODY): Answer => ({
    kind: 'answer',
    status: 429,
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const iso = (ms: number): string => new Date(now() + ms).toISOString().replace(/\.\d{3}Z$/, 'Z');

  return {
    /** The endpoint's burst limit. */
    burst: (seconds = 1): Answer =>
      limited({
        'retry-after': String(seconds),
        'x-ratelimit-limit': '100',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': iso(seconds * 1000),
        'ratelimit-reason': 'jira-burst-based',
      }),
    /** Too many writes to one issue. */
    issueWrites: (seconds = 2): Answer =>
      limited({ 'retry-after': String(seconds), 'ratelimit-reason': 'jira-per-issue-on-write' }),
    /** The hourly quota; the reset stands in two forms in the field. */
    quota: (seconds: number, form: 'seconds' | 'minutes' = 'seconds'): Answer =>
      limited({
        'retry-after': String(seconds),
        'x-ratelimit-limit': form === 'seconds' ? '65000' : '150000',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset':
          form === 'seconds' ? iso(seconds * 1000) : iso(seconds * 1000).replace(/:\d{2}Z$/, 'Z'),
        'ratelimit-reason': form === 'seconds' ? 'jira-quota-global-based' : 'jira-cost-based',
      }),
    /** A reason that no document names. */
    unknownLimit: (seconds = 30): Answer =>
      limited({
        'retry-after': String(seconds),
        'ratelimit-reason': 'jira-max-concurrent-threads-across-all-instances-per-tenant-per-user',
      }),
    /** The gateway's own limiter: neither Retry-After nor a reason. */
    gatewayLimit: (seconds = 10): Answer =>
      limited({
        'x-failure-category': 'FAILURE CLIENT RATE LIMITED',
        'x-ratelimit-limit': '360000',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': iso(seconds * 1000),
      }),
    /** A 429 that is a web page. */
    limitedPage: (): Answer => limited({ 'content-type': 'text/html' }, PAGE),
    unavailable: (retryAfter: string | undefined = '5'): Answer => ({
      kind: 'answer',
      status: 503,
      headers: {
        'content-type': 'text/html',
        ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
      },
      body: PAGE,
    }),
    /** A 503 whose Retry-After is a date. */
    unavailableUntil: (seconds: number): Answer => ({
      kind: 'answer',
      status: 503,
      headers: { 'retry-after': new Date(now() + seconds * 1000).toUTCString() },
    }),
    /** Somebody else has just moved the issue. */
    conflict: (): Answer => ({
      kind: 'answer',
      status: 409,
      headers: { 'content-type': 'application/json' },
      body: '{"errorMessages":["The issue is being updated by another request."],"errors":{}}',
    }),
    badGateway: (): Answer => ({
      kind: 'answer',
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: PAGE,
    }),
    internalError: (): Answer => ({
      kind: 'answer',
      status: 500,
      headers: { 'content-type': 'application/json' },
      body: '{"errorMessages":["Internal server error"],"errors":{}}',
    }),
    /** The same trouble, once the request has had its effect. */
    afterwards: (fault: Answer): Answer => ({ ...fault, kind: 'after-answer' }),
  };
}

const JSON_BODY = '{"errorMessages":["Rate limit exceeded"],"errors":{}}';
const PAGE = '<html><body><h1>We are having trouble</h1></body></html>';
