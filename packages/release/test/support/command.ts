import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

interface CommandOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end and returns what it printed; what it printed is in the error, too. */
export async function command(
  program: string,
  args: readonly string[],
  { cwd, env }: CommandOptions,
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(program, args, {
      cwd,
      env: { ...process.env, ...env },
      maxBuffer: 16 * 1024 * 1024,
    });
    return stdout;
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    throw new Error(`${error}\n${said}`, { cause: error });
  }
}

/** The pnpm that runs these tests; else the one that CONTRIBUTING names. */
export function pnpm(args: readonly string[], cwd: string): Promise<string> {
  const running = process.env['npm_execpath'];
  return running?.endsWith('pnpm')
    ? command(running, args, { cwd })
    : command('npx', ['--yes', 'pnpm@12', ...args], { cwd });
}

/** Runs a program that a project has installed, as `npx` does. */
export function installed(program: string, args: readonly string[], cwd: string): Promise<string> {
  const bin = join(cwd, 'node_modules', '.bin');
  return command(join(bin, program), args, {
    cwd,
    env: { PATH: [bin, process.env['PATH']].join(delimiter) },
  });
}
