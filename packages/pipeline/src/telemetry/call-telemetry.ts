import { type Meter, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { Exchange, Wait } from '@zdjsm/core';
import { INSTRUMENTS } from './instruments.ts';

/** Measures calls as the clients tell of them. */
export interface CallTelemetry {
  onExchange(exchange: Exchange): void;
  onWait(wait: Wait): void;
}

const SIDES: Readonly<Record<Exchange['client'], string>> = {
  'zoho-desk': 'source',
  jsm: 'target',
};

// Those that an SDK takes by itself are made for milliseconds.
const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function createCallTelemetry(meter: Meter, tracer: Tracer): CallTelemetry {
  const { calls, callDuration, waited, creditsSpent } = INSTRUMENTS;
  const count = meter.createCounter(calls.name, calls);
  const durations = meter.createHistogram(callDuration.name, {
    ...callDuration,
    advice: { explicitBucketBoundaries: SECONDS },
  });
  const waits = meter.createCounter(waited.name, waited);
  const credits = meter.createCounter(creditsSpent.name, creditsSpent);

  return {
    onExchange(exchange) {
      const { client, method, status, limits, error, durationMs } = exchange;
      // The address has ids in it: it is for the journal, the route is for counting.
      const route = exchange.route ?? 'other';
      const side = SIDES[client];
      const reason = status === 429 ? (limits?.['ratelimit-reason'] ?? 'none given') : undefined;
      const outcome = { status: status ?? error?.code ?? 'none', ...(reason ? { reason } : {}) };
      count.add(1, { side, method, route, ...outcome });
      durations.record(durationMs / 1_000, { side, method, route });
      const charged = Number(limits?.['x-rate-limit-request-weight-v3'] ?? 0);
      if (charged > 0) credits.add(charged);

      // It is told of when it is over, and belongs to the record that is worked on.
      const startTime = new Date(exchange.at);
      const span = tracer.startSpan(route, { kind: SpanKind.CLIENT, startTime });
      if (span.isRecording()) {
        span.setAttributes({ side, method, route, attempt: exchange.attempt, ...outcome });
        if (error || (status ?? 0) >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end(startTime.getTime() + durationMs);
    },
    onWait({ client, cause, ms }) {
      waits.add(ms / 1_000, { side: SIDES[client], cause });
    },
  };
}
