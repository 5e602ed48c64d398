import type { ResolvedConfig } from '../config/schema.ts';
import type { Environment, Secrets } from '../config/secrets.ts';
import type { Migration } from '../migration.ts';
import type { Report } from '../report/report.ts';
import type { MigrationFolder } from '../rescue/folder.ts';

/** What a command prints with. */
export interface Output {
  say(line: string): void;
  /** A result: the data as one JSON line with `--json`, else the text for people. */
  show(data: { readonly type: string; readonly [key: string]: unknown }, text: string): void;
  /** Shows a report's figures and where it is; returns the exit code that goes with it. */
  conclude(result: { readonly report: Report; readonly path: string }): number;
}

/** What was given on the command line, by the option's name. */
export type CliOptions = Readonly<Record<string, string | boolean | undefined>>;

interface CommandHead {
  readonly name: string;
  readonly description: string;
  /** Flags and what they mean, as commander writes them: `--batch <id>`. */
  readonly options?: readonly (readonly [flags: string, description: string])[] | undefined;
}

/** One verb of `zdjsm`. It calls the SDK and prints; it holds no logic that a script could not call. */
export interface MigrationCommand extends CommandHead {
  readonly offline?: undefined;
  /** It works beside a run, and is told to stop by `drain` before it is by the signal. */
  readonly shares?: true | undefined;
  /** What it answers by the config alone, without credentials; returns undefined where it needs more. */
  answer?(config: ResolvedConfig, output: Output, options: CliOptions): Promise<number | undefined>;
  /** Returns the exit code. */
  run(
    migration: Migration,
    output: Output,
    options: CliOptions,
    drain: AbortSignal,
  ): Promise<number>;
}

/** A verb that looks only into the migration's folder and store: it asks for no credentials and calls nobody. */
export interface OfflineCommand extends CommandHead {
  readonly offline: true;
  /** Returns the exit code. */
  run(folder: MigrationFolder, output: Output, options: CliOptions): Promise<number>;
}

/** A verb for whoever has no config yet. */
export interface FirstCommand extends CommandHead {
  readonly offline: false;
  /** Returns the exit code. */
  run(start: FirstStep, output: Output, options: CliOptions): Promise<number>;
}

export interface FirstStep {
  /** Where the config will be. */
  readonly path: string;
  readonly secrets: Secrets;
  /** What a secrets file says is part of it. */
  readonly environment: Environment;
  readonly signal: AbortSignal;
}

export type CliCommand = MigrationCommand | OfflineCommand | FirstCommand;
