import { existsSync, globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../src/cli/commands.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const PAGES = ['*.md', 'docs/**/*.md', 'packages/*/README.md'];
const SHELL =
  /^(```sh\n[\s\S]*?^```$)|^( {4}(?:[A-Z_]+=\S+ )*(?:npx|npm|node|\.ci)\b.*(?:\\\n.*)*)/gm;

/** A command as it is typed, without the variables before it and the comment behind it. */
interface Typed {
  readonly place: string;
  readonly words: readonly string[];
}

const typed: readonly Typed[] = globSync(PAGES, { cwd: ROOT })
  .filter((path) => !path.includes('node_modules'))
  .toSorted()
  .flatMap((place) => {
    const text = readFileSync(resolve(ROOT, place), 'utf8');
    const blocks = [...text.matchAll(SHELL)].map(([block]) => block);
    return blocks
      .flatMap((block) => block.replaceAll(/\\\n/g, ' ').split(/\n|&&/))
      .map((line) => ({ place, words: wordsOf(line) }));
  });

function wordsOf(line: string): string[] {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare);
  const said = words.map((word) => word ?? '').filter((word) => !/^[A-Z_]+=/.test(word));
  const comment = said.findIndex((word) => word.startsWith('#'));
  return comment === -1 ? said : said.slice(0, comment);
}

/** What follows a beginning, with its place for a failure's message. */
const after = (...beginning: readonly string[]) =>
  typed
    .filter(({ words }) => beginning.every((word, index) => words[index] === word))
    .map(({ place, words }) => ({
      place,
      line: words.join(' '),
      rest: words.slice(beginning.length),
    }));

describe('the commands in the docs exist', () => {
  test('they are found', () => {
    expect(after('npx', 'zdjsm').length).toBeGreaterThan(15);
    expect(after('npx', 'pnpm@12').length).toBeGreaterThan(5);
  });

  // In a clone of this repository it goes by its name alone: docs/guides/try-it-on-the-sandbox.md
  const commands = [...after('npx', 'zdjsm'), ...after('zdjsm')];
  test.each(commands.filter(({ rest }) => !rest[0]?.startsWith('<')))('$line', async ({ rest }) => {
    let ran = false;
    const program = new Command('zdjsm')
      .option('-c, --config <file>')
      .option('--phase <name>')
      .option('--json')
      .option('--metrics-port <port>')
      .option('--metrics-host <host>')
      .exitOverride()
      .configureOutput({ writeErr: () => {} });
    for (const { name, options = [] } of COMMANDS) {
      const verb = program.command(name);
      for (const [flags, description] of options) verb.option(flags, description);
      verb.action(() => {
        ran = true;
      });
    }
    await program.parseAsync([...rest], { from: 'user' });
    expect(ran).toBe(true);
  });

  const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(resolve(ROOT, 'package.json'), 'utf8'),
  );
  const benches: { scripts: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(resolve(ROOT, 'packages/bench/package.json'), 'utf8'),
  );

  test.each(after('npx', 'pnpm@12', 'run'))('$line', ({ rest }) => {
    const [name = '', argument] = rest;
    expect(Object.keys(scripts)).toContain(name);
    if (name === 'bench') expect(Object.keys(benches.scripts)).toContain(argument);
  });

  test.each(typed.filter(({ words }) => words.includes('--conditions=@zdjsm/source')))(
    '$place: $words',
    ({ words }) => {
      const files = words.filter((word) => /\.(ts|json)$/.test(word));
      expect(files.filter((file) => !existsSync(resolve(ROOT, file)))).toEqual([]);
    },
  );

  test('none begins in a way that is not known here', () => {
    const known =
      /^(zdjsm|npx (zdjsm|pnpm@12|tsx)|npm (init|pkg|install)|node --conditions|export|chmod|curl|cat|jq|\.ci)\b/;
    const others = typed
      .map(({ place, words }) => `${place}: ${words.join(' ')}`)
      .filter((line) => /: (npx|npm|node|pnpm|zdjsm)\b/.test(line))
      .filter((line) => !known.test(line.slice(line.indexOf(': ') + 2)));
    expect(others).toEqual([]);
  });
});
