import { expect, test } from 'vitest';
import { type Checkpoint, type Page, PagedList } from '../src/index.ts';

const RECORDS = Array.from({ length: 10 }, (_, i) => i);

function numbers(start?: Checkpoint) {
  let fetched = 0;
  const list = new PagedList<number>(async (from): Promise<Page<number>> => {
    fetched += 1;
    const index = Number(from?.['index'] ?? 0);
    const next = index + 4;
    return {
      items: RECORDS.slice(index, next),
      next: next < RECORDS.length ? { index: next } : undefined,
    };
  }, start);
  return { list, fetches: () => fetched };
}

test('awaited, it gives the first page', async () => {
  const { list, fetches } = numbers();
  expect(fetches()).toBe(0);
  expect((await list).items).toEqual([0, 1, 2, 3]);
  expect(fetches()).toBe(1);
});

test('iterated, it gives every record', async () => {
  expect(await Array.fromAsync(numbers().list)).toEqual(RECORDS);
});

test('a checkpoint of any page resumes after it', async () => {
  for await (const page of numbers().list.pages()) {
    if (!page.next) break;
    const stored = JSON.parse(JSON.stringify(page.next)) as Checkpoint;
    const last = page.items.at(-1) ?? -1;
    expect(await Array.fromAsync(numbers(stored).list)).toEqual(RECORDS.slice(last + 1));
  }
});

test('toArray stops at its limit, and fetches no page beyond it', async () => {
  const { list, fetches } = numbers();
  expect(await list.toArray({ limit: 4 })).toEqual([0, 1, 2, 3]);
  expect(fetches()).toBe(1);
});

test('with prefetch, the next page is under way while this one is worked on', async () => {
  let fetched = 0;
  const list = new PagedList<number>(
    async (from) => {
      fetched += 1;
      const page = Number(from?.['page'] ?? 1);
      return { items: [page], next: page < 3 ? { page: page + 1 } : undefined };
    },
    undefined,
    { prefetch: true },
  );
  const seen: [page: number | undefined, fetched: number][] = [];
  for await (const page of list.pages()) seen.push([page.items[0], fetched]);
  expect(seen).toEqual([
    [1, 2],
    [2, 3],
    [3, 3],
  ]);
});

test('an error of a page that nobody waits for any more harms no one', async () => {
  const list = new PagedList<number>(
    async (from) => {
      if (from) throw new Error('too late');
      return { items: [1], next: { page: 2 } };
    },
    undefined,
    { prefetch: true },
  );
  expect(await list.toArray({ limit: 1 })).toEqual([1]);
});
