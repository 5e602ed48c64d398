/** A process that has worked on tickets of a run which several processes do. */
export interface WorkerRow {
  /** Of the run. */
  readonly run: string;
  readonly host: string;
  readonly pid: number;
  /** Tickets that it has brought to an end, failed ones among them. */
  readonly tickets: number;
  readonly failed: number;
  readonly writes: number;
  /** Since it was heard of last. */
  readonly secondsAgo: number;
}

/** Who has worked on tickets. */
export interface WorkerReader {
  /** Of the last run that was shared. */
  list(): Promise<WorkerRow[]>;
}
