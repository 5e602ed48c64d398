import { fileURLToPath } from 'node:url';
import { defineConfig } from 'tsup';

const core = fileURLToPath(new URL('./packages/core/src/index.ts', import.meta.url));

/** How each published package is built: ESM and its types, with the core in both, because it is not published. */
export function library(entry: Readonly<Record<string, string>>) {
  return defineConfig({
    entry: { ...entry },
    format: 'esm',
    target: 'node22',
    // The types were checked by `tsc` before. As a path, and not as a package, the core's come along.
    dts: {
      compilerOptions: { incremental: false, noCheck: true, paths: { '@zdjsm/core': [core] } },
    },
    noExternal: ['@zdjsm/core'],
    // `node:sqlite` has no name without the prefix.
    removeNodeProtocol: false,
    sourcemap: true,
    clean: true,
  });
}
