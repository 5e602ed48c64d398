import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startProcess } from '@zdjsm/testing/processes';
import { openRedis, redisUrl } from '@zdjsm/testing/redis';
import { expect, onTestFinished, test } from 'vitest';
import { refusals } from '../refusals.ts';

const HAMMER = join(import.meta.dirname, 'hammer.ts');
const PROCESSES = 3;
const SHARE = 0.1;
// `GET /myself` has the documented 100 a second.
const PER_SECOND = 100 * SHARE;
const HAMMERED_MS = 4_000;

test.skipIf(!redisUrl)(
  'three processes together keep an endpoint’s rate and use it, and a quota that one meets stops all',
  async () => {
    const { tenant } = await openRedis();
    let quotaAt = Number.POSITIVE_INFINITY;
    const arrivals: number[] = [];
    let refusedAt: number | undefined;
    const server = createServer((_request, response) => {
      const now = Date.now();
      arrivals.push(now);
      if (now > quotaAt && refusedAt === undefined) {
        refusedAt = now;
        const headers = { 'ratelimit-reason': 'jira-quota-global-based', 'retry-after': '600' };
        response.writeHead(429, headers).end();
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"accountId":"1","displayName":"A"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const settings = { url, redis: redisUrl, tenant, forMs: 30_000, share: SHARE };
    const processes = await Promise.all(
      Array.from({ length: PROCESSES }, () => startProcess(HAMMER, settings)),
    );
    quotaAt = Date.now() + HAMMERED_MS;
    for (const { begin } of processes) begin();
    const said = await Promise.all(processes.map(({ ended }) => ended));

    const hammered = arrivals.filter((time) => time <= quotaAt);
    const seconds = (quotaAt - (hammered[0] ?? 0)) / 1_000;
    expect(hammered.length / seconds).toBeGreaterThan(PER_SECOND * 0.9);
    // A bucket of one second, as the sandbox has it: what a busy machine sends late comes together.
    expect(refusals(hammered, PER_SECOND, PER_SECOND)).toBe(0);
    // Each was stopped by the quota before the end, and only one has asked for it.
    for (const words of said) expect(words).toContain('jira-quota-global-based lasts until');
    // But for what was on its way.
    const late = arrivals.filter((time) => time > (refusedAt ?? 0) + 1_000);
    expect(late).toEqual([]);
  },
  120_000,
);
