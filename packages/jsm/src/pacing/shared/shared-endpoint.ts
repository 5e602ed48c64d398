import { type Clock, defineScript, type SharedState } from '@zdjsm/core';
import type { Endpoint } from '../endpoint.ts';
import type { Pace } from '../limits.ts';
import { PACE_RULES } from '../pace-rules.ts';

const { burstSeconds, cut, recovery, recoveryMs, lowestPerSecond } = PACE_RULES;

// What is not used for so long is forgotten, and begins again as documented.
const FORGOTTEN_AFTER_MS = 3_600_000;

/** A step on one endpoint's state. KEYS: the endpoint. ARGV: the rate it begins with, then the step's own. */
const onPace = (step: string) =>
  defineScript(`
local held = redis.call('HMGET', KEYS[1], 'ceiling', 'rate', 'changed', 'tokens', 'filled', 'until')
local ceiling = tonumber(held[1]) or tonumber(ARGV[2])
local rate = tonumber(held[2]) or ceiling
-- None yet: the same as longer ago than anything.
local changed = tonumber(held[3]) or 0
local function capacity() return math.max(1, rate * ${burstSeconds}) end
local tokens = tonumber(held[4]) or capacity()
local gained = math.max(0, now - (tonumber(held[5]) or now)) / 1000 * rate
tokens = math.min(capacity(), tokens + gained)
local ends = tonumber(held[6]) or 0
local function setRate(next)
  rate, changed = next, now
  tokens = math.min(tokens, capacity())
end
local wait = 0
${step}
redis.call('HSET', KEYS[1], 'ceiling', ceiling, 'rate', rate, 'changed', changed,
  'tokens', tokens, 'filled', now, 'until', ends)
redis.call('PEXPIRE', KEYS[1], ${FORGOTTEN_AFTER_MS})
-- As text: numbers would lose what is behind the point.
return { tostring(math.max(0, ends - now)), tostring(wait), tostring(ceiling) }
`);

// Going below zero is a place in the queue: whoever comes next waits longer.
const TAKE = onPace(`
if now >= ends then
  if rate < ceiling and now - changed > ${recoveryMs} then setRate(math.min(ceiling, rate * ${recovery})) end
  tokens = tokens - 1
  if tokens < 0 then wait = -tokens / rate * 1000 end
end
`);
const LOOK = onPace('');
const GIVE_BACK = onPace('tokens = tokens + 1');
// ARGV[3]: milliseconds.
const CLOSE = onPace('ends = math.max(ends, now + tonumber(ARGV[3]))');
// Those that were on their way together met the same limit: they count once.
const CUT = onPace(`
if now >= ends then setRate(math.max(${lowestPerSecond}, rate * ${cut})) end
ends = math.max(ends, now + tonumber(ARGV[3]))
`);
// ARGV[3]: the new highest rate.
const LEARN = onPace(`
ceiling = tonumber(ARGV[3])
if ceiling < rate then setRate(ceiling) end
`);

/** One endpoint and method for all processes: a refusal that one of them meets slows all down. */
export function createSharedEndpoint(
  state: SharedState,
  clock: Clock,
  key: string,
  { documented, share }: Pace,
): Endpoint {
  let ceiling = documented * share;

  const step = async (script: typeof TAKE, value = 0) => {
    const [closed, wait, highest] = await state.run(script, [key], [documented * share, value]);
    ceiling = Number(highest);
    return { closed: Number(closed), wait: Number(wait) };
  };
  /** Where it fails, the next take fails as well, and stops this process. */
  const note = (script: typeof TAKE, value: number): void => {
    step(script, value).catch(() => {});
  };

  return {
    async take(signal) {
      for (;;) {
        signal?.throwIfAborted();
        const { closed, wait } = await step(TAKE);
        if (closed > 0) {
          await clock.sleep(closed, signal);
          continue;
        }
        if (wait === 0) return;
        try {
          await clock.sleep(wait, signal);
          // It may have closed while this one waited for its token.
          for (let left = await step(LOOK); left.closed > 0; left = await step(LOOK)) {
            await clock.sleep(left.closed, signal);
          }
          return;
        } catch (error) {
          note(GIVE_BACK, 0);
          throw error;
        }
      }
    },
    learned(perSecond) {
      const next = Math.max(lowestPerSecond, perSecond * share);
      if (next !== ceiling) note(LEARN, next);
      ceiling = next;
    },
    capped(calls) {
      if (calls < ceiling / share) this.learned(calls);
    },
    unavailable: (until) => note(CLOSE, until - clock.now()),
    limited: (until) => note(CUT, until - clock.now()),
  };
}
