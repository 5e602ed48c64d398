import { inBatch } from '../../batch/in-batch.ts';
import { fetchFilesAgain } from '../../extract/files.ts';
import { attemptArticle, stageArticle } from '../../extract/knowledge-base.ts';
import { rereadLists } from '../../extract/reread.ts';
import { extractTickets } from '../../extract/tickets.ts';
import { load } from '../../load/load.ts';
import type { LoadContext } from '../../load/load-context.ts';
import { readFailures } from './failures.ts';
import { reopen } from './reopen.ts';

/** What became of what had failed. */
export interface RetryResult {
  /** Records and files that had failed. */
  readonly failed: number;
  /** Of these, and of what comes of them: what fails still. */
  readonly stillFailed: number;
  /** Records that were created or changed. */
  readonly writes: number;
}

/**
 * Reruns what failed, of the reading and of the writing, and nothing else: tickets, articles and files are read
 * again where they could not be, and only failed records are written, in a batch of their own.
 */
export async function retry(context: LoadContext): Promise<RetryResult> {
  const before = await readFailures(context);
  if (before.count === 0 && before.tickets.size === 0) {
    return { failed: 0, stillFailed: 0, writes: 0 };
  }
  const fresh = await rereadLists(context);
  const failures = await readFailures(context, fresh);
  if (failures.unread.size > 0) await extractTickets(context, failures.unread);
  await fetchFilesAgain(context, failures.files);
  const { knowledgeBase } = context.source;
  if (knowledgeBase) {
    for (const id of failures.unreadArticles) {
      await attemptArticle(context, id, () => stageArticle(context, knowledgeBase, id));
    }
  }
  await reopen(context, failures);
  const only = failures.selection;
  const writes = await inBatch(context, { purpose: 'retry' }, async (inBatch) => {
    await load({ ...inBatch, only });
    return inBatch.writes.count;
  });
  return { failed: before.count, stillFailed: (await readFailures(context)).count, writes };
}
