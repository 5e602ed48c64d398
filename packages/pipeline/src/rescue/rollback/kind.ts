import type { CrosswalkRow, RecordName } from '../../store/store.ts';
import type { RollbackContext } from './context.ts';

/**
 * What becomes of one record of a batch.
 *
 * - `take-back`: it is there, it is ours, and nobody touched it.
 * - `keep`: it is ours, but others have touched it or need it: it stays, and is listed.
 * - `left`: the API can't take it back: it stays, and is listed.
 * - `forget`: the target holds nothing of it that is ours.
 * - `pass`: it goes or stays with the record that it belongs to.
 */
export type Verdict =
  | { readonly act: 'take-back'; readonly row: CrosswalkRow }
  | { readonly act: 'keep' | 'left'; readonly why: string }
  | { readonly act: 'forget' | 'pass' };

/** How one kind of record is taken back. */
export interface RollbackKind {
  /** Of its rows in the crosswalk. */
  readonly kind: string;
  /** What taking one back does, for a reader of the plan: "the issue is deleted". */
  readonly how: string;
  /** Reads only. It is asked for the plan, and again right before the record is taken back. */
  judge(context: RollbackContext, row: CrosswalkRow): Promise<Verdict>;
  /** Of one group. What is gone already is no error: a rollback that was killed asks again. */
  takeBack?(context: RollbackContext, rows: readonly CrosswalkRow[]): Promise<void>;
  /** Reads back: which of them are still there. */
  stillThere?(
    context: RollbackContext,
    rows: readonly CrosswalkRow[],
  ): Promise<readonly CrosswalkRow[]>;
  /** Rows with the same answer are taken back together. Default: each by itself. */
  groupOf?(row: CrosswalkRow): string;
  /** What leaves the crosswalk with a record. Default: its own row. */
  goesWith?(context: RollbackContext, row: CrosswalkRow): Promise<readonly RecordName[]>;
  /** Stays in the crosswalk until all else is taken back, so that a list of it is whole after a kill. */
  readonly untilTheEnd?: boolean | undefined;
}

export const forget: Verdict = { act: 'forget' };
export const pass: Verdict = { act: 'pass' };
export const keep = (why: string): Verdict => ({ act: 'keep', why });
export const left = (why: string): Verdict => ({ act: 'left', why });
export const takeBack = (row: CrosswalkRow): Verdict => ({ act: 'take-back', row });

/** Nothing was found of a record: a failure keeps its row, which says why; an intent has no more to say. */
export const nothingOf = ({ state }: CrosswalkRow): Verdict => (state === 'failed' ? pass : forget);
