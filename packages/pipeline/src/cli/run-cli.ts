import { ZdjsmError } from '@zdjsm/core';
import { Command, CommanderError } from 'commander';
import { loadConfig } from '../config/load-config.ts';
import { loadSecrets } from '../config/secrets.ts';
import { createMigration, type Migration } from '../migration.ts';
import type { Report } from '../report/report.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { createProgress, type Progress } from './progress.ts';
import { table } from './table.ts';

export interface CliEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

interface GlobalOptions {
  readonly config: string;
  readonly json?: boolean;
}

/** Runs one command and says with which code the process ends. It holds no logic that a script could not call. */
export async function runCli(
  args: readonly string[],
  environment: CliEnvironment,
): Promise<number> {
  const { stdout, stderr, signal } = environment;
  let code: number = EXIT.complete;
  const program = new Command('zdjsm')
    .description('Moves a support history from Zoho Desk to Jira Service Management.')
    .option('-c, --config <file>', 'the config: .ts, .js, .yaml or .json', 'zdjsm.config.ts')
    .option('--json', 'one JSON object a line instead of text')
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
    })
    .exitOverride()
    .showHelpAfterError();

  const command = (
    name: string,
    description: string,
    work: (migration: Migration, io: Output) => Promise<number>,
  ): void => {
    program
      .command(name)
      .description(description)
      .action(async () => {
        code = await withMigration(program.opts<GlobalOptions>(), environment, work);
      });
  };

  command('extract', 'reads everything in scope from Zoho Desk into the store', async (m) => {
    await m.extract();
    return EXIT.complete;
  });
  command('load', 'writes what is staged to Jira Service Management', async (m, io) => {
    const { writes } = await m.load();
    io.say(`${writes} writes`);
    return EXIT.complete;
  });
  command('validate', 'reads the target back and compares it with the source', async (m) => {
    const { differences } = await m.validate();
    return differences === 0 ? EXIT.complete : EXIT.incomplete;
  });
  command('report', 'writes the report of what the store knows', async (m, io) => {
    return io.conclude(await m.report());
  });
  command('run', 'extract, load, validate and report', async (m, io) => {
    return io.conclude(await m.run());
  });

  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? EXIT.complete : EXIT.configuration;
    }
    if (signal.aborted) {
      stderr.write('\nInterrupted. Run the same command again: it goes on from here.\n');
      return EXIT.interrupted;
    }
    stderr.write(`\n${explain(error)}\n`);
    return exitCodeOf(error);
  }
}

interface Output {
  say(line: string): void;
  /** Shows a report's figures and where it is. */
  conclude(result: { readonly report: Report; readonly path: string }): number;
}

async function withMigration(
  options: GlobalOptions,
  { env, stdout, signal }: CliEnvironment,
  work: (migration: Migration, io: Output) => Promise<number>,
): Promise<number> {
  const config = await loadConfig(options.config);
  const secrets = await loadSecrets(env);
  const style = options.json ? 'json' : stdout.isTTY ? 'terminal' : 'lines';
  const progress: Progress = createProgress(style, stdout);
  const migration = createMigration({ config, secrets, signal, onEvent: progress.onEvent });
  try {
    return await work(migration, createOutput(stdout, progress, options.json ?? false));
  } finally {
    progress.stop();
    await migration.close();
  }
}

function createOutput(stdout: NodeJS.WriteStream, progress: Progress, json: boolean): Output {
  const say = (line: string): void => {
    progress.stop();
    stdout.write(`${json ? JSON.stringify({ type: 'note', message: line }) : line}\n`);
  };
  return {
    say,
    conclude({ report, path }) {
      progress.stop();
      if (json) {
        stdout.write(`${JSON.stringify({ type: 'report', path, ...figuresOf(report) })}\n`);
      } else {
        stdout.write(`\n${summaryOf(report)}\n\nReport: ${path}\n`);
      }
      return report.verdict === 'incomplete' ? EXIT.incomplete : EXIT.complete;
    },
  };
}

const figuresOf = ({ verdict, modules, usage }: Report) => ({ verdict, modules, usage });

function summaryOf(report: Report): string {
  const { modules, usage, verdict, changes, findings } = report;
  const rows = modules.map((m) => [m.kind, m.source, m.target ?? '–', m.done, m.skipped, m.failed]);
  return [
    table(['module', 'source', 'target', 'done', 'left out', 'failed'], rows),
    '',
    `${usage.writes} writes · ${usage.targetCalls} calls to Jira · ${usage.sourceCalls} calls to Zoho (${usage.credits ?? 0} credits)`,
    `${changes.length} values altered · ${findings.length} differences`,
    VERDICTS[verdict],
  ].join('\n');
}

const VERDICTS: Readonly<Record<Report['verdict'], string>> = {
  complete: 'Complete: everything in scope was read back and is equal.',
  incomplete: 'Incomplete: the report names what failed and what differs.',
  'not-validated': 'Not validated yet: run `zdjsm validate`.',
};

function explain(error: unknown): string {
  if (ZdjsmError.is(error)) return `${error.message}\n→ ${error.remedy}`;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `A defect of zdjsm: ${text}\n→ Please report it. What was done is kept; the same command goes on.`;
}
