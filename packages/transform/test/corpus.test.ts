import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { shared } from '@zdjsm/testing';
import { createAdfJudges } from '@zdjsm/testing/adf';
import { visibleWords, wordsOf } from '@zdjsm/testing/html';
import { describe, expect, test } from 'vitest';
import { adfToText, htmlToAdf } from '../src/index.ts';

const { objections } = createAdfJudges();

const folders = {
  'the mails in the repository': resolve(import.meta.dirname, '../../sandbox/fixtures/mail'),
  ...(shared.available ? { 'the whole corpus': shared.path('corpus', 'html') } : {}),
};

describe.each(Object.entries(folders))('%s', (_, folder) => {
  const mails = readdirSync(folder)
    .filter((name) => name.endsWith('.html'))
    .map((name): [string, string] => [name, readFileSync(join(folder, name), 'utf8')]);

  test.each(mails)('%s', (_, html) => {
    const { doc } = htmlToAdf(html);
    expect(objections(doc)).toEqual([]);
    expect(wordsOf(adfToText(doc, { signs: false }))).toEqual(visibleWords(html));
  });
});
