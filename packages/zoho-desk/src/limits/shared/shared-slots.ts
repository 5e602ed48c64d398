import { randomUUID } from 'node:crypto';
import { type Clock, defineScript, type SharedState } from '@zdjsm/core';
import { AIMD } from '../../request/concurrency.ts';

/** How a call that held a slot has ended, as far as the number of slots depends on it. */
export type SlotOutcome = 'succeeded' | 'throttled' | 'other';

/** A place among the simultaneous calls of all processes. */
export interface Slot {
  readonly id: string;
  /** By Redis' clock. */
  readonly since: number;
}

export interface SharedSlots {
  /** A slot when one is free and nobody has waited longer. */
  take(): Promise<Slot | undefined>;
  give(slot: Slot, outcome: SlotOutcome): Promise<{ readonly cut: boolean }>;
  /** How many there are now, as far as it is known here. */
  readonly places: number;
}

// Who waits asks far more often; who has not for so long has stopped waiting.
const LEFT_THE_QUEUE_MS = 500;
// What is not used for so long is forgotten: a cap that was raised begins with all its places.
const FORGOTTEN_AFTER_MS = 3_600_000;

const PLACES = `
local state = redis.call('HMGET', KEYS[1], 'places', 'clean', 'cutAt')
local cap = tonumber(ARGV[2])
local places = math.min(tonumber(state[1]) or cap, cap)
local clean, cutAt = tonumber(state[2]) or 0, tonumber(state[3]) or 0
`;

// KEYS: the places, the slots by the end of their lease, who waits by arrival, who waits by last asking.
// ARGV: the cap, the process, a name for the slot, the lease.
// The free slots go to those who have waited longest; who gets one goes to the end of the queue.
const TAKE = defineScript(`${PLACES}
local process, slot = ARGV[3], ARGV[4]
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
if redis.call('ZSCORE', KEYS[2], slot) then return { 1, places, tostring(now) } end
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[4], '-inf', now - ${LEFT_THE_QUEUE_MS})) do
  redis.call('ZREM', KEYS[3], gone)
  redis.call('ZREM', KEYS[4], gone)
end
redis.call('ZADD', KEYS[3], 'NX', now, process)
redis.call('ZADD', KEYS[4], now, process)
redis.call('PEXPIRE', KEYS[3], ${FORGOTTEN_AFTER_MS})
redis.call('PEXPIRE', KEYS[4], ${FORGOTTEN_AFTER_MS})
local free = places - redis.call('ZCARD', KEYS[2])
if redis.call('ZRANK', KEYS[3], process) >= free then return { 0, places, tostring(now) } end
redis.call('ZREM', KEYS[3], process)
redis.call('ZREM', KEYS[4], process)
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[5]), slot)
redis.call('PEXPIRE', KEYS[2], ${FORGOTTEN_AFTER_MS})
return { 1, places, tostring(now) }
`);

// ARGV: the cap, the slot, how the call ended, since when it had the slot.
const GIVE = defineScript(`${PLACES}
local held = redis.call('ZREM', KEYS[2], ARGV[3])
local cut = 0
if held == 1 and ARGV[4] == 'throttled' and tonumber(ARGV[5]) >= cutAt then
  places, clean, cutAt, cut = math.max(1, math.floor(places * ${AIMD.shrink})), 0, now, 1
elseif ARGV[4] == 'succeeded' then
  clean = clean + 1
  if places < cap and clean >= places * ${AIMD.roundsToGrow} then places, clean = places + 1, 0 end
end
redis.call('HSET', KEYS[1], 'places', places, 'clean', clean, 'cutAt', cutAt)
redis.call('PEXPIRE', KEYS[1], ${FORGOTTEN_AFTER_MS})
return { cut, places }
`);

// ARGV: the lease, and the slots that are still held. One whose lease was lost with Redis' memory is there again.
const RENEW = defineScript(`
for i = 3, #ARGV do redis.call('ZADD', KEYS[2], now + tonumber(ARGV[2]), ARGV[i]) end
return {}
`);

/**
 * Slots on lease: a process renews its own while its calls last, however long, and those of one that was
 * killed are free after one lease.
 */
export function createSharedSlots(
  state: SharedState,
  {
    clock,
    cap,
    leaseMs,
  }: { readonly clock: Clock; readonly cap: number; readonly leaseMs: number },
): SharedSlots {
  const process = randomUUID();
  const held = new Set<string>();
  let stopRenewing: AbortController | undefined;
  let count = 0;
  let places = cap;
  const run = (script: typeof TAKE, values: readonly (string | number)[]) =>
    state.run(script, ['places', 'slots', 'queue', 'asking'], values);

  const renewWhileHeld = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      await clock.sleep(leaseMs / 3, signal);
      // Where it fails, taking a slot fails as well, and stops this process.
      await run(RENEW, [leaseMs, ...held]).catch(() => {});
    }
  };

  return {
    async take() {
      const id = `${process}:${count++}`;
      const [taken, now, since] = await run(TAKE, [cap, process, id, leaseMs]);
      places = Number(now);
      if (taken !== 1) return undefined;
      held.add(id);
      if (!stopRenewing) {
        stopRenewing = new AbortController();
        renewWhileHeld(stopRenewing.signal).catch(() => {});
      }
      return { id, since: Number(since) };
    },
    async give({ id, since }, outcome) {
      held.delete(id);
      if (held.size === 0) {
        stopRenewing?.abort();
        stopRenewing = undefined;
      }
      const [cut, now] = await run(GIVE, [cap, id, outcome, since]);
      places = Number(now);
      return { cut: cut === 1 };
    },
    get places() {
      return places;
    },
  };
}
