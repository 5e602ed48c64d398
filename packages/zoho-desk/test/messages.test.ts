import { expect, test } from 'vitest';
import type { Behaviour, WholeTicket } from '../src/index.ts';
import { clientOf, empty, json, zohoError } from './support/in-memory.ts';

interface Said {
  readonly threads: readonly {
    id: string;
    direction: string;
    status?: string;
    createdTime?: string;
  }[];
  readonly comments?: readonly string[];
  readonly threadCount?: number;
  readonly commentCount?: number;
}

const OLD = '2024-05-01T10:00:00.000Z';

/** One ticket, with the endpoints that give its messages; tells which of them were asked. */
async function read(said: Said, behaviour: Partial<Behaviour> = {}) {
  const { threads, comments = [] } = said;
  const threadOf = (index: number) => {
    const thread = threads[index];
    const facts = {
      status: 'SUCCESS',
      createdTime: OLD.replace('10:00', `10:0${index}`),
      ...thread,
    };
    return { ...facts, content: `body of ${thread?.id}`, isContentTruncated: false };
  };
  const rowOf = (index: number) => ({ ...threadOf(index), content: undefined, type: 'thread' });
  const commentOf = (id: string) => ({ id, content: id, commentedTime: OLD, isPublic: false });
  const asked: string[] = [];
  const { zoho } = clientOf(
    ({ url }) => {
      const { pathname, searchParams } = new URL(url);
      const path = pathname.replace(/^\/api\/v1\/tickets\/1\/?/, '');
      asked.push(path + (searchParams.has('needIncomingThread') ? '?incoming' : ''));
      const [, id, full] = /^threads\/(\w+)(\/fullContent)?$/.exec(path) ?? [];
      const index = threads.findIndex((thread) => thread.id === id);
      if (id && full && behaviour.threadBody === 'when-cut') return zohoError(404, 'URL_NOT_FOUND');
      if (id) return json(threadOf(index));
      if (path === '') {
        const { threadCount = threads.length, commentCount = comments.length } = said;
        const counts = { threadCount: `${threadCount}`, commentCount: `${commentCount}` };
        return json({ id: '1', attachmentCount: '0', ...counts });
      }
      if (path === 'threads') return json({ data: threads.map((_, i) => rowOf(i)) });
      if (path === 'comments') return json({ data: comments.map(commentOf) });
      if (path === 'conversations') {
        const items = comments.map((id) => ({ ...commentOf(id), type: 'comment' }));
        return json({ data: [...threads.map((_, i) => rowOf(i)), ...items].toReversed() });
      }
      if (path === 'attachments') return empty();
      if (path !== 'latestThread') return zohoError(404, 'URL_NOT_FOUND');
      const incoming = searchParams.has('needIncomingThread');
      const latest = threads.findLastIndex(({ direction }) => !incoming || direction === 'in');
      return latest < 0 ? empty() : json(threadOf(latest));
    },
    { behaviour },
  );
  const whole: WholeTicket = await zoho.wholeTickets.get('1');
  return {
    ids: whole.threads.map(({ id }) => id),
    comments: whole.comments.map(({ id }) => id),
    asked: asked.slice(1),
    whole,
  };
}

const incoming = (id: string) => ({ id, direction: 'in' });
const outgoing = (id: string) => ({ id, direction: 'out' });

