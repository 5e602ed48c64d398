import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';

/** Where the Redis for tests is; undefined when there is none: `test.skipIf(!redisUrl)`. */
export const redisUrl = process.env['ZDJSM_TEST_REDIS'];

if (!redisUrl) {
  process.emitWarning(
    'ZDJSM_TEST_REDIS is not set: the tests of limits shared in Redis are skipped',
  );
}

/** A connection, and a tenant that is this test's alone; both are gone after the test. */
export async function openRedis(): Promise<{ readonly redis: Redis; readonly tenant: string }> {
  // Set but unreachable is a failure, not a reason to skip.
  const redis = new Redis(redisUrl ?? '', { maxRetriesPerRequest: 1, lazyConnect: true });
  const tenant = `test-${randomUUID()}`;
  await redis.connect();
  onTestFinished(async () => {
    for await (const keys of redis.scanStream({ match: `*${tenant}*`, count: 1_000 })) {
      if (keys.length > 0) await redis.del(keys);
    }
    await redis.quit();
  });
  return { redis, tenant };
}
