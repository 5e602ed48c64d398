import { expect, test } from 'vitest';
import {
  anyImage,
  type FoundImage,
  findImages,
  freshdeskImages,
  htmlToAdf,
  intercomImages,
  rewriteImages,
  withPlaceholders,
  zendeskImages,
  zohoImages,
} from '../src/index.ts';
import { adf, sketch } from './support/sketch.ts';

test.each([
  [
    'alone',
    '<img src="cid:1" alt=" a b " width="640">',
    '<media align-start 640px>(cid:1 "a b")</media>',
  ],
  [
    'parts the text that it stands in',
    'a <img src="http://i/x"> b',
    '<p>a</p><media align-start>(http://i/x)</media><p>b</p>',
  ],
  [
    'an icon stays in its line',
    'a <img src="http://i/x" width=16 height=16> b',
    '<p>a (http://i/x) b</p>',
  ],
  [
    'its size by CSS',
    'a <img src="http://i/x" style="width:20px;height:20px"> b',
    '<p>a (http://i/x) b</p>',
  ],
  ['in the middle', '<p align=center><img src="http://i/x">', '<media center>(http://i/x)</media>'],
  ['an emoji is a sign', 'a <img src="http://i/x" alt="😀" class="emoji"> b', '<p>a 😀 b</p>'],
  [
    'a smiley without a sign',
    'a <img src="http://i/x" class="emoji"> b',
    '<p>a (http://i/x) b</p>',
  ],
  ['a tracking pixel is nothing', 'a<img src="http://t/x" width=1 height=1>', '<p>a</p>'],
  ['a tracking pixel by CSS', 'a<img src="http://t/x" style="width:1px">', '<p>a</p>'],
  ['hidden', 'a<img src="http://t/x" style="display:none">', '<p>a</p>'],
  ['a script', 'a<img src="java&#10;script:x"><img src="vbscript:x">', '<p>a</p>'],
  ['without an address', 'a<img alt="x"><img src="">', '<p>a</p>'],
  [
    'in a cell',
    '<table border=1><tr><td><img src="http://i/x"><td>a</table>',
    '<table><tr><td><media align-start>(http://i/x)</media></td><td><p>a</p></td></tr></table>',
  ],
])('%s', (_, html, expected) => {
  expect(adf(html)).toBe(expected);
});

test('images are found once each, with all that is known of them', () => {
  const html =
    '<img src="/api/x?a=1&amp;b"><img src="cid:1" alt=a width=9 height=300><img src="cid:1"><img src="data:image/png;base64,AA=="><img src="file:///x"><img src="//h/x" width=1 height=1>';
  expect(findImages(html)).toEqual([
    image('/api/x?a=1&b', 'relative'),
    { ...image('cid:1', 'cid'), alt: 'a', width: 9, height: 300 },
    image('data:image/png;base64,AA==', 'data'),
    image('file:///x', 'other'),
  ]);
  expect(findImages('<img src="/x">', { baseUrl: 'https://h/y/' })).toEqual([
    image('https://h/x', 'remote'),
  ]);
});

function image(src: string, kind: FoundImage['kind'] = 'remote'): FoundImage {
  return { src, kind, alt: undefined, width: undefined, height: undefined };
}

const MAIL =
  'a<img src="cid:1" width=300><ul><li><a href="http://l/"><img src="https://i/2.png" alt=two></a></ul><p>b <img src="cid:3" width=9 height=9> c';

test('each image becomes what the resolver says', async () => {
  const { doc } = htmlToAdf(MAIL);
  const { doc: rewritten, images } = await rewriteImages(doc, ({ src }) => {
    if (src === 'cid:1') return { kind: 'media', id: 'u1', width: 800, height: 600 };
    return src === 'cid:3' ? { kind: 'media', id: 'u3' } : { kind: 'external', url: 'https://k/2' };
  });
  expect(sketch(rewritten)).toBe(
    '<p>a</p><media align-start 300px>(file u1)</media><ul><li><media align-start><a http://l/>(https://k/2 "two")</a></media></li></ul><p>b (u3) c</p>',
  );
  expect(rewritten.content[1]).toMatchObject({
    content: [{ attrs: { collection: '', width: 800, height: 600 } }],
  });
  expect(images.map(({ image, resolved }) => [image.src, resolved.kind])).toEqual([
    ['cid:1', 'media'],
    ['https://i/2.png', 'external'],
    ['cid:3', 'media'],
  ]);
});

