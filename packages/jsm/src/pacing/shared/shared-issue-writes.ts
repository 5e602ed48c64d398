import { randomUUID } from 'node:crypto';
import { type Clock, defineScript, type SharedState } from '@zdjsm/core';
import { ISSUE_WINDOWS, LONGEST_WINDOW_MS, MOST_WRITES } from '../bursts.ts';
import type { IssueWrites } from '../issue-writes.ts';

// A write whose process has died is taken to be under way for so long; none lasts longer.
const UNDER_WAY_MS = 5 * 60_000;

/**
 * Writes are kept by the time of their answer, which no server's count is later than; one that is
 * under way counts as made now. KEYS: times of writes, writes under way, the pause.
 */
const BOOK = defineScript(`
local paused = tonumber(redis.call('GET', KEYS[3])) or 0
local process = ARGV[2]
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ${LONGEST_WINDOW_MS})
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
redis.call('ZREM', KEYS[2], process)
local underWay = redis.call('ZCARD', KEYS[2])
local free = math.max(now, paused)
for i = 3, #ARGV, 2 do
  local most, ms = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
  local nth = most - underWay
  if nth <= 0 then
    free = math.max(free, now + ms / 10)
  else
    local before = redis.call('ZRANGE', KEYS[1], -nth, -nth, 'WITHSCORES')
    if before[2] then free = math.max(free, tonumber(before[2]) + ms) end
  end
end
local wait = math.ceil(free - now)
if wait <= 0 then
  redis.call('ZADD', KEYS[2], now + ${UNDER_WAY_MS}, process)
  redis.call('PEXPIRE', KEYS[2], ${UNDER_WAY_MS})
end
return { math.max(0, wait) }
`);
const BOOK_WINDOWS = ISSUE_WINDOWS.flatMap(({ writes, ms }) => [writes, ms]);

// ARGV: the process, and a name for this write.
const WROTE = defineScript(`
redis.call('ZREM', KEYS[2], ARGV[2])
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -${MOST_WRITES + 1})
redis.call('PEXPIRE', KEYS[1], ${LONGEST_WINDOW_MS})
return {}
`);

// ARGV: milliseconds.
const PAUSE = defineScript(`
local until_ = now + tonumber(ARGV[2])
if until_ > (tonumber(redis.call('GET', KEYS[3])) or 0) then
  redis.call('SET', KEYS[3], until_, 'PX', math.max(1, math.ceil(ARGV[2])))
end
return {}
`);

/** The windows of each issue for all processes: a link between two tickets is a write that two of them may make. */
export function createSharedIssueWrites(state: SharedState, clock: Clock): IssueWrites {
  const process = randomUUID();
  let count = 0;
  const run = (script: typeof BOOK, issue: string, values: readonly (string | number)[]) =>
    state.run(script, [`writes:${issue}`, `under-way:${issue}`, `pause:${issue}`], values);
  /** Where it fails, the next booking fails as well, and stops this process. */
  const note = (...step: Parameters<typeof run>): void => {
    run(...step).catch(() => {});
  };

  return {
    async book(issue) {
      const [wait] = await run(BOOK, issue, [process, ...BOOK_WINDOWS]);
      return Number(wait);
    },
    wrote(issue) {
      count += 1;
      note(WROTE, issue, [process, `${process}:${count}`]);
    },
    pauseUntil: (issue, time) => note(PAUSE, issue, [time - clock.now()]),
  };
}
