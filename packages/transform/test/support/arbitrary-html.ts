import fc from 'fast-check';
import { elementPolicy } from '../../src/dom/element-policy.ts';

// Their content is text for the tokenizer, or nobody sees it: a word in them proves nothing.
const UNSEEN = new Set(
  `datalist dialog head iframe noembed noframes object plaintext rp script select style template textarea title video audio
   xmp html body frameset frame`.split(/\s+/),
);

const names = [...elementPolicy.keys()].filter((name) => !UNSEEN.has(name));

const ATTRIBUTES = [
  '',
  '',
  '',
  ' align=center',
  ' align=right',
  ' dir=rtl',
  ' border=1',
  ' colspan=2',
  ' rowspan=3',
  ' start=7',
  ' href="http://x.example/"',
  ' href="javascript:x"',
  ' src="http://x.example/i.png"',
  ' src="cid:1" width=10 height=10',
  ' color=red',
  ' bgcolor="#eeeeee"',
  ' class=MsoListParagraph style="mso-list:l0 level2 lfo1"',
  ' style="font-weight:bold;color:blue"',
  ' style="display:block;text-align:center"',
  ' style="display:inline"',
  ' style="white-space:pre-wrap"',
  ' style="background:#036;color:#fff"',
  ' type=checkbox',
  ' type=cite',
];

/** Trees of all elements in all places, closed or not. Each word is unique: `w0`, `w1`, … in reading order. */
export function htmlTree(size: { readonly words: number }): fc.Arbitrary<string> {
  const { tree } = fc.letrec<{ tree: string; node: string; element: string }>((tie) => ({
    tree: fc.array(tie('node'), { minLength: 1, maxLength: 5 }).map((nodes) => nodes.join('')),
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('~', ' ~ ', '~&nbsp;~', '~\n~', '~<br>'),
      tie('element'),
    ),
    element: fc
      .tuple(fc.constantFrom(...names), fc.constantFrom(...ATTRIBUTES), tie('tree'), fc.boolean())
      .map(
        ([name, attributes, inner, closed]) =>
          `<${name}${attributes}>${inner}${closed ? `</${name}>` : ''}`,
      ),
  }));
  return fc
    .array(tree, { minLength: 1, maxLength: size.words / 10 })
    .map((parts) => numberWords(parts.join('<p>')));
}

function numberWords(html: string): string {
  let next = 0;
  return html.replace(/~/g, () => `w${next++}`);
}

/** Strings of which some look like HTML: broken tags, entities, styles, odd characters. */
export const htmlSoup: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { arbitrary: fc.string({ unit: 'binary' }), weight: 2 },
      fc.string({ unit: 'grapheme' }),
      fc
        .constantFrom(...names, ...UNSEEN)
        .chain((name) => fc.constantFrom(`<${name}>`, `</${name}>`, `<${name} `, `<${name}/>`)),
      fc.constantFrom(...ATTRIBUTES),
      fc.constantFrom(
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '<![if !x]>',
        '<!doctype html>',
        '&nbsp;',
        '&zwnj;',
        '&#0;',
        '&#xD800;',
        '&amp',
        '<style>p{display:none}</style>',
        '<style>*{font-size:0}</style>',
        ' style="visibility:hidden"',
        '"',
        "'",
        '>',
        '\0',
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));
