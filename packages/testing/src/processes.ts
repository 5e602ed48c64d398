import { type ChildProcess, fork } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface TestProcess {
  readonly child: ChildProcess;
  /** Resolves to what it printed, once it has ended by itself; rejects with it when it failed. */
  readonly ended: Promise<string>;
  /** Lets it begin: `untilTold` resolves in it. */
  begin(): void;
}

/**
 * Runs a script of the repository in a process of its own, which is ended with the test. Resolves when the
 * script waits to be told to begin: how long a process takes to start has no part in what is measured.
 */
export async function startProcess(script: string, settings: unknown): Promise<TestProcess> {
  const child = fork(script, [JSON.stringify(settings)], {
    execArgv: ['--conditions=@zdjsm/source'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const output = Promise.all([child.stdout, child.stderr].map((stream) => stream && text(stream)));
  const ended = new Promise<string>((resolve, reject) => {
    child.once('close', (code, signal) => {
      output.then(([out, error]) => {
        if (code === 0) resolve(out ?? '');
        else reject(new Error(`${script} ended with ${code ?? signal}: ${error}`));
      }, reject);
    });
  });
  // Those that are killed on purpose are nobody's failure.
  ended.catch(() => {});
  const ready = new Promise((resolve) => child.once('message', resolve));
  await Promise.race([ready, ended]);
  return { child, ended, begin: () => child.send('begin') };
}

/** In the script: says that it is ready, and waits until the test lets it begin. */
export async function untilTold(): Promise<void> {
  const told = new Promise((resolve) => process.once('message', resolve));
  process.send?.('ready');
  await told;
  // An open channel would keep the process alive.
  process.disconnect();
}
