import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { childEnvironment } from '@zdjsm/testing';
import type { MigrationConfig } from '../../src/index.ts';
import type { World } from './world.ts';

const CLI = resolve(import.meta.dirname, '../../src/cli.ts');
const MIGRATION = resolve(import.meta.dirname, 'migration-child.ts');

/** The command as a user runs it: a process of its own, which a signal can end at any moment. */
export interface CliProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<CliResult>;
}

export interface CliResult {
  /** Undefined when a signal ended it. */
  readonly code: number | undefined;
  readonly output: string;
}

export interface Over {
  readonly config?: Partial<MigrationConfig>;
  readonly environment?: Readonly<Record<string, string>>;
}

export function startCli(world: World, args: readonly string[], over: Over = {}): CliProcess {
  const named = args.includes('--config') ? [] : ['--config', configFile(world, over)];
  return start(world, [CLI, ...args, ...named], over);
}

/** A whole run, a rollback, or a worker, whose time goes as fast as the world's. */
export function startMigration(
  world: World,
  verb: 'run' | 'rollback' | 'work' = 'run',
  over: Over = {},
): CliProcess {
  const { speed, clock } = world;
  const times = [String(speed), String(clock.now())];
  return start(world, [MIGRATION, configFile(world, over), ...times, verb], over);
}

export function configFile(world: World, over: Over): string {
  const path = join(world.folder, 'zdjsm.json');
  writeFileSync(path, JSON.stringify({ ...world.config, ...over.config }));
  return path;
}

function start(world: World, args: readonly string[], over: Over): CliProcess {
  const child = spawn(process.execPath, ['--conditions=@zdjsm/source', ...args], {
    env: { ...childEnvironment(), ...world.environment, ...over.environment },
  });
  let output = '';
  for (const pipe of [child.stdout, child.stderr]) {
    pipe.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    // Whoever is killed may break off in the middle of a word.
    pipe.on('error', () => {});
  }
  const ended = new Promise<CliResult>((done) => {
    child.on('close', (code) => done({ code: code ?? undefined, output }));
  });
  return { child, ended };
}
