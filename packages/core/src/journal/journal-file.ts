import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Exchange } from './exchange.ts';

/** Appends each exchange as one JSON line; what was written survives a kill. */
export interface JournalFile {
  write(exchange: Exchange): void;
  close(): void;
}

/** Give its `write` to a client as `onExchange`. The folder is made where it is missing. */
export function openJournalFile(path: string): JournalFile {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'a');
  return {
    write(exchange) {
      writeSync(file, `${JSON.stringify(exchange)}\n`);
    },
    close() {
      closeSync(file);
    },
  };
}
