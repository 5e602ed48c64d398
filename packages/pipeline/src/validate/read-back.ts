import { isOfOneRecord } from '../run/stopping-errors.ts';
import type { RecordName } from '../store/store.ts';
import { createFindings, type Findings } from './findings.ts';
import type { ValidationContext } from './validation-context.ts';

/** Where a part of a record is read back. */
export interface Reading {
  readonly findings: Findings;
  readonly signal: AbortSignal;
  onUnread(error: unknown): void;
}

/** A part that can't be read back is a finding of its own, and keeps no other from being read. */
export async function readBack(
  { findings, signal, onUnread }: Reading,
  part: string,
  check: () => Promise<void>,
): Promise<void> {
  try {
    await check();
  } catch (error) {
    signal.throwIfAborted();
    if (!isOfOneRecord(error)) throw error;
    findings.expect(part, 'read back', error instanceof Error ? error.message : 'refused');
    onUnread(error);
  }
}

/** Compares one record with what is read back of it and keeps what differs; returns how much that is. */
export async function checkRecord(
  context: ValidationContext,
  { kind, sourceId }: RecordName,
  check: (findings: Findings) => Promise<void>,
): Promise<number> {
  const { store, signal } = context;
  const findings = createFindings();
  const unread: unknown[] = [];
  const onUnread = (error: unknown): void => void unread.push(error);
  await readBack({ findings, signal, onUnread }, kind, () => check(findings));
  await store.commit({ findings: [{ kind, sourceId, findings: findings.list }] });
  countUnread(context, unread);
  return findings.list.length;
}

/** Where of one record after the other something can't be read back, this ends the validation. */
export function countUnread({ breaker }: ValidationContext, unread: readonly unknown[]): void {
  if (unread.length > 0) breaker.failure(unread[0]);
  else breaker.success();
}
