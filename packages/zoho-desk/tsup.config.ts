import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts'],
  format: 'esm',
  target: 'node22',
  // The core is not published: its types come along, as its code does.
  dts: { resolve: ['@zdjsm/core', /^\.\.?\//] },
  sourcemap: true,
  clean: true,
  noExternal: ['@zdjsm/core'],
});
