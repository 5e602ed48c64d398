import { expect, test } from 'vitest';
import { htmlToAdf } from '../src/index.ts';
import { adf } from './support/sketch.ts';

test.each([
  ['<b>a</b><strong>b</strong>', '<p><b>ab</b></p>'],
  ['<i>a</i> <em>b</em><cite>c</cite>', '<p><i>a</i> <i>bc</i></p>'],
  ['<u>a</u><ins>b</ins><s>c</s><del>d</del><strike>e</strike>', '<p><u>ab</u><s>cde</s></p>'],
  ['H<sub>2</sub>O x<sup>3</sup>', '<p>H<sub>2</sub>O x<sup>3</sup></p>'],
  ['<code>a</code><kbd>b</kbd><samp>c</samp><tt>d</tt>', '<p><code>abcd</code></p>'],
  ['<code><b>a</b></code>', '<p><code>a</code></p>'],
  ['<b><i><u>a</u></i></b>', '<p><i><b><u>a</u></b></i></p>'],
  [
    '<font color="red">a</font><font color="#00F">b</font>',
    '<p><color #ff0000>a</color><color #0000ff>b</color></p>',
  ],
  ['<mark>a</mark>', '<p><ground #ffff00>a</ground></p>'],
  ['<q>a</q>', '<p>“a”</p>'],
  ['<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>', '<p>漢 (kan)</p>'],
  ['<input type=checkbox checked> a <input type=checkbox> b', '<p>☑ a ☐ b</p>'],
  ['<b>a<p>b</b>c', '<p><b>a</b></p><p><b>b</b>c</p>'],
  ['<b>a</b>', '<p><b>a</b></p>'],
  ['a<object data="x">b</object>c', '<p>abc</p>'],
  ['<math><base>a<input>b<annotation>c</annotation></math>', '<p>ab</p>'],
  [
    '<svg><title>a</title><text>b</text><text>c<a href="http://x/">d</a></text></svg>',
    '<p>b<br>c<a http://x/>d</a></p>',
  ],
])('%s', (html, expected) => {
  expect(adf(html)).toBe(expected);
});

test.each([
  [
    '<span style="font-weight:700">a</span><span style="font-weight:400">b</span>',
    '<p><b>a</b>b</p>',
  ],
  ['<b style="font-weight:normal">a</b>', '<p>a</p>'],
  ['<b>a<span style="font-weight:normal">b</span></b>', '<p><b>a</b>b</p>'],
  ['<span style="font:italic bold 12px/1 Arial">a</span>', '<p><i><b>a</b></i></p>'],
  ['<span style="text-decoration:line-through underline">a</span>', '<p><s><u>a</u></s></p>'],
  ['<u>a<span style="text-decoration:none">b</span></u>', '<p><u>ab</u></p>'],
  ['<span style="vertical-align:super">a</span>', '<p><sup>a</sup></p>'],
  ['<span style="FONT-WEIGHT: Bold ; ">a</span>', '<p><b>a</b></p>'],
  ['<span style="font-family:&quot;a;b&quot;;font-weight:bold">a</span>', '<p><b>a</b></p>'],
  ['<span style="x:url(a;font-weight:normal);font-weight:bold">a</span>', '<p><b>a</b></p>'],
  ['<span style="/* a; */font-weight/**/:/**/bold">a</span>', '<p><b>a</b></p>'],
  ['<span style="font-weight:bold!important;font-weight:normal">a</span>', '<p><b>a</b></p>'],
])('style attribute: %s', (html, expected) => {
  expect(adf(html)).toBe(expected);
});

test.each([
  ['a class', '.x{font-weight:bold}', '<p class="y x">a', '<p><b>a</b></p>'],
  ['an id', '#x{font-style:italic}', '<p id=x>a', '<p><i>a</i></p>'],
  [
    'an ancestor',
    'div .x > b{font-weight:400}',
    '<div><p class=x><b>a</b><i><b>b</b></i></div>',
    '<p>a<i><b>b</b></i></p>',
  ],
  [
    'a chain that is tried from the nearest',
    '.a > .b .c{font-weight:bold}',
    '<div class=a><div class=b><div class=b><p class=c>a',
    '<p><b>a</b></p>',
  ],
  ['an attribute', 'p[align=left]{font-style:italic}', '<p align=left>a', '<p><i>a</i></p>'],
  [
    'specificity',
    'p.x{font-weight:bold} p{font-weight:normal} .x{font-style:italic}',
    '<p class=x>a',
    '<p><i><b>a</b></i></p>',
  ],
  ['order', '.x{font-weight:bold}.x{font-weight:normal}', '<p class=x>a', '<p>a</p>'],
  [
    'the attribute wins',
    '.x{font-weight:bold}',
    '<p class=x style="font-weight:normal">a',
    '<p>a</p>',
  ],
  [
    'important wins',
    '.x{font-weight:bold!important}',
    '<p class=x style="font-weight:normal">a',
    '<p><b>a</b></p>',
  ],
  ['a comment around all', '<!-- p{font-weight:bold} -->', '<p>a', '<p><b>a</b></p>'],
  [
    'what is for phones',
    '@media only screen and (max-width:600px){p{display:none}}',
    '<p>a',
    '<p>a</p>',
  ],
  ['what is for paper', '@media print{p{display:none}}', '<p>a', '<p>a</p>'],
  ['what is for screens', '@media screen{p{font-weight:bold}}', '<p>a', '<p><b>a</b></p>'],
  [
    'what follows a broken rule',
    'p{color:}} .x{font-weight:bold}',
    '<p class=x>a',
    '<p><b>a</b></p>',
  ],
  [
    'states and pseudo-elements',
    'p:hover{display:none}p::before{display:none}',
    '<p>a',
    '<p>a</p>',
  ],
  [
    'other at-rules',
    '@import "x";@font-face{src:url(a)}p{font-style:italic}',
    '<p>a',
    '<p><i>a</i></p>',
  ],
])('style element: %s', (_, css, html, expected) => {
  expect(adf(`<style>${css}</style>${html}`)).toBe(expected);
});

