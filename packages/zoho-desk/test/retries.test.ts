import { TransportError } from '@zdjsm/core';
import { expect, test } from 'vitest';
import { clientOf, type Handler, json, zohoError } from './support/in-memory.ts';

/** Fails so often, then answers. */
function failing(times: number, failure: Handler): Handler {
  let failures = 0;
  return (request) => (failures++ < times ? failure(request) : json({ id: '1' }));
}

const reset: Handler = () => {
  throw new TransportError({
    code: 'NETWORK',
    message: 'reset',
    remedy: 'none',
    outcome: 'unknown',
    retryable: true,
  });
};

test.each([
  ['a reset', reset],
  ['a failure of Zoho’s', () => zohoError(500, 'INTERNAL_SERVER_ERROR')],
  ['a bad gateway', () => new Response('<html/>', { status: 502 })],
  ['a cut answer', () => new Response('{"data":[{"id":"1', { status: 200 })],
  ['too many calls at once', () => zohoError(429, 'TOO_MANY_REQUESTS')],
] as const)('%s is tried again, later and later', async (_, failure) => {
  const { zoho, events, clock } = clientOf(failing(3, failure));
  const began = clock.now();
  await expect(zoho.tickets.get('1')).resolves.toEqual({ id: '1' });
  const waits = events.flatMap((event) => (event.type === 'retry' ? event.waitMs : []));
  expect(waits).toHaveLength(3);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(clock.now() - began).toBe(waits.reduce((sum, wait) => sum + wait, 0));
});

test.each([
  ['a record that is gone', 404, 'URL_NOT_FOUND'],
  ['a missing scope', 403, 'SCOPE_MISMATCH'],
  ['an invalid request', 422, 'UNPROCESSABLE_ENTITY'],
])('%s is not tried again', async (_, status, errorCode) => {
  const { zoho, requests } = clientOf(() => zohoError(status, errorCode));
  await expect(zoho.tickets.get('1')).rejects.toMatchObject({ errorCode });
  expect(requests).toHaveLength(1);
});

test('patience is bounded', async () => {
  const { zoho, requests } = clientOf(() => zohoError(500, 'INTERNAL_SERVER_ERROR'));
  await expect(zoho.tickets.get('1')).rejects.toMatchObject({
    name: 'ServerError',
    request: { attempt: 5 },
  });
  expect(requests).toHaveLength(5);
});

test('a Retry-After is waited for', async () => {
  const { zoho, clock } = clientOf(
    failing(1, () => new Response('', { status: 503, headers: { 'retry-after': '120' } })),
  );
  const began = clock.now();
  await zoho.tickets.get('1');
  expect(clock.now() - began).toBe(120_000);
});

test('a wait between tries can be aborted', async () => {
  const stop = new AbortController();
  const { zoho } = clientOf(() => zohoError(500, 'INTERNAL_SERVER_ERROR'), {
    onEvent: () => stop.abort(new Error('enough')),
  });
  await expect(zoho.tickets.get('1', {}, { signal: stop.signal })).rejects.toThrow('enough');
});

/** Answers after a moment, and refuses more than `cap` calls at once. */
function crowded(cap: { now: number }) {
  let running = 0;
  let peak = 0;
  let refused = 0;
  const handler: Handler = async () => {
    running += 1;
    peak = Math.max(peak, running);
    const tooMany = running > cap.now;
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    if (!tooMany) return json({ id: '1', data: [] });
    refused += 1;
    return zohoError(429, 'TOO_MANY_REQUESTS');
  };
  return { handler, peak: () => peak, refused: () => refused };
}

test.each([
  [{ plan: { edition: 'express' } } as const, 10],
  [{ plan: { edition: 'enterprise' } } as const, 25],
  [{ plan: { edition: 'enterprise' }, concurrency: 3 } as const, 3],
  [{}, 5],
])('with %j at most %i calls run at once, from however many iterators', async (options, cap) => {
  const server = crowded({ now: Number.POSITIVE_INFINITY });
  const { zoho } = clientOf(server.handler, options);
  await Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      i % 2 === 0 ? zoho.tickets.get('1') : zoho.organizations.list(),
    ),
  );
  expect(server.peak()).toBe(cap);
});

test('when others use the portal’s places, calls step back, all succeed, and the places are taken again', async () => {
  const cap = { now: 4 };
  const server = crowded(cap);
  const { zoho, events } = clientOf(server.handler, { plan: { edition: 'enterprise' } });
  await Promise.all(Array.from({ length: 300 }, () => zoho.tickets.get('1')));
  const levels = () =>
    events.flatMap((event) => (event.type === 'throttled' ? event.concurrency : []));
  expect(Math.min(...levels())).toBeLessThanOrEqual(4);
  const before = server.refused();
  cap.now = 25;
  await Promise.all(Array.from({ length: 2_000 }, () => zoho.tickets.get('1')));
  expect(server.refused()).toBe(before);
  expect(server.peak()).toBe(25);
});
