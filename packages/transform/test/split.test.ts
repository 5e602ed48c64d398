import { createAdfJudges } from '@zdjsm/testing/adf';
import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AdfDoc, adfToText, htmlToAdf, splitAdf } from '../src/index.ts';
import { htmlTree } from './support/arbitrary-html.ts';
import { sketch } from './support/sketch.ts';

const { objections } = createAdfJudges();
const bare = { marks: () => ({}) };
const wordsOf = (doc: AdfDoc): string[] => adfToText(doc, { signs: false }).match(/\S+/g) ?? [];

const sizeOf = {
  text: (doc: AdfDoc) => adfToText(doc, { signs: false }).replace(/\n+/g, '\n').length,
  json: (doc: AdfDoc) => JSON.stringify(doc).length,
};

test('a document that fits is left as it is', () => {
  const { doc } = htmlToAdf('<p>a');
  expect(splitAdf(doc, { limit: 1_000, attachAs: 'x.json' })).toEqual({
    parts: [doc],
    whole: undefined,
  });
});

test('it is parted between blocks, and says where it goes on', () => {
  const { doc } = htmlToAdf(`<p>${'a '.repeat(60)}</p><p>${'b '.repeat(60)}</p>`);
  const { parts } = splitAdf(doc, { limit: 250 });
  expect(parts.map(sketch)).toEqual([
    `<p>${'a '.repeat(60).trim()}</p><p><i>(part 1 of 2, continued in the next)</i></p>`,
    `<p><i>(continued, part 2 of 2)</i></p><p>${'b '.repeat(60).trim()}</p>`,
  ]);
});

test('the whole comes as a file when it is asked for', () => {
  const { doc } = htmlToAdf(`<p>${'a '.repeat(1_000)}</p>`);
  const { whole } = splitAdf(doc, { limit: 500, attachAs: 'comment.json' });
  expect(whole).toEqual({
    fileName: 'comment.json',
    mediaType: 'application/json',
    content: JSON.stringify(doc),
  });
});

test('numbered lists go on counting', () => {
  const { doc } = htmlToAdf(`<ol>${`<li>${'word '.repeat(15)}`.repeat(8)}</ol>`);
  const orders = splitAdf(doc, { limit: 300, ...bare }).parts.map((part) => part.content[0]);
  expect(orders).toMatchObject([
    { attrs: { order: 1 } },
    { attrs: { order: 4 } },
    { attrs: { order: 7 } },
  ]);
});

test('a limit without room for text is refused', () => {
  const { doc } = htmlToAdf('<p>a');
  expect(() => splitAdf(doc, { limit: 10 })).toThrow(RangeError);
});

// In JSON the frames of nested nodes count too: with less room a single word can be too long.
test.each([
  ['text', 60, 200],
  ['json', 200, 4_000],
] as const)(
  'parts are valid, within the limit by %s, and say together what the whole says',
  (measure, words, smallest) => {
    fc.assert(
      fc.property(htmlTree({ words }), fc.integer({ min: smallest, max: 5_000 }), (html, limit) => {
        const { doc } = htmlToAdf(html);
        const { parts } = splitAdf(doc, { limit, measure, ...bare });
        expect(parts.flatMap(wordsOf)).toEqual(wordsOf(doc));
        for (const part of parts) {
          expect(objections(part)).toEqual([]);
          expect(sizeOf[measure](part)).toBeLessThanOrEqual(limit);
        }
      }),
      cases(60),
    );
  },
);