test.each([
  [
    'black is no colour',
    '<font color="#000000">a</font><span style="color:#333">b</span>',
    '<p>ab</p>',
  ],
  [
    'rgb, hsl, names',
    '<span style="color:rgb(255,0,0)">a</span><span style="color:hsl(120 100% 25%)">b</span><span style="color:navy">c</span>',
    '<p><color #ff0000>a</color><color #008000>b</color><color #000080>c</color></p>',
  ],
  [
    'white keeps the ground it stands on',
    '<table><tr><td bgcolor="#003366"><font color="white">a</font></table>',
    '<p><color #ffffff><ground #003366>a</ground></color></p>',
  ],
  ['white without a known ground would be unread', '<span style="color:#fff">a</span>', '<p>a</p>'],
  [
    'white on a picture too',
    '<div style="background:#fff url(x.png)"><span style="color:#fff">a</span></div>',
    '<p>a</p>',
  ],
  [
    'a button',
    '<a href="http://x/" style="background:#f7931d;color:#fff">Go</a>',
    '<p><a http://x/><color #ffffff><ground #f7931d>Go</ground></color></a></p>',
  ],
  [
    'no colour at all',
    '<span style="color:inherit">a</span><span style="color:windowtext">b</span>',
    '<p>ab</p>',
  ],
])('colours: %s', (_, html, expected) => {
  expect(adf(html)).toBe(expected);
});

test.each([
  ['display', '<div style="display:none">a</div>'],
  ['the attribute', '<p hidden>a</p>'],
  ['visibility', '<p style="visibility:hidden">a</p>'],
  ['opacity', '<p style="opacity:0">a</p>'],
  ['no height', '<p style="max-height:0;overflow:hidden">a</p>'],
  ['no size of letters', '<p style="font-size:0">a</p>'],
  [
    'colour on the same colour',
    '<div style="background:#f4f4f4"><span style="color:#F4F4F4">a</span></div>',
  ],
  [
    'machinery',
    '<head><title>a</title></head><script>a</script><style>a{}</style><template>a</template>',
  ],
  ['a closed dialog', '<dialog>a</dialog><datalist><option>a</datalist>'],
])('hidden by %s', (_, html) => {
  expect(adf(`${html}<p>x`)).toBe('<p>x</p>');
});

test.each([
  [
    'visible again in what is hidden',
    '<p style="visibility:hidden">a<b style="visibility:visible">x</b></p>',
    '<p><b>x</b></p>',
  ],
  [
    'letters of a size in a cell of none',
    '<div style="font-size:0"><p style="font-size:14px">x</p></div>',
    '<p>x</p>',
  ],
  [
    'hidden from Outlook alone',
    '<a href="http://x/" style="mso-hide:all">x</a>',
    '<p><a http://x/>x</a></p>',
  ],
  ['an open dialog', '<dialog open>x</dialog>', '<p>x</p>'],
  [
    'for want of scripts',
    '<noscript><style>p{display:none}</style>x</noscript><p>y',
    '<p>x</p><p>y</p>',
  ],
  ['no height, but not clipped', '<div style="height:0">x</div>', '<p>x</p>'],
])('not hidden: %s', (_, html, expected) => {
  expect(adf(html)).toBe(expected);
});

test('what was hidden is reported with its place', () => {
  const { changes } = htmlToAdf('<p>x</p>\n  <div style="display:none">a</div>');
  expect(changes).toEqual([
    {
      kind: 'dropped',
      what: 'hidden text',
      why: 'nobody sees it in the mail',
      count: 1,
      positions: [{ offset: 11, line: 2, column: 3 }],
    },
  ]);
});

test.each([
  ['blanks collapse', '  a \n\t b  <b> c</b> ', '<p>a b <b>c</b></p>'],
  ['a blank between two elements', '<b>a</b> <i>b</i>', '<p><b>a</b> <i>b</i></p>'],
  ['no-break spaces between words stay', '10&nbsp;km', '<p>10\u00a0km</p>'],
  ['no-break spaces that pad are spaces', 'a&nbsp;&nbsp; b', '<p>a   b</p>'],
  ['soft hyphens and zero-width spaces', 'a&shy;b\u200bc\ufeffd', '<p>abcd</p>'],
  ['joiners within words stay', 'می‌خواهم 👨‍👩‍👧', '<p>می‌خواهم 👨‍👩‍👧</p>'],
  ['joiners that pad do not', 'a&zwnj;&nbsp;&zwnj;&nbsp;&zwnj; b', '<p>a   b</p>'],
  ["Word's line break in plain text", 'a\vb', '<p>a b</p>'],
  ['control characters', 'a\u0001b\u007fc', '<p>abc</p>'],
  ['half a surrogate pair', 'a\ud800b', '<p>a\ufffdb</p>'],
  ['entities', '&lt;b&gt; &amp;amp; &euro; &#x1F600;', '<p><b> &amp; € 😀</p>'],
])('text: %s', (_, html, expected) => {
  expect(adf(html)).toBe(expected);
});
