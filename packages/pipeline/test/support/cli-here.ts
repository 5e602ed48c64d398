import { PassThrough } from 'node:stream';
import { runCli } from '../../src/index.ts';
import { type CliResult, configFile, type Over } from './cli-process.ts';
import type { World } from './world.ts';

/** The command in this very process: as fast as a call, where nothing has to be killed. */
export async function cliHere(
  world: World,
  args: readonly string[],
  over: Over = {},
): Promise<CliResult> {
  const out = new PassThrough();
  let output = '';
  out.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  // Of a terminal's stream the command only asks whether it is one.
  const stream = Object.assign(out, { isTTY: false }) as unknown as NodeJS.WriteStream;
  const code = await runCli([...args, '--config', configFile(world, over)], {
    env: { ...world.environment, ...over.environment },
    stdout: stream,
    stderr: stream,
    signal: new AbortController().signal,
  });
  return { code, output };
}
