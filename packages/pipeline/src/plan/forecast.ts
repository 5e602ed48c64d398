import type { StagedFacts } from '../facts/staged-facts.ts';
import type { SourceSurvey } from '../source/survey.ts';

/** What each phase takes. The numbers are counted, the times are guessed from them. */
export interface Forecast {
  readonly phases: readonly PhaseForecast[];
  /** What the counts were taken from: records that are staged, or the source's own counts. */
  readonly from: 'staged' | 'counts' | 'nothing';
}

/** What one phase will cost, and how long it will take. */
export interface PhaseForecast {
  readonly phase: 'extract' | 'load' | 'validate';
  readonly calls: number;
  /** Of the source's daily allowance. */
  readonly credits?: number | undefined;
  /** Of Jira's hourly quota, which apps have and API tokens do not. */
  readonly points?: number | undefined;
  readonly hours?: number | undefined;
  /** Days until the source's allowance has let all of it through. */
  readonly days?: number | undefined;
}

interface Volume {
  readonly accounts: number;
  readonly contacts: number;
  readonly tickets: number;
  readonly messages: number;
  readonly files: number;
}

/** Calls that write or prepare a write, and calls that read, for one record of a kind; measured against the sandbox. */
const LOAD_CALLS: Readonly<
  Record<keyof Volume, { readonly write: number; readonly read: number }>
> = {
  accounts: { write: 3, read: 0.1 },
  contacts: { write: 1.1, read: 0.2 },
  // Request, its type, the text with its files, the link back, the way to its status.
  tickets: { write: 4.5, read: 2.5 },
  messages: { write: 1, read: 0 },
  // Jira tells a file's media id only to who asks for its address.
  files: { write: 1, read: 1 },
};

const VALIDATE_READS: Readonly<Record<keyof Volume, number>> = {
  accounts: 0.2,
  contacts: 0.1,
  tickets: 2,
  messages: 0.02,
  // The way to its bytes, and the bytes.
  files: 2,
};

// Seconds from sending a call to the end of its answer, on an ordinary day.
const CALL_SECONDS = 0.3;
// Points of a read: one for the call, one for what it reads.
const READ_POINTS = 2;

// Of a helpdesk that was only counted. (facts/zoho-desk.md § 3: 10 to 15 credits for a small ticket)
const MESSAGES_A_TICKET = 4.5;
const FILES_A_TICKET = 1.5;

export function forecast(
  facts: StagedFacts | undefined,
  survey: SourceSurvey | undefined,
  concurrency: { readonly extract: number; readonly load: number },
): Forecast {
  const isStaged = facts !== undefined && facts.staged > 0;
  const volume = isStaged ? stagedVolume(facts) : countedVolume(survey);
  const kinds = Object.keys(LOAD_CALLS) as (keyof Volume)[];
  const sum = (of: (kind: keyof Volume) => number): number =>
    Math.ceil(kinds.reduce((total, kind) => total + volume[kind] * of(kind), 0));
  const writes = sum((kind) => LOAD_CALLS[kind].write);
  const reads = sum((kind) => LOAD_CALLS[kind].read);
  const checks = sum((kind) => VALIDATE_READS[kind]);
  const { cost } = survey ?? {};
  return {
    from: isStaged ? 'staged' : volume.tickets > 0 ? 'counts' : 'nothing',
    phases: [
      ...(cost
        ? [
            {
              phase: 'extract',
              calls: cost.calls,
              credits: cost.credits,
              days: cost.days,
              hours: hoursOf(cost.calls, concurrency.extract),
            } as const,
          ]
        : []),
      {
        phase: 'load',
        calls: writes + reads,
        points: writes + reads * READ_POINTS,
        hours: hoursOf(writes + reads, concurrency.load),
      },
      {
        phase: 'validate',
        calls: checks,
        points: checks * READ_POINTS,
        hours: hoursOf(checks, concurrency.load),
      },
    ],
  };
}

function stagedVolume({ kinds, files }: StagedFacts): Volume {
  const of = (kind: string): number => kinds[kind]?.source ?? 0;
  return {
    accounts: of('account'),
    contacts: of('contact'),
    tickets: of('ticket'),
    messages: of('thread') + of('comment'),
    files: files.count,
  };
}

function countedVolume(survey: SourceSurvey | undefined): Volume {
  const of = (name: string): number =>
    survey?.modules.find((module) => module.name === name)?.count ?? 0;
  const tickets = of('tickets');
  return {
    accounts: of('accounts'),
    contacts: of('contacts'),
    tickets,
    messages: tickets * MESSAGES_A_TICKET,
    files: tickets * FILES_A_TICKET,
  };
}

/** To a tenth of an hour, upwards. */
const hoursOf = (calls: number, atOnce: number): number =>
  Math.ceil((calls * CALL_SECONDS * 10) / (atOnce * 3600)) / 10;
