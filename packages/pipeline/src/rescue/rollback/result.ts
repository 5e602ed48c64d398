import type { StoredError } from '../../store/store.ts';

/** What a rollback would do, or has done. */
export interface Rollback {
  readonly batch: string;
  /** False for a plan: nothing was written. */
  readonly carriedOut: boolean;
  /** By kind, in the order in which they are taken back. */
  readonly kinds: readonly KindTaken[];
  /** Ours, and they stay: others touched them or need them. */
  readonly kept: readonly Standing[];
  /** They stay because no API takes them back. */
  readonly left: readonly Standing[];
  /** Could not be looked at or taken back: run it again. */
  readonly failed: readonly (Standing & { readonly error: StoredError })[];
  /** Where the lists of all that is written down: `plan.json`, `kept.csv`, `customers.csv`. */
  readonly folder: string;
}

/** What becomes of one kind of record in a rollback. */
export interface KindTaken {
  readonly kind: string;
  /** What taking one back does. */
  readonly how: string;
  /** To be taken back, or taken back and read back. */
  readonly takenBack: number;
  readonly kept: number;
  readonly left: number;
  readonly failed: number;
}

/** A record that stays in the target. */
export interface Standing {
  readonly kind: string;
  /** Of the source. */
  readonly id: string;
  /** Key or id in the target. */
  readonly target: string;
  readonly why: string;
}
