import type { LoadContext } from '../load/load-context.ts';
import type { FieldConflict } from '../store/store.ts';

/** Pages of articles that the source has no more stay; they are labelled as the config says, and reported. */
export async function settleGoneArticles(
  context: LoadContext,
  gone: readonly string[],
): Promise<void> {
  const { store, jsm, config, signal, writes } = context;
  const { labelPrefix } = config.tickets;
  for (const id of gone) {
    const unstage = ['article-row', 'article'].map((kind) => ({ kind, id }));
    const page = (await store.crosswalk.get('article', id))?.targetId;
    if (page !== undefined && config.sync.deleted === 'label') {
      await writes.begin();
      await jsm.confluence.pages.addLabels(page, [`${labelPrefix}deleted`], { signal });
      writes.count += 1;
    }
    const conflicts = page === undefined ? [] : [stays('article', 'its page stays')];
    await store.commit({ unstage, conflicts: [{ kind: 'article', sourceId: id, conflicts }] });
  }
}

/** Objects stay where they are: others may refer to them. An archive keeps what it has. */
export async function settleGoneCustomRecords(
  { store }: LoadContext,
  gone: readonly string[],
): Promise<void> {
  for (const id of gone) {
    const object = (await store.crosswalk.get('custom-record', id))?.targetKey;
    const conflicts = object === undefined ? [] : [stays('record', `${object} stays`)];
    await store.commit({
      unstage: [{ kind: 'custom-record', id }],
      conflicts: [{ kind: 'custom-record', sourceId: id, conflicts }],
    });
  }
}

const stays = (field: string, detail: string): FieldConflict => ({
  field,
  reason: 'deleted-in-source',
  detail,
  outcome: 'target-kept',
});
