import { createLogUpdate } from 'log-update';
import type { EventSink, MigrationEvent, PhaseName } from '../run/events.ts';
import { jsonLine } from '../words/json-line.ts';

/** Shows what a migration tells, in the manner that suits where it goes. */
export interface Progress {
  readonly onEvent: EventSink;
  /** Leaves the last state standing. */
  stop(): void;
}

export type ProgressStyle = 'terminal' | 'lines' | 'json';

type ProgressEvent = Extract<MigrationEvent, { type: 'progress' }>;

const LINES_EVERY_MS = 5_000;
const FRAME_EVERY_MS = 100;

export function createProgress(
  style: ProgressStyle,
  out: NodeJS.WriteStream,
  now: () => number = () => performance.now(),
): Progress {
  switch (style) {
    case 'json':
      return {
        onEvent: (event) => out.write(jsonLine(event)),
        stop: () => {},
      };
    case 'lines':
      return createLines(out, now);
    case 'terminal':
      return createBars(out, now);
  }
}

/** One line every few seconds and one at each end: for logs and for CI. */
function createLines(out: NodeJS.WriteStream, now: () => number): Progress {
  const saidAt = new Map<string, number>();
  const unsaid = new Map<string, ProgressEvent>();
  const say = (key: string, event: ProgressEvent): void => {
    unsaid.delete(key);
    saidAt.set(key, now());
    out.write(`${event.phase} ${event.kind}: ${countOf(event)}\n`);
  };
  const sayTheRest = (): void => {
    for (const [key, event] of unsaid) say(key, event);
  };
  return {
    onEvent(event) {
      if (event.type === 'progress') {
        const key = `${event.phase} ${event.kind}`;
        if (!saidAt.has(key)) {
          // What one kind came to is said before the next begins.
          sayTheRest();
          saidAt.set(key, now());
        }
        const isDue = now() - (saidAt.get(key) ?? 0) >= LINES_EVERY_MS;
        if (isDue || event.done === event.total) say(key, event);
        else unsaid.set(key, event);
        return;
      }
      const line = lineOf(event);
      if (event.type === 'phase' || line) sayTheRest();
      if (line) out.write(`${line}\n`);
    },
    stop: sayTheRest,
  };
}

/** Bars that stand still, with rate and time left; what is worth keeping scrolls above them. */
function createBars(out: NodeJS.WriteStream, now: () => number): Progress {
  const log = createLogUpdate(out);
  const bars = new Map<string, { event: ProgressEvent; since: number; from: number }>();
  let drawn = Number.NEGATIVE_INFINITY;
  let phase: PhaseName | undefined;

  const draw = (force = false): void => {
    if (!force && now() - drawn < FRAME_EVERY_MS) return;
    drawn = now();
    log(
      [...bars.values()]
        .map(({ event, since, from }) => barOf(event, rateOf(event, from, now() - since)))
        .join('\n'),
    );
  };
  const settle = (): void => {
    draw(true);
    log.done();
    bars.clear();
  };

  return {
    onEvent(event) {
      if (event.type === 'progress') {
        if (phase !== event.phase) settle();
        phase = event.phase;
        const bar = bars.get(event.kind) ?? { event, since: now(), from: event.done };
        bars.set(event.kind, { ...bar, event });
        draw();
        return;
      }
      const line = lineOf(event);
      if (!line) return;
      settle();
      out.write(`${line}\n`);
    },
    stop: settle,
  };
}

function lineOf(event: MigrationEvent): string | undefined {
  switch (event.type) {
    case 'phase':
      return event.state === 'started' ? `── ${event.phase}` : undefined;
    case 'record-failed':
      return `! ${event.kind} ${event.id}: ${event.error.message}`;
    case 'waiting':
      return `… waiting for the ${event.side} until ${event.until}: ${event.reason}`;
    case 'note':
      return event.message;
    case 'progress':
      return undefined;
  }
}

const WIDTH = 24;

function barOf(event: ProgressEvent, perSecond: number): string {
  const { done, total, kind } = event;
  const share = total ? Math.min(1, done / total) : 0;
  const filled = Math.round(share * WIDTH);
  const left = total !== undefined && perSecond > 0 ? (total - done) / perSecond : undefined;
  const time = left !== undefined && left >= 1 ? ` · ${duration(left)} left` : '';
  const rate = perSecond > 0 ? ` · ${perSecond.toFixed(perSecond < 10 ? 1 : 0)}/s` : '';
  const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
  return `${kind.padEnd(12)} ${bar} ${countOf(event)}${rate}${time}`;
}

function countOf({ done, total, failed }: ProgressEvent): string {
  const of = total === undefined ? '' : ` of ${total}`;
  return `${done}${of}${failed > 0 ? ` (${failed} failed)` : ''}`;
}

const rateOf = (event: ProgressEvent, from: number, ms: number): number =>
  ms > 0 ? ((event.done - from) / ms) * 1000 : 0;

/** Seconds as people say them: "3 min 20 s". */
function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}
