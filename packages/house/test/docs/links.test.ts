import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { PAGES, page, ROOT } from './support/pages.ts';

const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;

/** A page without its code, where brackets are no links. */
const prose = (path: string): string =>
  page(path)
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');

/** A heading's address, as code hosts make it. */
const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

const anchors = (path: string): string[] =>
  [...page(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => slug(heading));

test('every link between pages leads somewhere', () => {
  const dead = PAGES.flatMap((path) =>
    [...prose(path).matchAll(LINK)]
      .map(([, target = '']) => target)
      .filter((target) => !/^(https?|mailto):/.test(target))
      .filter((target) => {
        const [file = '', anchor] = target.split('#');
        const place = file === '' ? path : join(dirname(path), file);
        if (!existsSync(join(ROOT, place))) return true;
        return anchor !== undefined && !anchors(place).includes(anchor);
      })
      .map((target) => `${path}: ${target}`),
  );
  expect(dead).toEqual([]);
});

test('every page of docs/ is reached from its index', () => {
  const linked = (path: string): string[] =>
    [...prose(path).matchAll(LINK)]
      .map(([, target = '']) => join(dirname(path), target.split('#')[0] ?? ''))
      .filter((target) => target.endsWith('.md'));
  const reached = new Set(['docs/README.md', ...linked('docs/README.md')]);
  const missing = PAGES.filter((path) => path.startsWith('docs/') && !reached.has(path));
  expect(missing.map((path) => relative('docs', path))).toEqual([]);
});
