import {
  type MeterProvider,
  metrics,
  type Span,
  SpanStatusCode,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import { type Clock, type Exchange, type Wait, ZdjsmError } from '@zdjsm/core';
import type { EventSink, PhaseName } from '../run/events.ts';
import { createCallTelemetry } from './call-telemetry.ts';
import { createRecordTelemetry } from './record-telemetry.ts';
import { type ObservedState, observeState } from './state-telemetry.ts';

/** Where spans and figures go. Default: what the program has registered with OpenTelemetry, if anything. */
export interface TelemetryOptions {
  readonly tracerProvider?: TracerProvider | undefined;
  readonly meterProvider?: MeterProvider | undefined;
}

/** Spans of phases, records and calls, and the figures that belong to them. */
export interface Telemetry {
  readonly onEvent: EventSink;
  onExchange(exchange: Exchange): void;
  onWait(wait: Wait): void;
  /** Runs the work in a span of the phase's name; the spans of its records are inside. */
  phase<T>(phase: PhaseName, work: () => Promise<T>): Promise<T>;
  /** The same for one record; the spans of its calls are inside. */
  record<T>(
    record: { readonly phase: PhaseName; readonly kind: string; readonly id: string },
    work: () => Promise<T>,
  ): Promise<T>;
  /** Reads the state whenever figures are asked for, until `stop`. */
  observe(state: ObservedState): void;
  stop(): void;
}

const NAME = 'zdjsm';

export function createTelemetry(clock: Clock, options: TelemetryOptions = {}): Telemetry {
  const tracer = (options.tracerProvider ?? trace.getTracerProvider()).getTracer(NAME);
  const meter = (options.meterProvider ?? metrics.getMeterProvider()).getMeter(NAME);
  const calls = createCallTelemetry(meter, tracer);
  let stop = (): void => {};

  const inSpan = <T>(
    name: string,
    attributes: Readonly<Record<string, string>>,
    work: () => Promise<T>,
  ): Promise<T> =>
    tracer.startActiveSpan(name, { attributes, startTime: clock.now() }, async (span) => {
      try {
        return await work();
      } catch (error) {
        fail(span, error);
        throw error;
      } finally {
        span.end(clock.now());
      }
    });

  return {
    onEvent: createRecordTelemetry(meter),
    onExchange: calls.onExchange,
    onWait: calls.onWait,
    phase: (phase, work) => inSpan(`phase ${phase}`, { phase }, work),
    record: ({ phase, kind, id }, work) => inSpan(`${phase} ${kind}`, { phase, kind, id }, work),
    observe(state) {
      stop = observeState(meter, state);
    },
    stop: () => stop(),
  };
}

/** Its code, and not its words: those of another may hold anything. */
function fail(span: Span, error: unknown): void {
  const kind = ZdjsmError.is(error) ? error.code : error instanceof Error ? error.name : 'unknown';
  span.setAttribute('error.type', kind);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
