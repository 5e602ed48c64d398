import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { pnpm } from './support/command.ts';
import { writeDocPrograms } from './support/doc-programs.ts';
import { PUBLISHED, ROOT } from './support/published.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where each package's tarball is, by the package's name. */
    readonly tarballs: Readonly<Record<string, string>>;
    /** A project of a stranger, who has installed all of them. */
    readonly consumer: string;
  }
}

const CONSUMER = resolve(import.meta.dirname, '../consumer');

/** Builds and packs the packages once a run, as a release does, and installs them in an empty project. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'zdjsm-release-'));
  const names = Object.keys(PUBLISHED);
  await pnpm(['--recursive', 'run', 'build'], ROOT);
  const filters = names.map((name) => `--filter=${name}`);
  const packed = await pnpm([...filters, 'pack', '--json', '--pack-destination', folder], ROOT);
  const results: { name: string; filename: string }[] = JSON.parse(packed);
  const tarballs = Object.fromEntries(results.map(({ name, filename }) => [name, filename]));

  const consumer = join(folder, 'consumer');
  await mkdir(consumer);
  await cp(CONSUMER, consumer, { recursive: true });
  await installIn(consumer, tarballs);
  await writeDocPrograms(consumer);
  project.provide('tarballs', tarballs);
  project.provide('consumer', consumer);
  return () => rm(folder, { recursive: true });
}

/** The tarballs stand for the packages wherever one asks for another: they are in no registry yet. */
async function installIn(folder: string, tarballs: Readonly<Record<string, string>>) {
  const files = Object.entries(tarballs).map(([name, path]) => [name, `file:${path}`] as const);
  const manifest = {
    private: true,
    type: 'module',
    dependencies: Object.fromEntries(files),
    devDependencies: { '@types/node': '24' },
  };
  const overrides = files.map(([name, path]) => `  "${name}": "${path}"\n`);
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  // As npm would: what the packages need lies where the code of the docs can import it, too.
  const hoisted = "publicHoistPattern: ['ioredis', '@opentelemetry/api']\n";
  const settings = `${hoisted}overrides:\n${overrides.join('')}`;
  await writeFile(join(folder, 'pnpm-workspace.yaml'), settings);
  await pnpm(['install', '--prefer-offline', '--no-frozen-lockfile'], folder);
}
