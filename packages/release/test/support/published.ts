import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../../../..');

/** What may be published, and how large it may become. */
interface Published {
  /** The folder in `packages/`. */
  readonly folder: string;
  /** The specifiers that it exports. */
  readonly entries: readonly string[];
  /** KiB of its JavaScript, compressed by gzip: what an install or a bundle grows by. */
  readonly codeLimit: number;
  /** KiB of its tarball. */
  readonly tarballLimit: number;
}

/** A limit stands a fifth above what was measured: crossing it is a decision, made here. */
export const PUBLISHED: Readonly<Record<string, Published>> = {
  '@zdjsm/transform': {
    folder: 'transform',
    entries: ['@zdjsm/transform', '@zdjsm/transform/validate'],
    codeLimit: 50,
    tarballLimit: 170,
  },
  '@zdjsm/zoho-desk': {
    folder: 'zoho-desk',
    entries: ['@zdjsm/zoho-desk', '@zdjsm/zoho-desk/redis'],
    codeLimit: 50,
    tarballLimit: 205,
  },
  '@zdjsm/jsm': {
    folder: 'jsm',
    entries: ['@zdjsm/jsm', '@zdjsm/jsm/redis'],
    codeLimit: 64,
    tarballLimit: 255,
  },
  '@zdjsm/pipeline': {
    folder: 'pipeline',
    entries: ['@zdjsm/pipeline'],
    codeLimit: 230,
    tarballLimit: 750,
  },
};

/** The names of the packages of the workspace that are not marked as private. */
export function publicPackages(): string[] {
  return readdirSync(resolve(ROOT, 'packages'))
    .map((folder) => readFileSync(resolve(ROOT, 'packages', folder, 'package.json'), 'utf8'))
    .map((text): { name: string; private?: boolean } => JSON.parse(text))
    .filter((manifest) => manifest.private !== true)
    .map(({ name }) => name);
}
