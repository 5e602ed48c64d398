import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { PlayOptions } from '../play.ts';
import { PLANTED_BUGS, type PlantedBug, plantAll } from './bugs.ts';

const MAIN = resolve(import.meta.dirname, '../main.ts');
const HOOK = join(import.meta.dirname, 'plant-hook.ts');
/** In so many seeds each bug has to be noticed. */
const MOST_SEEDS = 100;

/** Plays the campaign against each bug until it complains; returns how many bugs it did not notice. */
export async function playPlanted(
  options: PlayOptions & { readonly bug: string },
): Promise<number> {
  const { bug: wanted, print } = options;
  plantAll();
  let unnoticed = 0;
  for (const bug of PLANTED_BUGS.filter(({ name }) => name.includes(wanted))) {
    const output = await playWith(bug, options);
    const [, seed, complaint] = /seed (\d+) failed[^\n]*\n {2}([^\n]*)/.exec(output) ?? [];
    if (seed === undefined) unnoticed += 1;
    print(
      `${bug.name}: ${seed === undefined ? `NOT NOTICED\n${output}` : `seed ${seed}, ${complaint}`}`,
    );
  }
  return unnoticed;
}

async function playWith(bug: PlantedBug, { first, jobs }: PlayOptions): Promise<string> {
  const arguments_ = ['--first', first, '--seeds', MOST_SEEDS, '--jobs', jobs, '--until-failure'];
  const child = spawn(
    process.execPath,
    ['--conditions=@zdjsm/source', '--import', HOOK, MAIN, ...arguments_.map(String)],
    { env: { ...process.env, ZDJSM_PLANTED: bug.name }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  }
  await new Promise((resolve) => child.on('close', resolve));
  return output;
}
