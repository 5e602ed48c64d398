/**
 * Adds up what was spent in a day, for all who share it: processes on one machine or several. Kept
 * on disk, the ledger survives a restart. `add` must be atomic.
 */
export interface CreditStore {
  /** Adds `credits` (may be 0) to the day and returns the day's total. */
  add(day: string, credits: number): Promise<number>;
}
