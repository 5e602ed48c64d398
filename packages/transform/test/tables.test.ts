import { expect, test } from 'vitest';
import { htmlToAdf } from '../src/index.ts';
import { adf } from './support/sketch.ts';

const cell = (text: string): string => `<td><p>${text}</p></td>`;

test.each([
  [
    'header cells',
    '<table><tr><th>A<th>B<tr><td>1<td>2</table>',
    `<table><tr><th><p>A</p></th><th><p>B</p></th></tr><tr>${cell('1')}${cell('2')}</tr></table>`,
  ],
  [
    'a head',
    '<table><thead><tr><td>A<td>B<tbody><tr><td>1<td>2</table>',
    `<table><tr><th><p>A</p></th><th><p>B</p></th></tr><tr>${cell('1')}${cell('2')}</tr></table>`,
  ],
  [
    'row headers',
    '<table><tr><th>A<td>1<tr><th>B<td>2</table>',
    `<table><tr><th><p>A</p></th>${cell('1')}</tr><tr><th><p>B</p></th>${cell('2')}</tr></table>`,
  ],
  [
    'borders',
    '<table border="1"><tr><td>1<td>2</table>',
    `<table><tr>${cell('1')}${cell('2')}</tr></table>`,
  ],
  [
    'borders by CSS',
    '<style>td{border:1px solid #000}</style><table><tr><td>1<td>2<tr><td>3<td><ul><li>4</ul></table>',
    `<table><tr>${cell('1')}${cell('2')}</tr><tr>${cell('3')}<td><ul><li><p>4</p></li></ul></td></tr></table>`,
  ],
  [
    'lines between columns, as Word draws them side by side',
    `<table><tr><td style="border-right:solid 1pt">${'x'.repeat(130)}<td>b<tr><td style="border-right:solid 1pt">c<td style="border-left:solid 1pt">d</table>`,
    `<table><tr>${cell('x'.repeat(130))}${cell('b')}</tr><tr>${cell('c')}${cell('d')}</tr></table>`,
  ],
  [
    "Word's own class",
    '<table class="x_MsoTableGrid"><tr><td>1<td>2</table>',
    `<table><tr>${cell('1')}${cell('2')}</tr></table>`,
  ],
  [
    'a grid of short cells',
    '<table><tr><td>Total<td>5<tr><td>Tax<td>1</table>',
    `<table><tr>${cell('Total')}${cell('5')}</tr><tr>${cell('Tax')}${cell('1')}</tr></table>`,
  ],
  [
    'a caption stands before it',
    '<table><caption>C</caption><tr><td>1<td>2<tr><td>3<td>4</table>',
    `<p>C</p><table><tr>${cell('1')}${cell('2')}</tr><tr>${cell('3')}${cell('4')}</tr></table>`,
  ],
  [
    'a caption at its end stands before it too',
    '<table><tr><td>1<td>2<tr><td>3<td>4</td><caption>C</table>',
    `<p>C</p><table><tr>${cell('1')}${cell('2')}</tr><tr>${cell('3')}${cell('4')}</tr></table>`,
  ],
  [
    'misplaced text stands before it',
    '<table border=1>x<tr><td>1<td>2</table>',
    `<p>x</p><table><tr>${cell('1')}${cell('2')}</tr></table>`,
  ],
])('data: %s', (_, html, expected) => {
  expect(adf(html)).toBe(expected);
});

test.each([
  ['one column', '<table border=1><tr><td>a<tr><td>b</table>', '<p>a<br>b</p>'],
  [
    'its role says so',
    '<table role="presentation" border=1><tr><td>a<td>b</table>',
    '<p>a<br>b</p>',
  ],
  [
    'another table in it',
    '<table><tr><td>a<table><tr><td>b</table><td>c</table>',
    '<p>a</p><p>b</p><p>c</p>',
  ],
  [
    'long text',
    `<table><tr><td>a<td>${'word '.repeat(100)}<tr><td>b<td>c</table>`,
    `<p>a<br>${'word '.repeat(100).trim()}<br>b<br>c</p>`,
  ],
  [
    'images',
    '<table><tr><td><img src="http://i/x"><td>a<tr><td>b<td>c</table>',
    '<media align-start>(http://i/x)</media><p>a<br>b<br>c</p>',
  ],
  [
    'header cells that hold the page',
    '<table><tr><th>a<table><tr><td>b</table></th></tr></table>',
    '<p><b>a</b></p><p><b>b</b></p>',
  ],
])('layout: %s', (_, html, expected) => {
  expect(adf(html)).toBe(expected);
});

