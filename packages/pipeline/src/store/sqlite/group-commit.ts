import type { Database } from './database.ts';

/** Writes in transactions of their own, of which many share one flush to the disk. */
export interface GroupCommit {
  /** Runs the writes soon; durable when it resolves. What fails leaves nothing of itself, and stops no other. */
  run(write: () => void): Promise<void>;
  /** Runs at once what still waits. */
  flush(): void;
}

interface Waiting {
  readonly write: () => void;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * A flush costs some milliseconds on an ordinary disk, in which this process does nothing else. Many
 * tickets are worked on at a time: what they commit in one turn of the event loop goes to the disk
 * together.
 */
export function createGroupCommit(database: Database): GroupCommit {
  let waiting: Waiting[] = [];

  const flush = (): void => {
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    const written: Waiting[] = [];
    try {
      database.exec('BEGIN IMMEDIATE');
      for (const one of group) if (carryOut(database, one)) written.push(one);
      database.exec('COMMIT');
    } catch (error) {
      if (database.isOpen && database.isTransaction) database.exec('ROLLBACK');
      for (const one of group) one.reject(error);
      return;
    }
    for (const one of written) one.resolve();
  };

  return {
    run: (write) =>
      new Promise((resolve, reject) => {
        waiting.push({ write, resolve, reject });
        // Once the answers that have come in by now are worked on: what they commit joins in.
        if (waiting.length === 1) setImmediate(flush);
      }),
    flush,
  };
}

/** Whether it was written. */
function carryOut(database: Database, { write, reject }: Waiting): boolean {
  database.exec('SAVEPOINT one');
  try {
    write();
    database.exec('RELEASE one');
    return true;
  } catch (error) {
    reject(error);
    database.exec('ROLLBACK TO one; RELEASE one');
    return false;
  }
}
