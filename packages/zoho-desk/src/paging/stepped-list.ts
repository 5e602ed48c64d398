import { type Checkpoint, ConfigurationError, type Page, PagedList } from '@zdjsm/core';
import type { Id, RawRecord, Timestamp } from '../records.ts';
import type { Api, ListOptions } from '../request/api.ts';
import { eachOnce } from './each-once.ts';
import { createIterations } from './iterations.ts';
import { isSince } from './time-range.ts';

/** What a record needs to be scanned. */
export interface ScannedRow extends RawRecord {
  readonly id: Id;
  readonly createdTime?: Timestamp;
}

/** What a scan carries from page to page, and into its checkpoints. */
export interface Progress {
  /** Records that have been given. */
  readonly found: number;
  /** Those that are younger than the index's lag: other lists know them too. */
  readonly recent: readonly Id[];
  /** What one step wants a later one to know. */
  readonly notes: readonly string[];
}

export interface StepPage<T> {
  readonly rows: readonly T[];
  readonly next: Checkpoint | undefined;
  readonly note?: string | undefined;
}

/** A list that is one part of a scan. */
export interface Step<T> {
  readonly name: string;
  page(position: Checkpoint | undefined, progress: Progress): Promise<StepPage<T>>;
  /** True when earlier steps have given all that this one could. */
  skip?(progress: Progress): boolean;
}

export interface SteppedScan<T> {
  /** The same for the same query: what a checkpoint belongs to. */
  readonly name: string;
  plan(): Promise<readonly Step<T>[]>;
  /** False for what the lists give beyond what was asked for. */
  accepts(row: T): boolean;
  /** Called once, when the last step is done. */
  finish?(progress: Progress): Promise<void>;
}

/**
 * Lists one after another, as one list: each record once, resumable after each page. Records that
 * move from a later list to an earlier one in the meantime are known again by their ids, within one iteration.
 */
export function steppedList<T extends ScannedRow>(
  api: Api,
  scan: SteppedScan<T>,
  options: ListOptions,
): PagedList<T> {
  const iterations = createIterations();
  let planned: Promise<readonly Step<T>[]> | undefined;

  return new PagedList<T>(
    async (checkpoint): Promise<Page<T>> => {
      planned ??= scan.plan();
      const steps = await planned;
      const { step: name, progress, position } = readCheckpoint(checkpoint, scan.name);
      const index = name === undefined ? 0 : steps.findIndex((step) => step.name === name);
      const step = steps[index];
      if (!step) throw foreignCheckpoint(scan.name);

      const page = await step.page(position, progress);
      const given = iterations.givenBefore(checkpoint);
      const items = eachOnce(page.rows).filter((row) => !given.has(row.id) && scan.accepts(row));
      const after = advance(progress, items, page.note, youngestSettled(api));
      const here = { scan: scan.name, ...after };
      const following = page.next
        ? step
        : steps.slice(index + 1).find((later) => !later.skip?.(after));
      if (!following) await scan.finish?.(after);
      const next = following && { ...page.next, ...here, step: following.name };
      iterations.advance(checkpoint, idsOf(items), next);
      return { items, next };
    },
    options.from,
    { prefetch: options.prefetch },
  );
}

function idsOf(rows: readonly ScannedRow[]): Id[] {
  return rows.map(({ id }) => id);
}

/** What was created before this time is in the index by now. */
export function youngestSettled({ clock, behaviour }: Api): Timestamp {
  return new Date(clock.now() - behaviour.searchLagMs).toISOString();
}

function advance(
  progress: Progress,
  items: readonly ScannedRow[],
  note: string | undefined,
  settled: Timestamp,
): Progress {
  const young = items.filter(isSince(settled));
  const news = note === undefined || progress.notes.includes(note) ? [] : [note];
  return {
    found: progress.found + items.length,
    recent: [...progress.recent, ...idsOf(young)],
    notes: [...progress.notes, ...news],
  };
}

function readCheckpoint(checkpoint: Checkpoint | undefined, name: string) {
  const { scan, step, found, recent, notes, ...position } = checkpoint ?? {};
  if (checkpoint && scan !== name) throw foreignCheckpoint(name);
  return {
    step: typeof step === 'string' ? step : undefined,
    progress: {
      found: typeof found === 'number' ? found : 0,
      recent: Array.isArray(recent) ? recent : [],
      notes: Array.isArray(notes) ? notes : [],
    },
    position: Object.keys(position).length > 0 ? position : undefined,
  };
}

function foreignCheckpoint(name: string): ConfigurationError {
  return new ConfigurationError({
    setting: 'from',
    message: `the checkpoint is not one of this ${name}`,
    remedy: 'Pass the `next` of a page of a scan with the same query, or start without one.',
  });
}
