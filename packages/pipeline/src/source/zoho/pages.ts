import { ZdjsmError } from '@zdjsm/core';
import { NotFoundError, type PagedList, type RawRecord } from '@zdjsm/zoho-desk';
import pMap from 'p-map';
import { isOfOneRecord } from '../../run/stopping-errors.ts';
import type { ReadOptions, SourcePage, SourceRecord, UnreadRecord } from '../source.ts';

// Details of one page are read side by side; the client keeps the plan's cap for all of them.
const DETAILS_AT_ONCE = 8;

/**
 * A list's pages as what is staged; `detail` reads a record once more where its row is too poor. With
 * `since`, rows that say they are older are left out. A row without an id, and a detail that can't be
 * read, fail by themselves.
 */
export async function* pagesOf<T extends RawRecord & { readonly id: string }>(
  list: PagedList<T>,
  detail: (row: T) => Promise<unknown> = async (row) => row,
  since = '',
): AsyncGenerator<SourcePage> {
  for await (const page of list.pages()) {
    const records: SourceRecord[] = [];
    const failed: UnreadRecord[] = [];
    await pMap(
      page.items.filter((row) => (textOf(row, 'modifiedTime') ?? since) >= since),
      async (row) => {
        const id = idOf(row);
        const parentId = textOf(row, 'ticketId');
        try {
          if (id === undefined) throw withoutId(row);
          const payload = await detail(row);
          records.push({ id, payload, modifiedAt: textOf(row, 'modifiedTime'), parentId });
        } catch (error) {
          // Deleted since it was listed.
          if (error instanceof NotFoundError) return;
          if (!isOfOneRecord(error)) throw error;
          failed.push({ id, error, parentId });
        }
      },
      { concurrency: DETAILS_AT_ONCE },
    );
    yield { records, failed, checkpoint: page.next };
  }
}

export const listOptions = ({ checkpoint, signal }: ReadOptions) => ({ from: checkpoint, signal });

function textOf(row: RawRecord, key: string): string | undefined {
  const value = row[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Some of Zoho's answers print ids without quotes. */
function idOf({ id }: RawRecord): string | undefined {
  if (typeof id === 'number') return String(id);
  return typeof id === 'string' && id !== '' ? id : undefined;
}

function withoutId(row: RawRecord): ZdjsmError {
  return new ZdjsmError({
    code: 'SOURCE_RECORD',
    message: `a record of a list has no "id"; it has ${Object.keys(row).slice(0, 8).join(', ') || 'nothing'}`,
    remedy: 'Look for it in the source. It is parked; all others go on.',
  });
}
