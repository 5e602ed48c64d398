import { expect, test } from 'vitest';
import { adf } from './support/sketch.ts';

test.each([
  ['bullets', '<ul><li>a<li>b</ul>', '<ul><li><p>a</p></li><li><p>b</p></li></ul>'],
  ['numbers', '<ol start=3><li>a</ol>', '<ol 3><li><p>a</p></li></ol>'],
  ['the number of the first item', '<ol><li value=3>a</ol>', '<ol 3><li><p>a</p></li></ol>'],
  [
    'nested',
    '<ul><li>a<ul><li>b</ul>c</ul>',
    '<ul><li><p>a</p><ul><li><p>b</p></li></ul><p>c</p></li></ul>',
  ],
  [
    'nested without an item between',
    '<ul><li>a<ul><ul><li>b</ul></ul></ul>',
    '<ul><li><p>a</p><ul><li><ul><li><p>b</p></li></ul></li></ul></li></ul>',
  ],
  [
    'a list in a list belongs to the item before',
    '<ol><li>a</li><ol><li>b</li></ol></ol>',
    '<ol><li><p>a</p><ol><li><p>b</p></li></ol></li></ol>',
  ],
  [
    'text between items',
    '<ul><li>a</li>b<li>c</li></ul>',
    '<ul><li><p>a<br>b</p></li><li><p>c</p></li></ul>',
  ],
  ['text before items', '<ul>a<li>b</li></ul>', '<p>a</p><ul><li><p>b</p></li></ul>'],
  [
    'items without a list',
    '<li>a</li> <li>b</li><p>c',
    '<ul><li><p>a</p></li><li><p>b</p></li></ul><p>c</p>',
  ],
  ['an empty item', '<ol><li></li><li>a</ol>', '<ol><li><p></p></li><li><p>a</p></li></ol>'],
  [
    'paragraphs and lines in an item',
    '<ul><li>a<br>b<p>c</ul>',
    '<ul><li><p>a<br>b</p><p>c</p></li></ul>',
  ],
  ['a heading in an item', '<ul><li><h2>a</h2>b</ul>', '<ul><li><p><b>a</b></p><p>b</p></li></ul>'],
  [
    'a table parts the list, whose numbers go on',
    '<ol><li>a<table border=1><tr><td>1<td>2</table>b<li>c</ol>',
    '<ol><li><p>a</p></li></ol><table><tr><td><p>1</p></td><td><p>2</p></td></tr></table><p>b</p><ol 2><li><p>c</p></li></ol>',
  ],
  [
    'an image',
    '<ul><li><img src="http://i/x">a</ul>',
    '<ul><li><media align-start>(http://i/x)</media><p>a</p></li></ul>',
  ],
])('%s', (_, html, expected) => {
  expect(adf(html)).toBe(expected);
});

const item = (level: number, bullet: string, text: string): string =>
  `<p class=MsoListParagraph style='margin-left:36pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${bullet}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>${text}<o:p></o:p></p>\n`;

test.each([
  ['bullets', item(1, '·', 'a') + item(1, '·', 'b'), '<ul><li><p>a</p></li><li><p>b</p></li></ul>'],
  [
    'numbers',
    item(1, '4.', 'a') + item(1, '5.', 'b'),
    '<ol 4><li><p>a</p></li><li><p>b</p></li></ol>',
  ],
  [
    'letters and Roman numbers',
    item(1, 'c)', 'a') + item(2, '(iv)', 'b'),
    '<ol 3><li><p>a</p><ol 4><li><p>b</p></li></ol></li></ol>',
  ],
  [
    'levels',
    item(1, '1.', 'a') + item(2, 'o', 'b') + item(3, '§', 'c') + item(1, '2.', 'd'),
    '<ol><li><p>a</p><ul><li><p>b</p><ul><li><p>c</p></li></ul></li></ul></li><li><p>d</p></li></ol>',
  ],
  [
    'a level that is left out',
    item(1, '1.', 'a') + item(3, '-', 'b') + item(2, '-', 'c'),
    '<ol><li><p>a</p><ul><li><p>b</p></li></ul><ul><li><p>c</p></li></ul></li></ol>',
  ],
  [
    'from bullets to numbers',
    item(1, '·', 'a') + item(1, '1.', 'b'),
    '<ul><li><p>a</p></li></ul><ol><li><p>b</p></li></ol>',
  ],
  [
    'text between ends it',
    `${item(1, '1.', 'a')}<p>x</p>${item(1, '2.', 'b')}`,
    '<ol><li><p>a</p></li></ol><p>x</p><ol 2><li><p>b</p></li></ol>',
  ],
  [
    'a numbered heading keeps its number',
    "<h1 style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span> a</h1>",
    '<h1>1. a</h1>',
  ],
])("Word's lists: %s", (_, html, expected) => {
  expect(adf(html)).toBe(expected);
});

test.each([
  [
    'a numbered list after another starts anew',
    `<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">1.</span>a</p><p style="mso-list:l5 level1 lfo9"><span style="mso-list:Ignore">1.</span>b</p>`,
    '<ol><li><p>a</p></li></ol><ol><li><p>b</p></li></ol>',
  ],
  [
    'the bullets are left where a webmail took the list away',
    `<p class="x_MsoListParagraph" style="margin-left:36pt;text-indent:-18pt"><span style="font-family:Symbol">·<span style="font-size:7pt">&nbsp;&nbsp;&nbsp; </span></span>a</p>
     <p class="x_MsoListParagraph" style="margin:0cm 0cm 0cm 72pt;text-indent:-18pt">–&nbsp;&nbsp;&nbsp;<b>b</b></p>`,
    '<ul><li><p>a</p><ul><li><p><b>b</b></p></li></ul></li></ul>',
  ],
  [
    'the list is left, and what marks its bullet is not',
    '<p style="mso-list:l0 level1 lfo1"><span style="font-family:Symbol">·</span>&nbsp;&nbsp; a</p>',
    '<ul><li><p>a</p></li></ul>',
  ],
  ['a paragraph that is only indented', '<p class=MsoListParagraph>a – b</p>', '<p>a – b</p>'],
  ['a dash that begins a sentence', '<p style="text-indent:-9pt">- a</p>', '<p>- a</p>'],
])('Word, what is left of it: %s', (_, html, expected) => {
  expect(adf(html)).toBe(expected);
});

test("Word's list style may stand in a style element", () => {
  expect(adf('<style>p.L{mso-list:l1 level1 lfo2}</style><p class=L>a</p><p class=L>b</p>')).toBe(
    '<ul><li><p>a</p></li><li><p>b</p></li></ul>',
  );
});
