import { globSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './published.ts';

/**
 * The code of the docs as programs. Every block that is marked `ts` is in one:
 *
 * - A block that imports from `@zdjsm/…` begins a program, others go on with the one before.
 * - A comment `<!-- ts … -->` before a block holds lines that readers don't need to see: what is
 *   theirs is declared there. A program with a `declare` can't be run.
 * - `ts not run: <why>` is compiled alone.
 */
export interface DocProgram {
  /** Path of the page, and in which line the first block stands. */
  readonly place: string;
  /** In the consumer's folder. Each line has the number that it has in the page. */
  readonly file: string;
  readonly code: string;
  /** Why it can't be run; undefined: it can. */
  readonly notRun: string | undefined;
}

interface Block {
  readonly line: number;
  readonly lines: ReadonlyMap<number, string>;
  readonly notRun: string | undefined;
}

export const DOC_FOLDER = 'docs';

/** Writes all programs into the stranger's project. */
export async function writeDocPrograms(consumer: string): Promise<void> {
  await mkdir(join(consumer, DOC_FOLDER), { recursive: true });
  for (const { file, code } of await docPrograms()) await writeFile(join(consumer, file), code);
}

export async function docPrograms(): Promise<readonly DocProgram[]> {
  const pages = globSync(['*.md', 'docs/**/*.md', 'packages/*/README.md'], {
    cwd: ROOT,
    exclude: (path) => path.includes('node_modules'),
  });
  const programs = pages.toSorted().map(async (page) => {
    const blocks = blocksOf(page, await readFile(join(ROOT, page), 'utf8'));
    return programsOf(page, blocks);
  });
  return (await Promise.all(programs)).flat();
}

function blocksOf(page: string, text: string): Block[] {
  const blocks: Block[] = [];
  let lines = new Map<number, string>();
  let inside: 'hidden' | 'shown' | undefined;
  let start = { line: 0, info: '' };
  for (const [index, line] of text.split('\n').entries()) {
    const fence = /^```ts(?: (.*))?$/.exec(line);
    if (inside === undefined && line === '<!-- ts') inside = 'hidden';
    else if (inside === undefined && fence) {
      inside = 'shown';
      start = { line: index + 1, info: fence[1] ?? '' };
    } else if (inside === 'hidden' && line === '-->') inside = undefined;
    else if (inside === 'shown' && line === '```') {
      blocks.push({ line: start.line, lines, notRun: reasonOf(page, start) });
      lines = new Map();
      inside = undefined;
    } else if (inside) lines.set(index, line);
  }
  return blocks;
}

function reasonOf(page: string, { line, info }: { line: number; info: string }) {
  if (info === '') return undefined;
  const [, why] = /^not run: (.+)$/.exec(info) ?? [];
  if (why === undefined) throw new Error(`${page}:${line}: "${info}" is not understood`);
  return why;
}

function programsOf(page: string, blocks: readonly Block[]): DocProgram[] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const begins = [...block.lines.values()].some((line) => /\bfrom '@zdjsm\//.test(line));
    const last = groups.at(-1);
    if (begins || last === undefined) groups.push([block]);
    else last.push(block);
  }
  const name = page.replace(/\.md$/, '').replaceAll('/', '-');
  return groups.map((group, index) => {
    const lines = group.flatMap((block) => [...block.lines]);
    const code: string[] = [];
    for (const [number, line] of lines) code[number] = line;
    const text = `${Array.from(code, (line) => line ?? '').join('\n')}\nexport {};\n`;
    const needs = /^declare /m.test(text) ? 'it needs what is yours' : undefined;
    return {
      place: `${page}:${group[0]?.line}`,
      file: `${DOC_FOLDER}/${name}-${index + 1}.ts`,
      code: text,
      notRun: group.find(({ notRun }) => notRun)?.notRun ?? needs,
    };
  });
}
