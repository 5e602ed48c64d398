import type { Forecast } from '../plan/forecast/forecast.ts';

/**
 * - `blocker`: records would fail or people would get mails; nothing should be loaded before it is mended.
 * - `warning`: something is lost, defaulted or left out; whoever knows the business decides.
 * - `note`: the migration copes by itself, and says how.
 */
export type Severity = 'blocker' | 'warning' | 'note';

export interface Finding {
  readonly severity: Severity;
  /** A setting, a project, a field, a record: where to look. */
  readonly place: string;
  readonly message: string;
  readonly remedy: string;
  /** What an API can create to mend it. */
  readonly fix?: Fix | undefined;
}

export interface Fix {
  /** What it creates, in words: it is shown before it is done. */
  readonly creates: string;
  apply(): Promise<void>;
}

/** A finding as a report keeps it. */
export interface PreflightFinding {
  readonly check: string;
  readonly severity: Severity;
  readonly place: string;
  readonly message: string;
  readonly remedy: string;
  /** What `--fix` creates; undefined where only a person can mend it. */
  readonly creates: string | undefined;
}

/** What was found before the first write, and what the migration will take. */
export interface PreflightReport {
  /** ISO 8601. */
  readonly at: string;
  /** The gravest first. */
  readonly findings: readonly PreflightFinding[];
  /** What `fix` has created in the target. */
  readonly created: readonly string[];
  readonly forecast: Forecast;
  /** False as long as there is a blocker. */
  readonly isReady: boolean;
}
