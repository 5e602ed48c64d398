import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { command } from './support/command.ts';
import { docPrograms } from './support/doc-programs.ts';

const consumer = inject('consumer');
const programs = await docPrograms();

/** What TypeScript has to say of a project of the stranger's, by file. */
async function complaints(project: string): Promise<readonly string[]> {
  const compiler = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
  const args = [join(compiler, 'bin/tsc'), '--project', project, '--pretty', 'false'];
  try {
    await command(process.execPath, args, { cwd: consumer });
    return [];
  } catch (error) {
    const lines = String(error).split('\n');
    return lines.filter((line) => /error TS\d+/.test(line));
  }
}

describe('under nodenext, libraries checked too', () => {
  let all: readonly string[];

  beforeAll(async () => {
    all = await complaints('tsconfig.nodenext.json');
  }, 240_000);

  test('the packages have types', () => {
    expect(all.filter((line) => !line.startsWith('docs/'))).toEqual([]);
  });

  test.each(programs)('the code of $place compiles', ({ file, place }) => {
    const wrong = all.filter((line) => line.startsWith(file));
    const [page] = place.split(':');
    expect(wrong.map((line) => line.replace(`${file}(`, `${page}(`))).toEqual([]);
  });
});

test('under bundler, the packages have types', async () => {
  expect(await complaints('tsconfig.bundler.json')).toEqual([]);
});
