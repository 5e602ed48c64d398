import type { RedisConnection, Secret } from '@zdjsm/core';
import type { JsmOptions } from '@zdjsm/jsm';
import { sharedLimits as sharedOfJira } from '@zdjsm/jsm/redis';
import type { ZohoDeskOptions } from '@zdjsm/zoho-desk';
import { sharedLimits as sharedOfZoho } from '@zdjsm/zoho-desk/redis';
import type { Redis } from 'ioredis';
import type { ResolvedConfig } from '../config/schema.ts';

/** Where the clients keep their limits. */
export interface ClientLimits {
  /** Undefined: in this process. */
  readonly zoho: ZohoDeskOptions['limits'];
  readonly jira: JsmOptions['limits'];
  close(): Promise<void>;
}

// With the pauses between them, half a minute to a minute of a Redis that restarts or moves is waited for.
const RETRIES = 20;
const CONNECT_TIMEOUT_MS = 1_500;
// One that takes a command and never answers.
const COMMAND_TIMEOUT_MS = 60_000;
const LONGEST_PAUSE_MS = 2_000;

/** Opens what the config names; the connection is made when it is first used. */
export function openLimits(
  { limits, source, target }: ResolvedConfig,
  password: Secret | undefined,
): ClientLimits {
  if (!limits) return { zoho: undefined, jira: undefined, close: async () => {} };
  const redis = lazyRedis(limits.redis, password);
  return {
    zoho: source && sharedOfZoho({ redis, tenant: tenantOf(source) }),
    jira: sharedOfJira({ redis, tenant: new URL(target.site).host }),
    close: () => redis.close(),
  };
}

function tenantOf({ dataCentre, orgId }: NonNullable<ResolvedConfig['source']>): string {
  const centre = typeof dataCentre === 'string' ? dataCentre : new URL(dataCentre.desk).host;
  return `${orgId}.${centre}`;
}

/** ioredis is loaded by those who use it. */
function lazyRedis(
  url: string,
  password: Secret | undefined,
): RedisConnection & { close(): Promise<void> } {
  let opened: Promise<Redis> | undefined;
  const open = async (): Promise<Redis> => {
    const { Redis } = await import('ioredis');
    const redis = new Redis(url, {
      ...(password ? { password: password.reveal() } : {}),
      connectionName: 'zdjsm',
      connectTimeout: CONNECT_TIMEOUT_MS,
      commandTimeout: COMMAND_TIMEOUT_MS,
      maxRetriesPerRequest: RETRIES,
      retryStrategy: (times) => Math.min(times * 200, LONGEST_PAUSE_MS),
    });
    // Each command that fails says so itself; without a listener it would be printed as well.
    redis.on('error', () => {});
    return redis;
  };
  const connection = (): Promise<Redis> => {
    opened ??= open();
    return opened;
  };
  return {
    eval: async (...step) => await (await connection()).eval(...step),
    evalsha: async (...step) => await (await connection()).evalsha(...step),
    async close() {
      // What is still on its way is for its lease to end.
      (await opened)?.disconnect();
    },
  };
}
