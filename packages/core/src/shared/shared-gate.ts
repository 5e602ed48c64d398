import { createGate, type Gate } from '../limits/gate.ts';
import type { Clock } from '../time/clock.ts';
import { defineScript, type SharedState } from './shared-state.ts';

// KEYS: the gate. ARGV: close it for so many milliseconds (0: only look), and why.
const GATE = defineScript(`
local closed = redis.call('HMGET', KEYS[1], 'until', 'reason')
local ends, reason = tonumber(closed[1]) or 0, closed[2] or ''
local asked = tonumber(ARGV[2])
if asked > 0 and now + asked > ends then
  ends, reason = now + asked, ARGV[3]
  redis.call('HSET', KEYS[1], 'until', ends, 'reason', reason)
  redis.call('PEXPIRE', KEYS[1], math.ceil(asked))
end
return { math.max(0, math.ceil(ends - now)), reason }
`);

/** A gate that closes for all processes when one of them closes it. */
export function createSharedGate(state: SharedState, clock: Clock, name: string): Gate {
  const here = createGate(clock);

  const look = async (closeForMs = 0, why = ''): Promise<Gate['closed']> => {
    const [left, reason] = await state.run(GATE, [name], [closeForMs, why]);
    if (Number(left) > 0) here.closeUntil(clock.now() + Number(left), String(reason));
    return here.closed;
  };

  return {
    look: () => look(),
    async pass(signal) {
      do await here.pass(signal);
      while (await look());
    },
    closeUntil(time, reason) {
      here.closeUntil(time, reason);
      // Where it fails, the next look fails as well, and stops this process.
      look(time - clock.now(), reason).catch(() => {});
    },
    get closed() {
      return here.closed;
    },
  };
}
