import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** One record's new state; no value means that it was deleted. */
export interface Change {
  readonly name: string;
  readonly id: string;
  readonly value: unknown;
}

/** An append-only file, one line a commit: a line that was cut off by a kill counts as not written. */
export interface ChangeLog {
  read(): Iterable<Change>;
  append(changes: readonly Change[]): void;
  /** May be called again. */
  close(): void;
}

export function openChangeLog(path: string): ChangeLog {
  mkdirSync(dirname(path), { recursive: true });
  const stored = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const whole = stored.lastIndexOf(0x0a) + 1;
  if (whole < stored.length) truncateSync(path, whole);
  const file = openSync(path, 'a');
  let isOpen = true;
  return {
    *read() {
      // Line by line: the log of a large migration does not fit into one string.
      for (let start = 0; start < whole; ) {
        const end = stored.indexOf(0x0a, start);
        yield* JSON.parse(stored.toString('utf8', start, end)) as Change[];
        start = end + 1;
      }
    },
    append(changes) {
      writeSync(file, `${JSON.stringify(changes)}\n`);
    },
    close() {
      if (isOpen) closeSync(file);
      isOpen = false;
    },
  };
}
