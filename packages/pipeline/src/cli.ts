#!/usr/bin/env node
import { EXIT } from './cli/exit-codes.ts';
import { outdatedNode } from './cli/node-version.ts';

const outdated = outdatedNode(process.versions.node);
if (outdated !== undefined) {
  process.stderr.write(outdated);
  process.exit(EXIT.configuration);
}
// Only now: an older Node.js has no SQLite, and ends where it is imported, in words of its own.
const { runCli } = await import('./cli/run-cli.ts');

const drain = new AbortController();
const stop = new AbortController();
for (const [signal, what] of [
  ['SIGINT', 'interrupted'],
  ['SIGTERM', 'terminated'],
] as const) {
  process.on(signal, () => {
    // The second time at once, the third time whatever happens.
    if (stop.signal.aborted) process.exit(130);
    if (drain.signal.aborted) stop.abort(new Error(what));
    drain.abort(new Error(what));
  });
}

// Whoever reads along may go, as `| head` does: the work goes on.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  drain: drain.signal,
  signal: stop.signal,
});
