/** A client that asks for one thing again and again, in a process of its own, under shared limits. */
import { untilTold } from '@zdjsm/testing/processes';
import { Redis } from 'ioredis';
import { createJsm } from '../../src/index.ts';
import { sharedLimits } from '../../src/redis.ts';

interface Settings {
  readonly url: string;
  readonly redis: string;
  readonly tenant: string;
  /** Milliseconds after which it ends at the latest. */
  readonly forMs: number;
  readonly share: number;
}

const { url, redis, tenant, forMs, share }: Settings = JSON.parse(process.argv[2] ?? '{}');
const connection = new Redis(redis);
const jsm = createJsm({
  site: url,
  auth: { email: 'agent@example.com', apiToken: 'hush-token' },
  pacing: { share, onQuota: 'throw' },
  limits: sharedLimits({ redis: connection, tenant }),
});
await connection.ping();
await untilTold();
const over = AbortSignal.timeout(forMs);

const ask = async (): Promise<void> => {
  for (;;) await jsm.users.myself({ signal: over });
};
await Promise.all(Array.from({ length: 6 }, ask)).catch((error: Error) => {
  if (error.name !== 'TimeoutError') process.stdout.write(error.message);
});
connection.disconnect();
