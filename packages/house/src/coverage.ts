// Runs the tests and shows what they cover, package by package. Takes vitest's arguments.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';

interface Counted {
  readonly total: number;
  readonly covered: number;
}

const ROOT = resolve(import.meta.dirname, '../../..');
const KINDS = ['lines', 'branches', 'functions'] as const;
type Files = Readonly<Record<string, Readonly<Record<(typeof KINDS)[number], Counted>>>>;

const { status } = spawnSync(
  'vitest',
  ['run', '--config', 'vitest.workspace.ts', '--coverage.enabled', ...process.argv.slice(2)],
  { cwd: ROOT, stdio: 'inherit' },
);

const files: Files = JSON.parse(
  readFileSync(resolve(ROOT, 'coverage/coverage-summary.json'), 'utf8'),
);
const packages = Map.groupBy(
  Object.entries(files).filter(([path]) => path !== 'total'),
  ([path]) => relative(ROOT, path).split('/')[1] ?? '',
);

console.log(['package'.padEnd(12), 'files', ...KINDS].join('  '));
for (const [name, entries] of packages) {
  const shares = KINDS.map((kind) => {
    const sum = (of: keyof Counted): number =>
      entries.reduce((total, [, counted]) => total + counted[kind][of], 0);
    return `${((100 * sum('covered')) / Math.max(sum('total'), 1)).toFixed(1)} %`.padStart(
      kind.length,
    );
  });
  console.log([name.padEnd(12), String(entries.length).padStart(5), ...shares].join('  '));
}
console.log(`\nLine by line: ${relative(process.cwd(), resolve(ROOT, 'coverage/index.html'))}`);
process.exitCode = status ?? 1;