test.each<[string, Said, string[]]>([
  ['nothing', { threads: [] }, []],
  ['one thread', { threads: [incoming('a')] }, ['latestThread']],
  ['comments only', { threads: [], comments: ['x'] }, ['comments']],
  [
    'one thread and comments',
    { threads: [incoming('a')], comments: ['x'] },
    ['latestThread', 'comments'],
  ],
  [
    'question and answer',
    { threads: [incoming('a'), outgoing('b')] },
    ['latestThread', 'latestThread?incoming'],
  ],
  [
    'two questions',
    { threads: [incoming('a'), incoming('b')] },
    ['latestThread', 'threads', 'threads/a/fullContent', 'threads/b/fullContent'],
  ],
  [
    'three threads',
    { threads: [incoming('a'), outgoing('b'), incoming('c')] },
    ['threads', 'threads/a/fullContent', 'threads/b/fullContent', 'threads/c/fullContent'],
  ],
  [
    'threads and comments',
    { threads: [incoming('a'), outgoing('b')], comments: ['x'] },
    ['conversations', 'threads/a/fullContent', 'threads/b/fullContent'],
  ],
])('%s: asked for is no more than it takes', async (_, said, expected) => {
  const { ids, comments, asked, whole } = await read(said);
  expect(ids).toEqual(said.threads.map(({ id }) => id));
  expect(comments).toEqual(said.comments ?? []);
  expect(asked.toSorted()).toEqual(expected.toSorted());
  for (const thread of whole.threads)
    expect(thread).toMatchObject({ content: `body of ${thread.id}` });
});

test('a thread from a moment ago is not taken for the only one: the count may not know it yet', async () => {
  const now = '2026-03-02T08:59:00.000Z';
  const said = { threads: [incoming('a'), { ...outgoing('b'), createdTime: now }], threadCount: 1 };
  const { ids, asked } = await read(said);
  expect(ids).toEqual(['a', 'b']);
  expect(asked).toContain('threads');
});

test('a draft is not taken for the only thread, and its body is not asked for', async () => {
  const said = { threads: [incoming('a'), { ...outgoing('b'), status: 'DRAFT' }], threadCount: 1 };
  const { ids, asked } = await read(said);
  expect(ids).toEqual(['a', 'b']);
  expect(asked).not.toContain('threads/b/fullContent');
});

test('where counts are not trusted, all is asked for', async () => {
  const { ids, asked } = await read(
    { threads: [incoming('a')], threadCount: 0 },
    { trustCounts: false },
  );
  expect(ids).toEqual(['a']);
  expect(asked).toContain('conversations');
});

test('a body that the plain endpoint cuts is fetched whole; one that is whole costs one call', async () => {
  const asked: string[] = [];
  const serve = (cut: boolean) =>
    clientOf(
      ({ url }) => {
        asked.push(new URL(url).pathname);
        const full = url.includes('fullContent');
        return json({
          id: '2',
          content: full ? 'all of it' : 'all',
          isContentTruncated: cut && !full,
        });
      },
      { behaviour: { threadBody: 'when-cut' } },
    ).zoho;
  expect(await serve(true).threads.get('1', '2')).toMatchObject({ content: 'all of it' });
  expect(asked).toHaveLength(2);
  expect(await serve(false).threads.get('1', '2')).toMatchObject({ content: 'all' });
  expect(asked).toHaveLength(3);
});

test.each([
  ['does not exist', zohoError(404, 'URL_NOT_FOUND')],
  ['has no body', json({ id: '2' })],
  ['has no attachments where some are promised', json({ id: '2', content: 'x', hasAttach: true })],
])('when fullContent %s, the plain endpoint makes up for it', async (_, full) => {
  const { zoho } = clientOf(({ url }) =>
    url.includes('fullContent')
      ? full.clone()
      : json({ id: '2', content: 'plain', hasAttach: true, attachments: [{ id: '3', name: 'a' }] }),
  );
  expect(await zoho.threads.get('1', '2')).toMatchObject({
    content: 'plain',
    attachments: [{ id: '3' }],
  });
});

test('a time that is no text, with methods that are none, makes no difference', async () => {
  const createdTime = { toString: 'y', valueOf: 1 } as unknown as string;
  const one = await read({ threads: [{ ...incoming('a'), createdTime }] });
  expect(one.ids).toEqual(['a']);
  const two = await read({ threads: [{ ...incoming('a'), createdTime }, outgoing('b')] });
  expect(two.ids.toSorted()).toEqual(['a', 'b']);
});
