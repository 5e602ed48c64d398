import { join } from 'node:path';
import { startProcess } from '@zdjsm/testing/processes';
import { openRedis, redisUrl } from '@zdjsm/testing/redis';
import { expect, test } from 'vitest';
import { serve } from './support/loopback.ts';

const HAMMER = join(import.meta.dirname, 'support/hammer.ts');
const ON_REDIS = test.skipIf(!redisUrl);
const LONGEST_MS = 120_000;
const LEASE_MS = 5_000;
const ENTERPRISE_CREDITS = 100_000;

/** A portal that takes so long for a call, and what it has seen. */
async function slowPortal(callMs: number, credits: number) {
  const seen = { tokens: 0, running: 0, peak: 0, busyMs: 0, calls: 0, left: credits };
  let changedAt = Date.now();
  const occupy = (change: number): void => {
    const now = Date.now();
    seen.busyMs += seen.running * (now - changedAt);
    changedAt = now;
    seen.running += change;
    seen.peak = Math.max(seen.peak, seen.running);
  };
  const url = await serve((request, response) => {
    const json = { 'content-type': 'application/json' };
    if (request.method === 'POST') {
      seen.tokens += 1;
      response.writeHead(200, json).end('{"access_token":"hush-access","expires_in":3600}');
      return;
    }
    seen.calls += 1;
    seen.left -= 1;
    const remaining = String(seen.left);
    occupy(1);
    // A client that was killed has no call any more.
    response.once('close', () => occupy(-1));
    setTimeout(() => {
      response.writeHead(200, {
        ...json,
        'x-rate-limit-request-weight-v3': '1',
        'x-rate-limit-remaining-v3': remaining,
      });
      response.end('{"id":"1"}');
    }, callMs);
  });
  return { url, seen, settle: () => occupy(0) };
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

ON_REDIS(
  'three processes never make more calls at once than the cap, use it, and what one that was killed held is free again',
  async () => {
    const { tenant } = await openRedis();
    const { url, seen, settle } = await slowPortal(1_000, ENTERPRISE_CREDITS);
    const cap = 9;
    const settings = {
      url,
      redis: redisUrl,
      tenant,
      cap,
      leaseMs: LEASE_MS,
      reserve: 0,
      forMs: LONGEST_MS,
    };
    const processes = await Promise.all([1, 2, 3].map(() => startProcess(HAMMER, settings)));
    const [first, ...others] = processes;
    for (const { begin } of processes) begin();
    while (seen.running < cap) await wait(10);
    settle();
    const [busyBefore, from] = [seen.busyMs, Date.now()];
    await wait(3_000);
    settle();
    const used = (seen.busyMs - busyBefore) / (cap * (Date.now() - from));
    expect(seen.peak).toBe(cap);
    // What a busy machine takes for itself is no part of the cap.
    expect(used).toBeGreaterThan(0.8);
    // Token requests are few in ten minutes: all processes use one.
    expect(seen.tokens).toBe(1);

    first?.child.kill('SIGKILL');
    await first?.ended.catch(() => {});
    const killedAt = Date.now();
    while (seen.running < cap && Date.now() - killedAt < 3 * LEASE_MS) await wait(20);
    expect(seen.running).toBe(cap);
    expect(seen.peak).toBe(cap);
    for (const { child } of others) child.kill('SIGKILL');
  },
  LONGEST_MS,
);

ON_REDIS(
  'three processes subtract from one ledger: together they leave the reserve, and use what is above it',
  async () => {
    const { tenant } = await openRedis();
    // Others have used up all but these; nobody knows before the first answer.
    const { url, seen } = await slowPortal(20, 400);
    const settings = { url, redis: redisUrl, tenant, cap: 9, reserve: 100, forMs: LONGEST_MS };
    const processes = await Promise.all([1, 2, 3].map(() => startProcess(HAMMER, settings)));
    for (const { begin } of processes) begin();
    const said = await Promise.all(processes.map(({ ended }) => ended));
    for (const words of said) expect(words).toContain('are kept for the helpdesk');
    expect(seen.left).toBeGreaterThanOrEqual(100);
    // But for what was set aside when the last call was refused.
    expect(seen.left).toBeLessThan(130);
  },
  LONGEST_MS,
);
