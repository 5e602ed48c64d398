import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { type TarballFile, unpack } from '@publint/pack';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, inject, test } from 'vitest';
import { PUBLISHED, publicPackages } from './support/published.ts';

/** CommonJS without `require(esm)`, and resolution from before `exports`: ESM alone is published. */
const NOT_SERVED = new Set(['node10', 'node16-cjs']);

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

test('what is public in the workspace is what is checked here', () => {
  expect(publicPackages().toSorted()).toEqual(Object.keys(PUBLISHED).toSorted());
});

describe.each(Object.entries(PUBLISHED))('%s', (name, { entries, codeLimit, tarballLimit }) => {
  const packed = async (): Promise<Buffer> => readFile(inject('tarballs')[name] ?? '');
  const files = async (): Promise<Map<string, TarballFile>> => {
    const { files, rootDir } = await unpack(await packed());
    return new Map(files.map((file) => [file.name.slice(rootDir.length + 1), file]));
  };
  const text = (file: TarballFile | undefined): string => new TextDecoder().decode(file?.data);
  const manifest = async (): Promise<Manifest> =>
    JSON.parse(text((await files()).get('package.json')));

  test('holds its code, its types, their maps, README and licence, and nothing else', async () => {
    const names = [...(await files()).keys()];
    expect(names).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
    const built = /^dist\/[\w-]+(\.js|\.js\.map|\.d\.ts)$/;
    const others = names.filter((file) => !built.test(file) && file !== 'CHANGELOG.md');
    expect(others.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json']);
    expect(names).toContain('dist/index.d.ts');
  });

  test('has a manifest that says what a registry shows and a tool asks for', async () => {
    const { dependencies, ...rest } = await manifest();
    expect(rest).toMatchObject({
      name,
      license: 'MIT',
      type: 'module',
      engines: { node: '>=22.13' },
      keywords: expect.arrayContaining(['migration']),
      description: expect.any(String),
      sideEffects: name === '@zdjsm/pipeline' ? ['./dist/cli.js'] : false,
      publishConfig: { access: 'public', provenance: true },
    });
    expect(JSON.stringify(rest['exports'])).not.toContain('src/');
    expect(Object.keys(dependencies ?? {})).not.toContain('@zdjsm/core');
    for (const range of Object.values(dependencies ?? {})) expect(range).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('has the core in it: no file asks for a package that is not published', async () => {
    const { dependencies = {} } = await manifest();
    const known = new Set([name, ...Object.keys(dependencies)]);
    for (const [path, file] of await files()) {
      if (!/\.(js|d\.ts)$/.test(path)) continue;
      const asked = [
        ...text(file).matchAll(/^(?:import|export)\b.*\bfrom ["']([^."'][^"']*)["']/gm),
      ]
        .map(([, specifier = '']) => specifier)
        .filter((specifier) => !specifier.startsWith('node:'));
      for (const specifier of asked) {
        const [scope = '', rest = ''] = specifier.split('/');
        expect(known, `${path} asks for ${specifier}`).toContain(
          scope.startsWith('@') ? `${scope}/${rest}` : scope,
        );
      }
    }
  });

  test('is no larger than its limits', async () => {
    const kib = (bytes: number): number => Math.ceil(bytes / 1024);
    const code = [...(await files())].filter(([path]) => path.endsWith('.js'));
    const compressed = code.reduce((sum, [, file]) => sum + gzipSync(file.data).length, 0);
    expect(kib(compressed), 'KiB of code').toBeLessThanOrEqual(codeLimit);
    expect(kib((await packed()).length), 'KiB of tarball').toBeLessThanOrEqual(tarballLimit);
  });

  test('is clean for publint, suggestions included', async () => {
    const tarball = new Uint8Array(await packed()).buffer;
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test('has types that fit its code, for whoever resolves ESM', async () => {
    const result = await checkPackage(createPackageFromTarballData(new Uint8Array(await packed())));
    if (result.types === false) throw new Error('no types');
    expect(Object.keys(result.entrypoints).toSorted()).toEqual(
      [...entries.map((entry) => entry.replace(name, '.')), './package.json'].toSorted(),
    );
    const problems = result.problems.filter(
      (problem) => !('resolutionKind' in problem && NOT_SERVED.has(problem.resolutionKind)),
    );
    expect(problems).toEqual([]);
  });
});
