import { resolve } from 'node:path';
import { wordsOf } from '@zdjsm/testing/html';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { MAX_ADF_DEPTH } from '../src/adf/content-model.ts';
import { type AdfNode, adfToText, htmlToAdf, htmlToWiki, textToAdf } from '../src/index.ts';

const DEEP = 100_000;

function depthOf(nodes: readonly AdfNode[]): number {
  return nodes.reduce(
    (most, node) => Math.max(most, 1 + ('content' in node ? depthOf(node.content ?? []) : 0)),
    0,
  );
}

test.each([
  '<div>',
  '<b>',
  '<a href="http://x/">',
  '<font color=red>',
  '<blockquote>',
  '<blockquote type=cite>',
  '<ul><li>',
  '<ol>',
  '<table border=1><tr><th>',
  '<table><tr><td>',
  '<p style="mso-list:l0 level1 lfo1">',
  '<svg>',
  '<math>',
  '<object>',
  '<template>',
  '<details><summary>',
  '<span style="font-weight:bold">',
  '<b><p>',
])('%s a hundred thousand deep becomes a document of bounded depth with its words', (tags) => {
  const html = `before ${tags.repeat(DEEP)}deep`;
  const { doc } = htmlToAdf(html, { quotes: 'collapse' });
  expect(depthOf(doc.content)).toBeLessThan(MAX_ADF_DEPTH);
  const words = new Set(wordsOf(adfToText(doc, { signs: false })));
  expect(words.has('before')).toBe(true);
  expect(words.has('deep')).toBe(tags !== '<template>');
});

test('what was too deep to be kept is reported', () => {
  expect(htmlToAdf('<div>'.repeat(1_000)).changes).toMatchObject([
    { kind: 'flattened', what: 'markup', count: 1 },
  ]);
});

test.each([
  ['quotes in plain text', `${'>'.repeat(DEEP)} deep`],
  [
    'lines of quotes',
    Array.from({ length: 5_000 }, (_, at) => '>'.repeat(at % 50)).join(' deep\n'),
  ],
])('plain text: %s', (_, text) => {
  expect(depthOf(textToAdf(text).doc.content)).toBeLessThan(MAX_ADF_DEPTH);
});

test.each([
  ['one word of a million letters', 'x'.repeat(1_000_000)],
  ['a million signs of tags', '<'.repeat(1_000_000)],
  ['an attribute of a million letters', `<p style="${'a:b;'.repeat(250_000)}">x`],
  ['a million brackets', `<style>${'{'.repeat(1_000_000)}</style>x`],
  ['entities', '&amp;'.repeat(200_000)],
  ['nothing is closed', '<b><i><u><p>x'.repeat(20_000)],
  ['cells without a table', '<td>x'.repeat(100_000)],
  [
    'a row of cells that reach down',
    `<table border=1>${'<tr><td rowspan=9999 colspan=9999>x'.repeat(2_000)}`,
  ],
  ['rules for one element', `<style>${'p{color:red}'.repeat(130_000)}</style><p>x`],
  ['pieces of one line', `a<div class=gmail_quote>${'<b>x</b>y'.repeat(70_000)}`],
  ['selectors', `<style>${'a '.repeat(2_000)}{color:red}</style>${'<a>'.repeat(200)}x`],
])('much of one thing: %s', (_, html) => {
  // That it ends is the point; how long it takes is measured by `pnpm run bench transform`.
  expect(htmlToWiki(html, { quotes: 'collapse' }).wiki).not.toBe('');
});

test('the package is bundled for browsers without anything of Node', async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [resolve(import.meta.dirname, '../src/index.ts')],
    conditions: ['@zdjsm/source'],
    bundle: true,
    platform: 'browser',
    format: 'esm',
    minify: true,
    write: false,
    metafile: true,
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  expect(imports).toEqual([]);
  const [bundle] = outputFiles;
  expect(bundle?.text).not.toMatch(/\bprocess\.|\brequire\(|\bBuffer\b/);
  const url = `data:text/javascript;base64,${Buffer.from(bundle?.contents ?? []).toString('base64')}`;
  const { htmlToAdf: bundled } = await import(/* @vite-ignore */ url);
  expect(bundled('<b>a</b>')).toEqual(htmlToAdf('<b>a</b>'));
});
