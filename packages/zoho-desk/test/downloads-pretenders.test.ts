import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { clientOf, zohoError } from './support/in-memory.ts';

/** As a thread of Zoho's shows an image. */
const SRC = '/api/v1/threads/77/inlineImages/edbsn04b985d2c927c466fcec2bd53a1e5d?et=1716daeb023';

test.each([
  ['an error document', () => zohoError(200, 'URL_NOT_FOUND')],
  [
    'a page to log in at',
    () =>
      new Response('<!DOCTYPE html><title>Sign in</title>', {
        headers: { 'content-type': 'text/html' },
      }),
  ],
])('%s is not taken for the file', async (_, answer) => {
  const { zoho } = clientOf(answer);
  for (const source of [
    { href: '/api/v1/x', name: 'a.png' },
    { image: SRC, ticketId: '5' },
  ]) {
    await expect(zoho.downloads.open(source)).rejects.toMatchObject({ code: 'NOT_A_FILE' });
  }
});

test.each([
  ['nothing', ''],
  ['half an answer', '{"data":[{"id'],
])('%s is no picture', async (_, body) => {
  const headers = { 'content-type': 'application/json;charset=UTF-8' };
  const { zoho } = clientOf(() => new Response(body, { headers }));
  await expect(zoho.downloads.open({ image: SRC, ticketId: '5' })).rejects.toMatchObject({
    code: 'NOT_A_FILE',
  });
});

test('nothing at all, said to be JSON, is a file only by a name that says so too', async () => {
  const headers = { 'content-type': 'application/json;charset=UTF-8' };
  const { zoho } = clientOf(() => new Response('', { headers }));
  const open = (name: string) => zoho.downloads.open({ href: '/api/v1/x', name });
  await expect(open('empty.txt')).rejects.toMatchObject({ code: 'NOT_A_FILE' });
  expect(await buffer((await open('empty.json')).body)).toHaveLength(0);
});

test('an attachment that is a web page is one', async () => {
  const page = '<!DOCTYPE html><title>report</title>';
  const { zoho } = clientOf(() => new Response(page, { headers: { 'content-type': 'text/html' } }));
  const file = await zoho.downloads.open({ href: '/api/v1/x', name: 'report.html' });
  expect((await buffer(file.body)).toString()).toBe(page);
});
