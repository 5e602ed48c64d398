import type { Migration } from '../migration.ts';
import type { Report } from '../report/report.ts';

/** What a command prints with. */
export interface Output {
  say(line: string): void;
  /** Shows a report's figures and where it is; returns the exit code that goes with it. */
  conclude(result: { readonly report: Report; readonly path: string }): number;
}

/** One verb of `zdjsm`. It calls the SDK and prints; it holds no logic that a script could not call. */
export interface CliCommand {
  readonly name: string;
  readonly description: string;
  /** Flags and what they mean, as commander writes them: `--batch <id>`. */
  readonly options?: readonly (readonly [flags: string, description: string])[] | undefined;
  /** Returns the exit code. */
  run(
    migration: Migration,
    output: Output,
    options: Readonly<Record<string, string | boolean | undefined>>,
  ): Promise<number>;
}
