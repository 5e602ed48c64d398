import { ARTICLE_TEXT } from '../../load/knowledge-base/page-text.ts';
import { filesOfRows, reopenedTexts, withoutText } from '../../load/ticket/reopen-texts.ts';
import type { RunContext } from '../../run/context.ts';
import type { Failures } from './failures.ts';

/**
 * Makes a load look at these tickets again, and write the texts anew that say of a file that it is
 * missing. All else of them is as it was meant to be, and stays untouched.
 */
export async function reopen(
  context: RunContext,
  { tickets, files, articles }: Failures,
): Promise<void> {
  const { store } = context;
  await reopenArticles(context, articles);
  for (const ticketId of tickets) {
    // Those that the issue lacks, too, though a retry that died may have fetched them.
    const failed = (await store.crosswalk.family(ticketId)).filter(
      ({ kind, state }) => FILES.has(kind) && state === 'failed',
    );
    const missing = await filesOfRows(context, ticketId, failed);
    const all = new Set([...(files.get(ticketId) ?? []), ...missing]);
    await store.commit({
      forget: [{ kind: 'settled', sourceId: ticketId }],
      crosswalk: await reopenedTexts(context, ticketId, all),
    });
  }
}

const FILES: ReadonlySet<string> = new Set(['attachment', 'image']);

/** The texts of pages say of a file that it is missing, too. */
async function reopenArticles({ store }: RunContext, articles: ReadonlySet<string>): Promise<void> {
  for (const id of articles) {
    const family = await store.crosswalk.family(id);
    const texts = family.filter(({ kind, targetId }) => kind === ARTICLE_TEXT && targetId);
    await store.commit({ crosswalk: texts.map(withoutText) });
  }
}
