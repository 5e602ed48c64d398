import { createHash } from 'node:crypto';
import { ZdjsmError } from '../errors/zdjsm-error.ts';

/** What is used of a connection to Redis: one of ioredis has it. */
export interface RedisConnection {
  eval(script: string, keys: number, ...rest: (string | number)[]): Promise<unknown>;
  evalsha(sha1: string, keys: number, ...rest: (string | number)[]): Promise<unknown>;
}

/** Which Redis the processes share, and under which name. */
export interface SharedStateOptions {
  /** A connection of ioredis. Whoever made it closes it. */
  readonly redis: RedisConnection;
  /** All who name the same tenant share its limits: processes on one machine or on many. */
  readonly tenant: string;
  /** For tests: milliseconds since 1970 in the place of the time of Redis' own clock. */
  readonly time?: (() => number) | undefined;
}

/** A step that Redis carries out as a whole, nothing of another process in between. */
export interface Script {
  readonly source: string;
  readonly sha1: string;
}

/** What the processes of one tenant know together. */
export interface SharedState {
  /**
   * Runs a step on keys of the tenant. Times are of one clock, Redis' own: those of several machines differ.
   *
   * @throws SharedLimitsError when Redis can't be reached: without it nobody knows what the others use.
   */
  run(
    script: Script,
    keys: readonly string[],
    values?: readonly (string | number)[],
  ): Promise<readonly unknown[]>;
}

/** Redis, which keeps the limits that are shared, does not answer. Nothing was sent to either cloud. */
export class SharedLimitsError extends ZdjsmError {}

// Every script finds the time in `now`, in milliseconds, and its own values from ARGV[2] on.
const PRELUDE = `
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + time[2] / 1000
end
`;

/** Lua. It finds the time in \`now\`; values begin at ARGV[2]. It gives back a list. */
export function defineScript(lua: string): Script {
  const source = PRELUDE + lua;
  return { source, sha1: createHash('sha1').update(source).digest('hex') };
}

export function createSharedState(options: SharedStateOptions, client: string): SharedState {
  const { redis, tenant, time } = options;
  // In braces, so that in a cluster the keys of a tenant are in one place, as a script needs them.
  const prefix = `zdjsm:{${tenant}}:${client}:`;
  /** Scripts that Redis has been sent, so that their names will do. */
  const sent = new Set<Script>();

  const evaluate = async (
    script: Script,
    keys: number,
    rest: (string | number)[],
  ): Promise<unknown> => {
    const { source, sha1 } = script;
    // Whole at first: asking by name in vain would let later steps overtake this one.
    if (!sent.has(script)) {
      sent.add(script);
      return await redis.eval(source, keys, ...rest);
    }
    try {
      return await redis.evalsha(sha1, keys, ...rest);
    } catch (error) {
      // Redis was started anew meanwhile.
      if (!messageOf(error).startsWith('NOSCRIPT')) throw error;
      return await redis.eval(source, keys, ...rest);
    }
  };

  return {
    async run(script, keys, values = []) {
      const names = keys.map((key) => prefix + key);
      const rest = [...names, time ? time() : '', ...values];
      try {
        const answer = await evaluate(script, names.length, rest);
        return Array.isArray(answer) ? answer : [answer];
      } catch (error) {
        throw unreachable(error);
      }
    },
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');

// No cause: that of ioredis holds the command with all its arguments.
function unreachable(error: unknown): SharedLimitsError {
  return new SharedLimitsError({
    code: 'LIMITS_UNREACHABLE',
    message: `the limits that the processes share can't be read: ${messageOf(error) || 'Redis failed'}`,
    remedy:
      'Check that Redis runs and that this machine reaches it, then run again: it resumes. Nothing is sent meanwhile, because nobody knows what the others send.',
    outcome: 'not-sent',
  });
}
