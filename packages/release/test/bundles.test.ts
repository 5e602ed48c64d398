import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { browser } from '@zdjsm/testing/browser';
import { build } from 'esbuild';
import { expect, inject, test } from 'vitest';

const consumer = inject('consumer');

/** A file of the stranger's project and all that it needs, minified, as a page loads it. */
async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(consumer, entry)],
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'iife',
  });
  return outputFiles[0]?.text ?? '';
}

// Three quarters of what stays are tables that parse5 fills when it is loaded.
test('one function of the transform costs less than a fifth of all', async () => {
  const [one, all] = await Promise.all([bundle('one-function.js'), bundle('everything.js')]);
  expect(all.length).toBeGreaterThan(100_000);
  expect(one.length / all.length).toBeLessThan(0.2);
});

test.skipIf(!browser.available)('the transform runs in a browser', async () => {
  const page = join(consumer, 'page.html');
  const script = (await bundle('in-a-browser.js')).replaceAll('</script', '<\\/script');
  await writeFile(page, `<!doctype html><body><script>${script}</script>`);
  const { html, errors } = await browser.open(page);
  expect(errors).toEqual([]);
  const said = /<body>(\{.*\})<\/body>/s.exec(html)?.[1] ?? html;
  expect(JSON.parse(said.replaceAll('&gt;', '>'))).toEqual({
    text: 'Hello world\n\n> before',
    images: 1,
    nodes: ['paragraph', 'mediaSingle', 'blockquote'],
  });
});
