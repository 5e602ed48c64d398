/** A client that reads again and again, in a process of its own, under shared limits. */
import { untilTold } from '@zdjsm/testing/processes';
import { Redis } from 'ioredis';
import { createZohoDesk } from '../../src/index.ts';
import { sharedLimits } from '../../src/redis.ts';

interface Settings {
  readonly url: string;
  readonly redis: string;
  readonly tenant: string;
  readonly cap: number;
  readonly leaseMs?: number;
  readonly reserve: number;
  /** Milliseconds after which it ends at the latest. */
  readonly forMs: number;
}

const settings: Settings = JSON.parse(process.argv[2] ?? '{}');
const { url, redis, tenant, cap, leaseMs, reserve, forMs } = settings;
const connection = new Redis(redis);
const desk = createZohoDesk({
  dataCentre: { desk: url, accounts: url, timeZone: 'UTC' },
  orgId: '1',
  auth: { clientId: 'id', clientSecret: 'hush-secret', refreshToken: 'hush-refresh' },
  plan: { edition: 'enterprise' },
  concurrency: cap,
  credits: { reserve },
  limits: sharedLimits({ redis: connection, tenant, leaseMs }),
});
await connection.ping();
await untilTold();
const over = AbortSignal.timeout(forMs);

const read = async (): Promise<void> => {
  for (;;) await desk.agents.get('1', { signal: over });
};
await Promise.all(Array.from({ length: cap }, read)).catch((error: Error) => {
  if (error.name !== 'TimeoutError') process.stdout.write(error.message);
});
connection.disconnect();
