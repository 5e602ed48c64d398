import { randomUUID } from 'node:crypto';
import { defineScript, type SharedState } from '@zdjsm/core';
import type { CreditBalance, Standing } from '../../credits/credit-balance.ts';

// What was set aside by a process that died is free again after so long; no call lasts longer.
const HELD_MS = 30 * 60_000;
// A day is kept beyond its end, for answers that come late.
const KEPT_MS = 3 * 24 * 3_600_000;

/** A step on the books. KEYS: the day, what is under way, the last reset. ARGV: the plan's credits, then its own. */
const onBooks = (step: string) =>
  defineScript(`
local limit = tonumber(ARGV[2])
local held = redis.call('HMGET', KEYS[1], 'spent', 'told', 'toldBy', 'sequence')
local spent, told = tonumber(held[1]) or 0, tonumber(held[2])
local toldBy, sequence = tonumber(held[3]) or 0, tonumber(held[4]) or 0
local function left() return told or (limit and limit - spent) end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
local function underWay()
  local sum = 0
  for _, member in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
    sum = sum + tonumber(string.match(member, '^%d+'))
  end
  return sum
end
local order = 0
${step}
redis.call('HSET', KEYS[1], 'spent', spent, 'toldBy', toldBy, 'sequence', sequence)
if told then redis.call('HSET', KEYS[1], 'told', told) end
redis.call('PEXPIRE', KEYS[1], ${KEPT_MS})
return { order, spent, left() or '', underWay(), redis.call('GET', KEYS[3]) or '' }
`);

// ARGV[3..]: price, what has to be left, a name for the call.
const RESERVE = onBooks(`
local price, floor = tonumber(ARGV[3]), tonumber(ARGV[4])
if not left() or left() - underWay() - price >= floor then
  sequence = sequence + 1
  order = sequence
  redis.call('ZADD', KEYS[2], now + ${HELD_MS}, price .. ':' .. ARGV[5])
  redis.call('PEXPIRE', KEYS[2], ${HELD_MS})
end
`);

// ARGV[3..]: price, the call's name, its order, credits charged, and what Zoho says is left.
// Redis may be told twice when a connection breaks: what is not under way any more is booked already.
const SETTLE = onBooks(`
if redis.call('ZREM', KEYS[2], ARGV[3] .. ':' .. ARGV[4]) == 1 then
  local charged, tells = tonumber(ARGV[6]), tonumber(ARGV[7])
  spent = spent + charged
  -- Answers overtake each other: only what a later call was told counts.
  if tells and tonumber(ARGV[5]) > toldBy then
    told, toldBy = tells, tonumber(ARGV[5])
  elseif not tells and told then
    told = told - charged
  end
end
`);

// ARGV[3]: when the day ends.
const EXHAUST = onBooks(`
told, toldBy = 0, sequence
redis.call('SET', KEYS[3], ARGV[3], 'PX', ${KEPT_MS})
`);

/** One balance for all processes: each subtracts from it, and what Zoho tells any of them corrects it. */
export function createSharedCredits(state: SharedState, limit: number | undefined): CreditBalance {
  const process = randomUUID();
  let count = 0;
  let standing: Standing = { spent: 0, left: limit, underWay: 0 };
  let lastReset: number | undefined;

  const step = async (
    script: typeof RESERVE,
    day: string,
    values: readonly (string | number)[],
  ): Promise<number> => {
    const keys = [`credits:${day}`, 'credits-under-way', 'credits-reset'];
    const answer = await state.run(script, keys, [limit ?? '', ...values]);
    const [order, spent, left, underWay, reset] = answer;
    standing = {
      spent: Number(spent),
      left: left === '' ? undefined : Number(left),
      underWay: Number(underWay),
    };
    if (reset !== '') lastReset = Number(reset);
    return Number(order);
  };

  return {
    async reserve(day, price, floor) {
      count += 1;
      const id = `${process}:${count}`;
      const order = await step(RESERVE, day, [price, floor, id]);
      return order > 0 ? { id, day, price, order } : undefined;
    },
    async settle({ id, day, price, order }, { charged, remaining }) {
      await step(SETTLE, day, [price, id, order, charged, remaining ?? '']);
    },
    exhausted(day, endsAt) {
      lastReset = endsAt;
      // Where it fails, the next reservation fails as well, and stops this process.
      step(EXHAUST, day, [endsAt]).catch(() => {});
    },
    get lastReset() {
      return lastReset;
    },
    get standing() {
      return standing;
    },
  };
}
