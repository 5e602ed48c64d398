import { expect, test } from 'vitest';
import { adf } from './support/sketch.ts';

test.each([
  ['a div is a line', '<div>a</div><div>b</div>', '<p>a<br>b</p>'],
  ['an empty div is an empty line', '<div>a</div><div><br></div><div>b</div>', '<p>a</p><p>b</p>'],
  ['a p is a paragraph', '<p>a</p><p>b</p>', '<p>a</p><p>b</p>'],
  [
    'a p without margins is a line',
    '<p style="margin:0">a</p><p style="margin:0">b</p>',
    '<p>a<br>b</p>',
  ],
  ['a br is a line', 'a<br>b', '<p>a<br>b</p>'],
  ['two br are a paragraph', 'a<br><br>b<br> <br>c', '<p>a</p><p>b</p><p>c</p>'],
  ['a br at the end of a block is nothing', '<p>a<br></p><p>b</p>', '<p>a</p><p>b</p>'],
  [
    'no-break spaces alone are an empty line',
    '<div>a</div><div>&nbsp;</div><div>b</div>',
    '<p>a</p><p>b</p>',
  ],
  ['text around blocks is text', 'a<p>b</p>c', '<p>a</p><p>b</p><p>c</p>'],
  ['headings', '<h1>a</h1><h6>b <i>c</i></h6>', '<h1>a</h1><h6>b <i>c</i></h6>'],
  ['blocks in a heading are its lines', '<h2>a<p>b</p>c</h2>', '<h2>a<br>b<br>c</h2>'],
  [
    'an image parts a heading',
    '<h2>a<img src="http://i/x">b</h2>',
    '<h2>a</h2><media align-start>(http://i/x)</media><h2>b</h2>',
  ],
  ['an empty heading is nothing', '<h2> </h2><p>a', '<p>a</p>'],
  ['a rule', 'a<hr>b', '<p>a</p><hr><p>b</p>'],
  ['a term in its line', 'a<dt style="display:inline">b</dt>c', '<p>a<b>b</b>c</p>'],
  ['a centre in its line', 'a<center style="display:inline">b</center>c', '<p>abc</p>'],
  ['an empty pre parts', 'a<pre></pre>b', '<p>a</p><p>b</p>'],
  [
    'alignment',
    '<p align="center">a</p><div style="text-align:right">b</div>c',
    '<p center>a</p><p end>b</p><p>c</p>',
  ],
  ['center', '<center>a<h1>b</h1></center>c', '<p center>a</p><h1 center>b</h1><p>c</p>'],
  [
    'right to left starts at the right',
    '<div dir="rtl">שלום</div><p dir="rtl" align="left">עולם',
    '<p end>שלום</p><p>עולם</p>',
  ],
  ['text aligned in a line is not', 'a<span style="text-align:center">b</span>', '<p>ab</p>'],
  ['a span that is a block', 'a<span style="display:block">b</span>c', '<p>a<br>b<br>c</p>'],
  ['a div that is not', 'a<div style="display:inline">b</div>c', '<p>abc</p>'],
  [
    'terms and definitions',
    '<dl><dt>T<dd>D<dd>E<dt>U<dd>F</dl>',
    '<p><b>T</b><br>D<br>E</p><p><b>U</b><br>F</p>',
  ],
  ['details are open', '<details><summary>S</summary><p>a</details>', '<p>S</p><p>a</p>'],
  ['nothing at all', '', '<p></p>'],
])('%s', (_, html, expected) => {
  expect(adf(html)).toBe(expected);
});

test.each([
  ['code', '<pre>a\n  b\n</pre>', '<pre>a\n  b</pre>'],
  ['its language', '<pre class="language-js">a</pre>', '<pre js>a</pre>'],
  ['lines by br', '<pre>a<br>b</pre>', '<pre>a\nb</pre>'],
  ['obsolete names', '<listing>a</listing><xmp><b></xmp>', '<pre>a</pre><pre><b></pre>'],
  [
    'links are worth more than the block',
    '<pre>see <a href="http://x/">y</a>\n z</pre>',
    '<p>see <a http://x/>y</a><br> z</p>',
  ],
  ['quoted prose is no code', '<pre class="moz-quote-pre">a\nb</pre>', '<p>a<br>b</p>'],
  ['a signature is no code', '<pre class="moz-signature">-- \nAnn</pre>', '<p>--<br>Ann</p>'],
  [
    'in a list and a quote',
    '<ul><li><pre>a</pre></ul><blockquote><pre>b</pre>',
    '<ul><li><pre>a</pre></li></ul><quote><pre>b</pre></quote>',
  ],
  ['spaces by CSS', '<div style="white-space:pre-wrap">a  b\n c</div>', '<p>a  b<br> c</p>'],
  ['lines only', '<div style="white-space:pre-line">a  b\n c</div>', '<p>a b<br>c</p>'],
])('preformatted: %s', (_, html, expected) => {
  expect(adf(html)).toBe(expected);
});

test.each([
  ['a quote', '<blockquote>a<p>b</blockquote>', '<quote><p>a</p><p>b</p></quote>'],
  [
    'in a quote: the level is kept',
    '<blockquote>a<blockquote>b<br>c<blockquote>d',
    '<quote><p>a</p><p>> b<br>> c</p><p>> > d</p></quote>',
  ],
  [
    'a heading in it is bold',
    '<blockquote><h1>a</h1>b</blockquote>',
    '<quote><p><b>a</b></p><p>b</p></quote>',
  ],
  ['a rule in it parts', '<blockquote>a<hr>b</blockquote>', '<quote><p>a</p><p>b</p></quote>'],
  [
    'a table leaves it',
    '<blockquote>a<table border=1><tr><td>1<td>2</table>b</blockquote>',
    '<quote><p>a</p></quote><table><tr><td><p>1</p></td><td><p>2</p></td></tr></table><quote><p>b</p></quote>',
  ],
  [
    'in a list item',
    '<ul><li>a<blockquote>b</blockquote></ul>',
    '<ul><li><p>a</p><p>> b</p></li></ul>',
  ],
  ['an empty one is nothing', '<blockquote> <br></blockquote>a', '<p>a</p>'],
])('quotes: %s', (_, html, expected) => {
  expect(adf(html)).toBe(expected);
});
