import { createAdfJudges } from '@zdjsm/testing/adf';
import { cases } from '@zdjsm/testing/cases';
import { visibleWords, wordsOf } from '@zdjsm/testing/html';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AdfDoc,
  adfToText,
  adfToWiki,
  htmlToAdf,
  imagesOf,
  rewriteImages,
  textToAdf,
  withPlaceholders,
} from '../src/index.ts';
import { createAdfChecker } from '../src/validate/index.ts';
import { htmlSoup, htmlTree } from './support/arbitrary-html.ts';

const { objections } = createAdfJudges();
const check = createAdfChecker();

const textOf = (doc: AdfDoc): string => adfToText(doc, { signs: false });

test('any tree of any elements becomes a valid document with every visible word in its order', () => {
  fc.assert(
    fc.property(htmlTree({ words: 40 }), (html) => {
      const { doc } = htmlToAdf(html);
      expect(objections(doc)).toEqual([]);
      expect(wordsOf(textOf(doc))).toEqual(visibleWords(html));
    }),
    cases(200),
  );
});

test('any string at all is taken, and becomes a valid document with every visible word', () => {
  fc.assert(
    fc.property(htmlSoup, (html) => {
      const { doc } = htmlToAdf(html);
      expect(objections(doc)).toEqual([]);
      expect(wordsOf(textOf(doc))).toEqual(visibleWords(html));
    }),
    cases(600),
  );
});

test('wiki markup carries the same words as ADF', () => {
  // The generator's words are w0, w1, …, which no markup contains.
  const numbered = (text: string): string[] => text.match(/w\d+/g) ?? [];
  fc.assert(
    fc.property(htmlTree({ words: 40 }), (html) => {
      const { doc } = htmlToAdf(html);
      expect(numbered(adfToWiki(doc))).toEqual(numbered(textOf(doc)));
    }),
    cases(200),
  );
});

test('plain text keeps its words, and its document is valid', () => {
  const lines = fc.array(
    fc.tuple(fc.constantFrom('', '> ', '>> ', '> > > '), fc.string({ unit: 'grapheme' })),
  );
  fc.assert(
    fc.property(lines, (parts) => {
      const text = parts.map(([quote, line]) => quote + line).join('\n');
      const { doc } = textToAdf(text);
      expect(objections(doc)).toEqual([]);
      expect(wordsOf(textOf(doc))).toEqual(wordsOf(text));
    }),
    cases(200),
  );
});

test.each(['keep', 'collapse'] as const)('quotes: %s loses no word and stays valid', (quotes) => {
  fc.assert(
    fc.property(htmlTree({ words: 40 }), (html) => {
      const { doc } = htmlToAdf(html, { quotes, quoteTitle: ' ' });
      expect(objections(doc)).toEqual([]);
      expect(wordsOf(textOf(doc))).toEqual(visibleWords(html));
    }),
    cases(200),
  );
});

test('with placeholders, or uploaded files, a document is ready to be sent', async () => {
  const problems = (doc: AdfDoc) => check(doc, { limit: Number.POSITIVE_INFINITY });
  const media = { kind: 'media', id: '6e3f9b4a-0000-4000-8000-000000000000' } as const;
  await fc.assert(
    fc.asyncProperty(htmlTree({ words: 40 }), async (html) => {
      const { doc } = htmlToAdf(html);
      const withoutImages = withPlaceholders(doc);
      expect(problems(withoutImages)).toEqual([]);
      expect(imagesOf(withoutImages)).toEqual([]);
      const { doc: withFiles } = await rewriteImages(doc, () => media);
      expect(problems(withFiles)).toEqual([]);
      expect(objections(withFiles)).toEqual([]);
      expect(textOf(withFiles)).toBe(textOf(doc));
    }),
    cases(200),
  );
});
