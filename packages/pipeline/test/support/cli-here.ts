import { PassThrough } from 'node:stream';
import type { Clock } from '@zdjsm/core';
import { runCli } from '../../src/index.ts';
import { type CliResult, configFile, type Over } from './cli-process.ts';
import type { World } from './world.ts';

/** The command in this very process: as fast as a call, where nothing has to be killed. */
export const cliHere = async (
  world: World,
  args: readonly string[],
  over: Over = {},
): Promise<CliResult> =>
  await runCommand(
    [...args, '--config', configFile(world, over)],
    { ...world.environment, ...over.environment },
    world.clock,
  );

/** The same with a config of one's own, with this environment alone, and a time of its own. */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  clock: Clock,
): Promise<CliResult> {
  const out = new PassThrough();
  let output = '';
  out.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  // Of a terminal's stream the command only asks whether it is one.
  const stream = Object.assign(out, { isTTY: false }) as unknown as NodeJS.WriteStream;
  const code = await runCli(args, {
    env,
    stdout: stream,
    stderr: stream,
    signal: new AbortController().signal,
    clock,
  });
  return { code, output };
}