test('what could not be had is a placeholder that leads to it where anybody may go', async () => {
  const { doc } = htmlToAdf(MAIL);
  const placeholders =
    '<p>a</p><p>[image: 1]</p><ul><li><p><a https://i/2.png>[image: two]</a></p></li></ul><p>b [image: 3] c</p>';
  expect(sketch((await rewriteImages(doc, () => undefined)).doc)).toBe(placeholders);
  expect(sketch(withPlaceholders(doc))).toBe(placeholders);
  expect(sketch(withPlaceholders(doc, () => ({ text: 'X', href: 'https://p/' })))).toBe(
    '<p>a</p><p><a https://p/>X</a></p><ul><li><p><a https://p/>X</a></p></li></ul><p>b <a https://p/>X</a> c</p>',
  );
});

test('one content is resolved once, and no more at a time than is allowed', async () => {
  const { doc } = htmlToAdf(Array.from({ length: 20 }, (_, n) => `<img src="cid:${n}">`).join(''));
  let running = 0;
  let peak = 0;
  let calls = 0;
  await rewriteImages(
    doc,
    async () => {
      calls += 1;
      peak = Math.max(peak, ++running);
      await Promise.resolve();
      running -= 1;
      return undefined;
    },
    { concurrency: 3, keyOf: async ({ src }) => String(Number(src.slice(4)) % 10) },
  );
  expect(calls).toBe(10);
  expect(peak).toBeLessThanOrEqual(3);
});

test('an error of the resolver, and an abort, end the whole', async () => {
  const { doc } = htmlToAdf('<img src="cid:1">');
  const fails = rewriteImages(doc, () => Promise.reject(new Error('down')));
  await expect(fails).rejects.toThrow('down');
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(rewriteImages(doc, () => undefined, { signal })).rejects.toThrow('enough');
});

const zoho = zohoImages({ hosts: ['support.example.com'] });

test.each([
  [
    'zoho',
    '/api/v1/threads/81154000046456379/inlineImages/edbsn04b985?et=1716daeb023&ha=28fb&f=1.png',
    { id: 'edbsn04b985', needsLogin: true },
  ],
  [
    'zoho',
    'https://desk.zoho.com.cn:443/support/ImageDisplay?downloadType=uploadedFile&fileName=1.png&blockId=d4a8',
    { id: 'd4a8/1.png', needsLogin: true },
  ],
  ['zoho', 'https://support.example.com/api/v1/threads/1/inlineImages/edbsn1', { id: 'edbsn1' }],
  [
    'zendesk',
    'https://acme.zendesk.com/attachments/token/AbC/?name=image.png',
    { id: 'AbC', needsLogin: true },
  ],
  [
    'freshdesk',
    'https://attachment.freshdesk.com/inline/attachment?token=eyJ',
    { id: 'eyJ', needsLogin: false },
  ],
  [
    'freshdesk',
    'https://s3.amazonaws.com/cdn.freshdesk.com/data/helpdesk/attachments/production/12345/original/x.png',
    { id: '12345' },
  ],
  [
    'intercom',
    'https://downloads.intercomcdn.com/i/o/123/abc/x.png?expires=1',
    { id: '123/abc/x.png' },
  ],
])('a preset knows the images of %s: %s', (system, src, expected) => {
  const match = anyImage(zoho, zendeskImages(), freshdeskImages(), intercomImages());
  const [found] = findImages(`<img src="${src}">`);
  expect(found && match(found)).toMatchObject({ system, ...expected });
});

test.each([
  'https://desk.zoho.com.evil.example/api/v1/threads/1/inlineImages/edbsn1',
  'https://evil.example/desk.zoho.com/api/v1/threads/1/inlineImages/edbsn1',
  'http://desk.zoho.com/api/v1/threads/1/inlineImages/edbsn1',
  'https://desk.zoho.com@evil.example/api/v1/threads/1/inlineImages/edbsn1',
  'https://supportXexample.com/api/v1/threads/1/inlineImages/edbsn1',
  '//evil.example/api/v1/threads/1/inlineImages/edbsn1',
  '\\\\evil.example/api/v1/threads/1/inlineImages/edbsn1',
  'https://desk.zoho.com/logo.png',
  'cid:/threads/1/inlineImages/edbsn1',
])('no login is sent for what only looks like the helpdesk: %s', (src) => {
  const [found] = findImages(`<img src="${src}">`);
  expect(found && zoho(found)).toBeUndefined();
});
