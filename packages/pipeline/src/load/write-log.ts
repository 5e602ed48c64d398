/** What a run has written. */
export interface WriteLog {
  /** Records created or changed. */
  count: number;
  /** What the run is for: `load`, `retry`, … */
  readonly purpose: string;
  /** Called before each write: the first one opens the run's batch. */
  begin(): Promise<void>;
}
