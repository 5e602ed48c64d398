import type { Issue } from '@zdjsm/jsm';
import type { LoadContext } from '../load/load-context.ts';
import { SOURCE_PROPERTY } from '../load/ticket/parts/details.ts';
import type { StagedRecord } from '../store/store.ts';

/** A staged ticket, and its issue as the target shows it. */
export interface TicketAndIssue {
  readonly staged: StagedRecord;
  /** Undefined where there is none. */
  readonly issue: Issue | undefined;
}

// A hundred would do, but long texts of so many would be held at a time.
const READ_AT_ONCE = 50;
// Both are lists of their own, and can be long.
const FIELDS = ['*all', '-comment', '-worklog'];

/** All staged tickets with their issues, which are read many a call. */
export async function* ticketsWithIssues(context: LoadContext): AsyncGenerator<TicketAndIssue> {
  let chunk: StagedRecord[] = [];
  for await (const staged of context.store.staging.iterate('ticket')) {
    chunk.push(staged);
    if (chunk.length < READ_AT_ONCE) continue;
    yield* withIssues(context, chunk);
    chunk = [];
  }
  yield* withIssues(context, chunk);
}

async function* withIssues(
  { store, jsm, signal }: LoadContext,
  chunk: readonly StagedRecord[],
): AsyncGenerator<TicketAndIssue> {
  const ids = new Map<string, string>();
  for (const { id } of chunk) {
    const row = await store.crosswalk.get('ticket', id);
    if (row?.targetId !== undefined) ids.set(id, row.targetId);
  }
  const properties = [SOURCE_PROPERTY];
  const issues = await jsm.issues.getMany([...ids.values()], {
    fields: FIELDS,
    properties,
    signal,
  });
  for (const staged of chunk) {
    yield { staged, issue: issues.get(ids.get(staged.id) ?? '') };
  }
}
