import { type Clock, ConfigurationError, ZdjsmError } from '@zdjsm/core';
import { Command, CommanderError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { findConfig } from '../config/find-config.ts';
import { loadConfig } from '../config/load-config.ts';
import { loadSecrets, loadStorePassword, readEnvironment } from '../config/secrets.ts';
import { createMigration } from '../migration.ts';
import type { ConfirmPlan } from '../plan/confirm.ts';
import { openMigrationFolder } from '../rescue/folder.ts';
import { type MetricsEndpoint, openMetricsEndpoint } from '../telemetry/metrics-endpoint.ts';
import type { CliCommand, CliOptions } from './command.ts';
import { COMMANDS } from './commands.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { createOutput } from './output.ts';
import { createProgress } from './progress.ts';

/** What the command has of its process: variables, output, and what stops it. */
export interface CliEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Aborted first, where there is something that should come to its end before `signal` breaks it off. */
  readonly drain?: AbortSignal | undefined;
  /** For a program that confirms its plans itself; people do it with `zdjsm plan --confirm`. */
  readonly confirmPlan?: ConfirmPlan | undefined;
  /** Default: the system's. A test's may go faster. */
  readonly clock?: Clock | undefined;
}

interface GlobalOptions {
  readonly config?: string;
  readonly json?: boolean;
  readonly phase?: string;
  readonly metricsPort?: string;
  readonly metricsHost?: string;
}

/** Runs one command and says with which code the process ends. */
export async function runCli(
  args: readonly string[],
  environment: CliEnvironment,
): Promise<number> {
  const { stdout, stderr, signal } = environment;
  let code: number = EXIT.complete;
  const program = new Command('zdjsm')
    .description('Moves a support history from Zoho Desk to Jira Service Management.')
    .version(manifest.version)
    .option('-c, --config <file>', 'the config: .yaml, .json, .ts or .js (default: zdjsm.yaml)')
    .option('--phase <name>', 'one phase of a phased migration, by its name in `phases`')
    .option('--metrics-port <port>', 'serves figures for Prometheus at /metrics while it runs')
    .option('--metrics-host <host>', 'where it listens for that', '127.0.0.1')
    .option('--json', 'one JSON object a line instead of text')
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
    })
    .exitOverride()
    .showHelpAfterError();
  for (const command of COMMANDS) {
    const verb = program.command(command.name).description(command.description);
    for (const [flags, description] of command.options ?? []) verb.option(flags, description);
    verb.action(async () => {
      code = await carryOut(command, program.opts<GlobalOptions>(), verb.opts(), environment);
    });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? EXIT.complete : EXIT.configuration;
    }
    if (signal.aborted || environment.drain?.aborted) {
      stderr.write('\nInterrupted. Run the same command again: it goes on from here.\n');
      return EXIT.interrupted;
    }
    stderr.write(`\n${explain(error)}\n`);
    return exitCodeOf(error);
  }
}

async function carryOut(
  command: CliCommand,
  global: GlobalOptions,
  options: CliOptions,
  environment: CliEnvironment,
): Promise<number> {
  const { env, stdout, signal: stop, drain = stop, clock } = environment;
  const json = global.json ?? false;
  const path = global.config ?? findConfig();
  const shares = command.offline === undefined && command.shares === true;
  const signal = shares ? stop : AbortSignal.any([stop, drain]);
  const style = json ? 'json' : stdout.isTTY ? 'terminal' : 'lines';
  const progress = createProgress(style, stdout);
  if (command.offline === false) {
    const [secrets, environment] = [await loadSecrets(env), await readEnvironment(env)];
    const start = { path, secrets, environment, signal };
    return await command.run(start, createOutput(stdout, progress, json), options);
  }
  const config = await loadConfig(path, { phase: global.phase });
  if (command.offline) {
    const storePassword = await loadStorePassword(env);
    const folder = openMigrationFolder({ config, storePassword, clock });
    try {
      return await command.run(folder, createOutput(stdout, progress, json), options);
    } finally {
      await folder.close();
    }
  }
  const output = createOutput(stdout, progress, json);
  const answered = await command.answer?.(config, output, options);
  if (answered !== undefined) return answered;
  const secrets = await loadSecrets(env);
  const { onEvent } = progress;
  const { confirm } = options;
  const confirmPlan = typeof confirm === 'string' ? () => confirm : environment.confirmPlan;
  const endpoint = await metricsOf(global);
  const telemetry = endpoint && { meterProvider: endpoint.meterProvider };
  const access = shares ? 'share' : 'run';
  const migration = createMigration({
    config,
    secrets,
    access,
    signal,
    onEvent,
    confirmPlan,
    telemetry,
    clock,
  });
  try {
    return await command.run(migration, output, options, drain);
  } finally {
    progress.stop();
    await migration.close();
    await endpoint?.close();
  }
}

async function metricsOf({
  metricsPort,
  metricsHost,
}: GlobalOptions): Promise<MetricsEndpoint | undefined> {
  if (metricsPort === undefined) return undefined;
  const port = Number(metricsPort);
  if (Number.isInteger(port) && port > 0 && port < 65_536) {
    return await openMetricsEndpoint({ port, host: metricsHost });
  }
  throw new ConfigurationError({
    setting: '--metrics-port',
    message: `“${metricsPort}” is not a port`,
    remedy: 'Give a number from 1 to 65535, as in --metrics-port 9464.',
  });
}

function explain(error: unknown): string {
  if (ZdjsmError.is(error)) return `${error.code}: ${error.message}\n→ ${error.remedy}`;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `A defect of zdjsm: ${text}\n→ Please report it. What was done is kept; the same command goes on.`;
}
