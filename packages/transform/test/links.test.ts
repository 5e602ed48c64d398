import { expect, test } from 'vitest';
import { htmlToAdf, textToAdf } from '../src/index.ts';
import { adf, sketch } from './support/sketch.ts';

test.each([
  ['<a href=" http://x/?a=1&amp;b ">a</a>', '<p><a http://x/?a=1&b>a</a></p>'],
  [
    '<a href="mailto:a@b.de">a</a> <a href="tel:+49">b</a>',
    '<p><a mailto:a@b.de>a</a> <a tel:+49>b</a></p>',
  ],
  ['<a href="//x/y">a</a>', '<p><a https://x/y>a</a></p>'],
  ['<a href="www.x.de/y">a</a>', '<p><a http://www.x.de/y>a</a></p>'],
  ['<a href="a@b.de">a</a>', '<p><a mailto:a@b.de>a</a></p>'],
  [
    '<a href="http://x/"><h2>a</h2><p>b</a>',
    '<h2><a http://x/>a</a></h2><p><a http://x/>b</a></p>',
  ],
  [
    '<a href="http://x/"><b>a</b><code>b</code></a>',
    '<p><a http://x/><b>a</b></a><a http://x/>b</a></p>',
  ],
  [
    '<a href="http://x/"><img src="http://i/x"></a>',
    '<media align-start><a http://x/>(http://i/x)</a></media>',
  ],
  ['<a name="x">a</a><a href="">b</a>', '<p>ab</p>'],
])('%s', (html, expected) => {
  expect(adf(html)).toBe(expected);
});

test.each([
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' java\nscript:alert(1)',
  '&#1;javascript:alert(1)',
  'java&#x200b;script:alert(1)',
  'vbscript:x',
  'data:text/html,x',
  'file:///c:/x',
  '/relative',
  '#top',
])('a link is only its text: %s', (href) => {
  const { doc, links, changes } = htmlToAdf(`<a href="${href}">a</a>`);
  expect(sketch(doc)).toBe('<p>a</p>');
  expect(links).toMatchObject([{ address: undefined }]);
  expect(changes).toMatchObject([{ kind: 'flattened', what: 'link', count: 1 }]);
});

test('the base of relative links: the option, and before it the document itself', () => {
  const html = '<a href="../b?c">a</a>';
  expect(adf(html, { baseUrl: 'https://x/y/z/' })).toBe('<p><a https://x/y/b?c>a</a></p>');
  expect(adf(`<base href="https://d/">${html}`, { baseUrl: 'https://x/' })).toBe(
    '<p><a https://d/b?c>a</a></p>',
  );
});

test('the schemes that are allowed are a setting', () => {
  const html = '<a href="http://x/">a</a><a href="notes://y">b</a>';
  expect(adf(html, { linkSchemes: ['notes'] })).toBe('<p>a<a notes://y>b</a></p>');
});

test('all links of a mail are returned once', () => {
  const { links } = htmlToAdf(
    '<a href="http://x/">a</a><a href="http://x/">b</a><a href="/y">c</a>',
  );
  expect(links).toEqual([
    { href: 'http://x/', address: 'http://x/' },
    { href: '/y', address: undefined },
  ]);
});

test.each([
  ['<iframe src="https://v/1">x</iframe>', '<p>[https://v/1]</p>'],
  ['<video src="https://v/1">fallback</video>', '<p>[https://v/1]fallback</p>'],
  ['<audio><source src="https://v/1"></audio>', '<p>[https://v/1]</p>'],
  ['<object data="https://v/1"></object>', '<p>[https://v/1]</p>'],
  ['<object data="https://v/1"><p>a</object>', '<p>a</p>'],
  ['<iframe src="javascript:x"></iframe>a', '<p>a</p>'],
  ['<map><area href="http://x/"></map>a', '<p>a</p>'],
  ['<svg><title>t</title><text>a</text></svg>', '<p>a</p>'],
])('embedded: %s', (html, expected) => {
  expect(adf(html)).toBe(expected);
});

test.each([
  ['see http://x/a(b).', '<p>see <a http://x/a(b)>http://x/a(b)</a>.</p>'],
  ['(http://x/a)', '<p>(<a http://x/a>http://x/a</a>)</p>'],
  [
    'www.x.de, a.b+c@x.de!',
    '<p><a http://www.x.de>www.x.de</a>, <a mailto:a.b+c@x.de>a.b+c@x.de</a>!</p>',
  ],
])('addresses in plain text: %s', (text, expected) => {
  expect(sketch(textToAdf(text).doc)).toBe(expected);
});
