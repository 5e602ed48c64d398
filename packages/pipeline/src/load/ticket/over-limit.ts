import type { CrosswalkRow } from '../../store/store.ts';
import type { LoadContext } from '../load-context.ts';
import { filesOfRows, reopenedTexts } from './reopen-texts.ts';

const OVER_LIMIT = "larger than the site's limit of";

/** The rule that leaves a file out. */
export const overLimit = (bytes: number): string => `${OVER_LIMIT} ${bytes} bytes`;

/** Files that a lower limit left out: where the site takes them now, the texts that name them are written anew. */
export async function takeUpOverLimit(
  context: LoadContext,
  ticketId: string,
  family: readonly CrosswalkRow[],
): Promise<void> {
  const { store, catalog } = context;
  const rule = overLimit(catalog.uploadLimit);
  const leftOut = family.filter(
    ({ state, reason }) => state === 'skipped' && reason?.startsWith(OVER_LIMIT) && reason !== rule,
  );
  if (leftOut.length === 0) return;
  const files = await filesOfRows(context, ticketId, leftOut);
  const texts = await reopenedTexts(context, ticketId, new Set(files));
  await store.commit({ crosswalk: texts });
}
