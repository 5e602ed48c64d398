import { NotFoundError, type User } from '@zdjsm/jsm';
import type { CrosswalkRow } from '../store/store.ts';
import { fieldHash } from './field-hashes.ts';
import type { LoadContext } from './load-context.ts';

/** What somebody else has done in the target to a field that we have written. */
export interface ForeignChange {
  readonly field: string;
  readonly reason: 'edited' | 'deleted-in-target' | 'renamed';
  /** Who and when. */
  readonly detail: string;
  /** It can't be written over, whatever the policy says. */
  readonly isFinal?: boolean | undefined;
}

/**
 * Of these fields of an issue, those that somebody else was the last to change. Whether a value is
 * still as it was written tells the issue itself; who changed it, its change log. Jira rearranges
 * some values by itself: only a change with a name to it counts.
 */
export async function foreignFieldChanges(
  context: LoadContext,
  issueKey: string,
  row: CrosswalkRow,
  fields: readonly string[],
): Promise<readonly ForeignChange[]> {
  const { fields: written } = row;
  if (!written || fields.length === 0) return [];
  const { jsm, signal } = context;
  const issue = await jsm.issues.get(issueKey, { fields, signal });
  // What was never written was empty.
  const suspects = fields.filter(
    (field) => fieldHash(issue.fields[field]) !== (written[field] ?? fieldHash(undefined)),
  );
  return await lastForeignChanges(context, issueKey, suspects);
}

/** The same by the change log alone: for what can't be compared by its value. */
export async function lastForeignChanges(
  { jsm, migrator, signal }: LoadContext,
  issueKey: string,
  fields: readonly string[],
): Promise<readonly ForeignChange[]> {
  if (fields.length === 0) return [];
  const last = new Map<string, ForeignChange>();
  // The oldest first: what is left of each field is its last change.
  for await (const { author, created, items } of jsm.issues.changelog(issueKey, { signal })) {
    for (const { fieldId = '' } of items) {
      if (author?.accountId === migrator) last.delete(fieldId);
      else last.set(fieldId, edited(fieldId, author, created));
    }
  }
  return fields.flatMap((field) => last.get(field) ?? []);
}

/** A comment that somebody else has edited, or that is not there any more. */
export async function foreignCommentChange(
  { jsm, migrator, signal }: LoadContext,
  issueKey: string,
  commentId: string,
  field: string,
): Promise<readonly ForeignChange[]> {
  try {
    const comment = await jsm.comments.get(issueKey, commentId, { signal });
    if (!comment.updateAuthor || comment.updateAuthor.accountId === migrator) return [];
    return [edited(field, comment.updateAuthor, comment.updated)];
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    return [{ field, reason: 'deleted-in-target', detail: 'the comment is gone', isFinal: true }];
  }
}

function edited(field: string, author: User | undefined, at: string | undefined): ForeignChange {
  const by = author?.displayName ?? author?.accountId ?? 'somebody';
  return { field, reason: 'edited', detail: at === undefined ? `by ${by}` : `by ${by} at ${at}` };
}
