/** A run whose tickets may be taken by whoever has joined. */
export interface SharedRun {
  readonly id: string;
  /** What is written belongs to it. */
  readonly batch: string;
  readonly purpose: string;
  /** Of everything but the record itself that decides what is written: a worker's has to be the same. */
  readonly fingerprint: string;
}

/** A ticket that this process, and no other, works on. */
export interface Claim {
  /** The ticket's id. */
  readonly id: string;
  /** It has ended, in whatever state; counted with the writes that this process has made since the last. */
  end(result: { readonly writes: number; readonly failed: boolean }): Promise<void>;
  /** Somebody else may have it. */
  giveBack(): Promise<void>;
}

/** What workers have done of a run. */
export interface CrewCount {
  readonly tickets: number;
  readonly failed: number;
  readonly writes: number;
}

/** Tickets of a run that is open. */
export interface Line {
  /** In line. */
  readonly waiting: number;
  /** In the hands of one of the processes. */
  readonly running: number;
}

/**
 * The processes that share a store, and the line of tickets between them. A ticket is one's at a time: who
 * is not heard of for a while loses what it has, and the next in line takes it up.
 */
export interface Crew {
  /** Of the run that this process does: with the line open, others join. */
  open(run: SharedRun): Promise<void>;
  /** Nobody takes another ticket, and those that are under way have ended, when it resolves. */
  close(run: SharedRun, signal?: AbortSignal): Promise<void>;
  /** The run that is open; undefined when none is. */
  run(): Promise<SharedRun | undefined>;
  /** Puts tickets in line, in their order. One that is there, or under way, keeps its place. */
  enqueue(ids: AsyncIterable<string>): Promise<number>;
  /** The next ticket of an open run; undefined when none is free. */
  claim(run: SharedRun): Promise<Claim | undefined>;
  /** Whether no ticket is in line or under way, whoever's. */
  isDrained(): Promise<boolean>;
  line(): Promise<Line>;
  /** Of all processes; `others` without this one. */
  count(run: SharedRun): Promise<{ readonly all: CrewCount; readonly others: CrewCount }>;
  /** Aborted when this process was not heard of in time: what it holds may be another's by now. */
  readonly lost: AbortSignal;
  leave(): Promise<void>;
}
