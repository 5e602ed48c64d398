/** One call as the sandbox saw it: what tests check the clients' behaviour against. */
export interface RecordedCall {
  readonly seq: number;
  /** Sandbox time, milliseconds. */
  readonly at: number;
  readonly cloud: 'zoho' | 'jira';
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Present when bodies are recorded: JSON as sent, or the size in bytes of anything else. */
  readonly body?: string | undefined;
  /** 0 when no answer was sent. */
  readonly status: number;
  readonly answer?: string | undefined;
  readonly fault?: string | undefined;
}

export interface History {
  readonly calls: readonly RecordedCall[];
  record(call: Omit<RecordedCall, 'seq'>): void;
  clear(): void;
}

/** Keeps the newest `limit` calls. */
export function createHistory(limit: number): History {
  const calls: RecordedCall[] = [];
  let seq = 0;
  return {
    calls,
    record(call) {
      seq += 1;
      calls.push({ seq, ...call });
      // Cut in bulk: shifting at each call would make a long run quadratic.
      if (calls.length > limit * 2) calls.splice(0, calls.length - limit);
    },
    clear() {
      calls.length = 0;
    },
  };
}
