import type { Readable } from 'node:stream';
import type { TransportAnswer } from '@zdjsm/core';
import { isRecord, stringIn } from '../model/json.ts';
import { pointsOf } from '../pacing/points-ledger.ts';
import type { Route } from '../routes/route.ts';
import { type AmbiguousRoute, type AnswerOf, type KnownRoute, ROUTES } from '../routes/routes.ts';
import { openOnce, sendOnce } from './attempt.ts';
import type { Call, Probe } from './call.ts';
import { compose } from './compose.ts';
import { persist, type Work } from './persist.ts';
import type { Runtime } from './runtime.ts';

/** Makes calls that pace themselves, retry, and never write twice. */
export interface Requester {
  /** A call that may be repeated. */
  request<R extends Exclude<KnownRoute, AmbiguousRoute>>(
    route: R,
    call: Call<R>,
  ): Promise<AnswerOf<R>>;
  /** A write that must not be done twice: the probe finds it when its outcome is unknown. */
  write<R extends AmbiguousRoute>(
    route: R,
    call: Call<R>,
    probe: Probe<AnswerOf<R>>,
  ): Promise<AnswerOf<R>>;
  /** The answer as a stream. Redirects are given back, not followed. */
  open<R extends KnownRoute>(
    route: R,
    call: Call<R>,
  ): Promise<TransportAnswer & { readonly body: Readable }>;
}

export function createRequester(runtime: Runtime): Requester {
  const { pacer } = runtime;

  const send = async <R extends KnownRoute>(
    route: R,
    call: Call<R>,
    probe?: Probe<AnswerOf<R>>,
  ): Promise<AnswerOf<R>> => {
    const facts: Route<unknown> = ROUTES[route];
    const composed = compose(route, call);
    const signal = signalOf(runtime, call.signal);
    const work: Work<AnswerOf<R>> = {
      route,
      facts,
      probe,
      signal,
      ...(composed.method === 'DELETE' ? { whenGone: () => undefined as AnswerOf<R> } : {}),
      async once(attempt) {
        const { headers, json } = await sendOnce(runtime, composed, attempt, facts.kind);
        pacer.observe(route, headers);
        // The first point was booked before the call.
        pacer.ledger.spend(pointsOf(facts.kind, facts, json) - 1);
        if (facts.makesIssues) for (const key of issuesMade(json)) pacer.lanes.wrote(key);
        // The one place where an answer is taken to have the shape that Atlassian documents.
        return json as AnswerOf<R>;
      },
    };
    const issue = call.issue ?? issueOf(facts, call.path);
    return issue === undefined
      ? await persist(runtime, work)
      : await pacer.lanes.run(issue, (lane) => persist(runtime, { ...work, lane }), signal);
  };

  return {
    request: (route, call) => send(route, call),
    write: (route, call, probe) => send(route, call, probe),
    open: async (route, call) => {
      const composed = compose(route, call);
      return await persist(runtime, {
        route,
        facts: ROUTES[route],
        signal: signalOf(runtime, call.signal),
        once: (attempt) => openOnce(runtime, composed, attempt),
      });
    },
  };
}

/** The issue that a write belongs to, for its lane. */
function issueOf(
  { issue }: Route<unknown>,
  path: Readonly<Record<string, string>> | undefined,
): string | undefined {
  return issue === undefined ? undefined : path?.[issue];
}

/** Keys of the issues that an answer says it has made: one, or those of a bulk. */
function issuesMade(answer: unknown): string[] {
  const issues = isRecord(answer) && Array.isArray(answer['issues']) ? answer['issues'] : [answer];
  return issues.flatMap((issue) => stringIn(issue, 'key') ?? stringIn(issue, 'issueKey') ?? []);
}

function signalOf({ stop }: Runtime, signal: AbortSignal | undefined): AbortSignal | undefined {
  return stop && signal ? AbortSignal.any([stop, signal]) : (stop ?? signal);
}
