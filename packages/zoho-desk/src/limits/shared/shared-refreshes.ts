import { createHash, randomUUID } from 'node:crypto';
import { type Clock, createSharedGate, defineScript, type SharedState } from '@zdjsm/core';
import { REFRESH_WINDOW_MS, type RefreshGrant } from '../../auth/refresh-access-token.ts';
import { REFRESHES_PER_WINDOW, type TokenRefreshes } from '../../auth/token-refreshes.ts';
import { createSharedTokenStore } from './shared-token-store.ts';

// Longer than a refresh takes; of a process that dies during it, the lock is free after so long.
const LOCKED_MS = 90_000;
const ASK_AGAIN_MS = 100;

// KEYS: the lock. ARGV: who.
const LOCK = defineScript(`
if redis.call('SET', KEYS[1], ARGV[2], 'NX', 'PX', ${LOCKED_MS}) then return { 1 } end
return { redis.call('GET', KEYS[1]) == ARGV[2] and 1 or 0 }
`);
const UNLOCK = defineScript(`
if redis.call('GET', KEYS[1]) == ARGV[2] then redis.call('DEL', KEYS[1]) end
return {}
`);

// KEYS: the refreshes of the window. ARGV: a name for this one.
const BOOK = defineScript(`
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ${REFRESH_WINDOW_MS})
if redis.call('ZCARD', KEYS[1]) >= ${REFRESHES_PER_WINDOW} then
  local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  return { math.ceil(tonumber(oldest[2]) + ${REFRESH_WINDOW_MS} - now) }
end
redis.call('ZADD', KEYS[1], now, ARGV[2])
redis.call('PEXPIRE', KEYS[1], ${REFRESH_WINDOW_MS})
return { 0 }
`);

/** One access token for all processes: one of them asks for it, the others take it over. */
export function createSharedRefreshes(
  state: SharedState,
  clock: Clock,
  grant: RefreshGrant,
): TokenRefreshes {
  const name = nameOf(grant);
  const gate = createSharedGate(state, clock, `${name}:throttled`);
  return {
    store: createSharedTokenStore(state, name, grant),
    async alone(work) {
      const who = randomUUID();
      for (;;) {
        const [locked] = await state.run(LOCK, [`${name}:lock`], [who]);
        if (locked === 1) break;
        await clock.sleep(ASK_AGAIN_MS);
      }
      try {
        return await work();
      } finally {
        // Where it fails, the lock ends by itself.
        await state.run(UNLOCK, [`${name}:lock`], [who]).catch(() => {});
      }
    },
    async book() {
      const closed = await gate.look();
      if (closed) return closed.until - clock.now();
      const [wait] = await state.run(BOOK, [`${name}:refreshes`], [randomUUID()]);
      return Number(wait);
    },
    throttled: (forMs) => gate.closeUntil(clock.now() + forMs, 'token-throttled'),
  };
}

/** Zoho counts by refresh token; what names it here does not tell it. */
function nameOf({ clientId, refreshToken }: RefreshGrant): string {
  const hash = createHash('sha256').update(`${clientId}\n${refreshToken.reveal()}`).digest('hex');
  return `token:${hash.slice(0, 16)}`;
}
