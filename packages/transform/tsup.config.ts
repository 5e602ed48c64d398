import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts', validate: 'src/validate/index.ts' },
  format: 'esm',
  target: 'node22',
  dts: true,
  sourcemap: true,
  clean: true,
});
