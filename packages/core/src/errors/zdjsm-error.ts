const MARKER = Symbol.for('zdjsm.error');

/**
 * What is known of a request's effect when it failed.
 *
 * - `not-sent`: it never left this machine; nothing happened.
 * - `rejected`: the server refused it before doing anything.
 * - `unknown`: it may have been carried out. Ask the target before it is sent again.
 */
export type Outcome = 'not-sent' | 'rejected' | 'unknown';

/** The request that failed. The URL has no credentials and no secret query values. */
export interface RequestSummary {
  readonly method: string;
  readonly url: string;
  /** 1 for the first try. */
  readonly attempt: number;
}

/** What a server answered, as far as it may be kept: its words and its rate limits, never a body. */
export interface AnswerSummary {
  /** What it said of the request as a whole. */
  readonly messages: readonly string[];
  /** What it said of single fields, by their name. */
  readonly fields: Readonly<Record<string, string>>;
  /** Its rate-limit headers, as sent. */
  readonly limits: Readonly<Record<string, string>>;
}

export interface ZdjsmErrorInit {
  /** Stable and documented: what scripts branch on. */
  readonly code: string;
  /** What happened, and where: the record, field, setting or endpoint. */
  readonly message: string;
  /** What a person does next. */
  readonly remedy: string;
  /** Default `rejected`. */
  readonly outcome?: Outcome | undefined;
  /** Whether the same request can succeed later without anyone's help. Default false. */
  readonly retryable?: boolean | undefined;
  /** HTTP status, where there was an answer. */
  readonly status?: number | undefined;
  readonly request?: RequestSummary | undefined;
  readonly answer?: AnswerSummary | undefined;
  readonly cause?: unknown;
}

/** The base of every error that the zdjsm packages throw on purpose. */
export class ZdjsmError extends Error {
  readonly code: string;
  readonly remedy: string;
  readonly outcome: Outcome;
  readonly retryable: boolean;
  readonly status: number | undefined;
  readonly request: RequestSummary | undefined;
  /** Absent when there was no answer, or none that says more than its status. */
  readonly answer: AnswerSummary | undefined;

  constructor(init: ZdjsmErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.name = new.target.name;
    this.code = init.code;
    this.remedy = init.remedy;
    this.outcome = init.outcome ?? 'rejected';
    this.retryable = init.retryable ?? false;
    this.status = init.status;
    this.request = init.request;
    this.answer = init.answer;
    // Each published package carries its own copy of this class, so `instanceof` is not enough.
    Object.defineProperty(this, MARKER, { value: true });
  }

  /** True for an error of any copy of this class. */
  static is(value: unknown): value is ZdjsmError {
    return typeof value === 'object' && value !== null && MARKER in value;
  }
}