test.each([
  [
    'spans',
    '<table border=1><tr><td colspan=2>a<tr><td rowspan=9>b<td>c<tr><td>d</table>',
    '<table><tr><td colspan 2><p>a</p></td></tr><tr><td rowspan 2><p>b</p></td><td><p>c</p></td></tr><tr><td><p>d</p></td></tr></table>',
  ],
  [
    'short rows are filled up',
    '<table border=1><tr><td>a<td>b<tr><td>c</table>',
    '<table><tr><td><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td><td><p></p></td></tr></table>',
  ],
  [
    'colours of cells',
    '<table border=1><tr bgcolor=red><td bgcolor="#FFFF00">a<td style="background:white">b</table>',
    '<table><tr><td #ffff00><p>a</p></td><td><p>b</p></td></tr></table>',
  ],
  [
    'alignment in cells',
    '<table border=1><tr><td align=right>a<td>b</table>',
    '<table><tr><td><p end>a</p></td><td><p>b</p></td></tr></table>',
  ],
  [
    'a table in one of its cells becomes lines',
    '<table border=1><tr><th>A<th>B</tr><tr><td>1<td><table border=1><tr><td>x<td>y</table></table>',
    '<table><tr><th><p>A</p></th><th><p>B</p></th></tr><tr><td><p>1</p></td><td><p>x | y</p></td></tr></table>',
  ],
  [
    'a list in a cell',
    '<table border=1><tr><th>A<th>B</tr><tr><td>1<td><ul><li>x</ul></table>',
    '<table><tr><th><p>A</p></th><th><p>B</p></th></tr><tr><td><p>1</p></td><td><ul><li><p>x</p></li></ul></td></tr></table>',
  ],
  [
    'blocks in cells',
    '<table border=1><tr><td><h2>a</h2><hr><blockquote>b</blockquote><pre>c</pre><td>d</table>',
    '<table><tr><td><h2>a</h2><hr><quote><p>b</p></quote><pre>c</pre></td><td><p>d</p></td></tr></table>',
  ],
  [
    'hidden rows',
    '<table border=1><tr><td>a<td>b<tr style="display:none"><td>c<td>d</table>',
    '<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>',
  ],
  [
    'empty cells',
    '<table border=1><tr><td>a<td></table>',
    '<table><tr><td><p>a</p></td><td><p></p></td></tr></table>',
  ],
])('%s', (_, html, expected) => {
  expect(adf(html)).toBe(expected);
});

test('a table where none can stand: its rows are lines, and that is reported', () => {
  const handlers = {
    x: () => [
      {
        type: 'table' as const,
        content: [
          {
            type: 'tableRow' as const,
            content: [
              {
                type: 'tableCell' as const,
                content: [{ type: 'table' as const, content: [row('1', '2'), row('3', '4')] }],
              },
            ],
          },
        ],
      },
    ],
  };
  const html = '<x></x>';
  expect(adf(html, { handlers })).toBe('<table><tr><td><p>1 | 2<br>3 | 4</p></td></tr></table>');
  expect(htmlToAdf(html, { handlers }).changes).toMatchObject([
    { kind: 'flattened', what: 'table', count: 1 },
  ]);
});

function row(...texts: string[]) {
  return {
    type: 'tableRow' as const,
    content: texts.map((text) => ({
      type: 'tableCell' as const,
      content: [{ type: 'text' as const, text }],
    })),
  };
}
