import type { PagedList, RawRecord } from '@zdjsm/zoho-desk';
import pMap from 'p-map';
import type { ReadOptions, SourcePage } from '../source.ts';

// Details of one page are read side by side; the client keeps the plan's cap for all of them.
const DETAILS_AT_ONCE = 8;

/**
 * A list's pages as what is staged; `detail` reads a record once more where its row is too poor. With
 * `since`, rows that say they are older are left out.
 */
export async function* pagesOf<T extends RawRecord & { readonly id: string }>(
  list: PagedList<T>,
  detail: (row: T) => Promise<unknown> = async (row) => row,
  since = '',
): AsyncGenerator<SourcePage> {
  for await (const page of list.pages()) {
    const records = await pMap(
      page.items.filter((row) => (textOf(row, 'modifiedTime') ?? since) >= since),
      async (row) => ({
        id: row.id,
        payload: await detail(row),
        modifiedAt: textOf(row, 'modifiedTime'),
        parentId: textOf(row, 'ticketId'),
      }),
      { concurrency: DETAILS_AT_ONCE },
    );
    yield { records, checkpoint: page.next };
  }
}

export const listOptions = ({ checkpoint, signal }: ReadOptions) => ({ from: checkpoint, signal });

function textOf(row: RawRecord, key: string): string | undefined {
  const value = row[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
