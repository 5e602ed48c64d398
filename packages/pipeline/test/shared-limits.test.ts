import { openRedis, redisUrl } from '@zdjsm/testing/redis';
import { expect, test } from 'vitest';
import { createWorld } from './support/world.ts';

test.skipIf(!redisUrl)(
  'a config that names a Redis keeps the limits of both sides there',
  async () => {
    // Redis' clock goes at its own speed, so this world has to as well.
    const world = await createWorld({ speed: 1, zoho: { tickets: 1 } });
    const { redis } = await openRedis();
    const migration = world.open({ limits: { redis: redisUrl ?? '' } });
    const inventory = await migration.inventory();
    await migration.close();
    expect(inventory).toBeDefined();
    const site = new URL(world.urls.site).host;
    const desk = new URL(world.urls.desk).host;
    const keys = await redis.keys('zdjsm:*');
    const ofJira = keys.filter((key) => key.includes(site));
    const ofZoho = keys.filter((key) => key.includes(desk));
    await redis.del([...ofJira, ...ofZoho]);
    await world.stop();
    expect(ofJira.some((key) => key.includes(':pace:'))).toBe(true);
    expect(ofZoho.some((key) => key.includes(':credits:'))).toBe(true);
    expect(ofZoho.some((key) => key.includes(':token:'))).toBe(true);
  },
  60_000,
);
