/**
 * What the transform keeps of real mail and how fast it is, beside its peers, over the whole of ../shared/corpus.
 * Prints one JSON line a figure; a table, and what ours lacks, go to the error output.
 * Run: npx pnpm@12 run bench transform
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shared } from '@zdjsm/testing';
import { createAdfJudges } from '@zdjsm/testing/adf';
import { bareParse5, ours, peers } from './transform/contenders.ts';
import { type Evaluation, evaluate, specimenOf } from './transform/evaluate.ts';
import { growthOf, speedOf } from './transform/speed.ts';

const SPEED_ROUNDS = 12;
const PEER_ROUNDS = 1;

const folder = shared.path('corpus', 'html');
const specimens = readdirSync(folder).map((name) =>
  specimenOf(name, readFileSync(join(folder, name), 'utf8')),
);
const documents = specimens.map(({ html }) => html);
const judges = createAdfJudges();

const round = (value: number): number => Number(value.toFixed(2));

const figure = (name: string, value: number, unit: string, goal?: number): void =>
  console.log(
    JSON.stringify({
      bench: 'transform',
      figure: name,
      value: round(value),
      unit,
      goal: goal === undefined ? undefined : round(goal),
    }),
  );

figure('documents', documents.length, 'documents');
const floor = speedOf(bareParse5, documents, SPEED_ROUNDS);
figure(`${bareParse5.name}: speed`, floor, 'MB/s');

const rows: string[] = [];
for (const contender of [ours, ...peers()]) {
  const isOurs = contender === ours;
  const speed = speedOf(contender, documents, isOurs ? SPEED_ROUNDS : PEER_ROUNDS);
  const evaluation = evaluate(contender, specimens, judges);
  const goal = isOurs ? 100 : undefined;
  figure(`${contender.name}: crashes`, evaluation.crashes, 'documents', isOurs ? 0 : undefined);
  figure(`${contender.name}: speed`, speed, 'MB/s', isOurs ? Math.min(10, floor / 2) : undefined);
  for (const [name, value] of shares(evaluation))
    figure(`${contender.name}: ${name}`, value, '%', goal);
  rows.push(
    `| ${[contender.name, evaluation.crashes, speed.toFixed(1), ...shares(evaluation).map(([, value]) => value.toFixed(1))].join(' | ')} |`,
  );
  if (isOurs) for (const each of evaluation.lacking) console.error(`ours lacks: ${each}`);
  if (rows.length === 1) {
    const heads = ['', 'crashes', 'MB/s', ...shares(evaluation).map(([name]) => name)];
    rows.unshift(`| ${heads.join(' | ')} |`, `|${heads.map(() => '---').join('|')}|`);
  }
}
console.error(rows.join('\n'));

const mail = documents
  .filter((html) => html.length < 100_000)
  .join('\n')
  .slice(0, 500_000);
const patterns: Readonly<Record<string, string>> = {
  'real mail': mail,
  'open elements': '<div><b><table><tr><td>x',
  'broken nesting': '<b><p>x</b><i></p>y',
  quotes: '<blockquote>x',
};
for (const [name, pattern] of Object.entries(patterns)) {
  figure(
    `ours: time a byte at 10 MB against 0.6 MB, ${name}`,
    growthOf(ours, pattern, 10),
    'times',
    2,
  );
}

function shares({
  schema,
  valid,
  lossless,
  recall,
  precision,
  kept,
}: Evaluation): [string, number][] {
  return [
    ['JSON schema', schema],
    ['valid by all three', valid],
    ['lossless', lossless],
    ['recall', recall],
    ['precision', precision],
    ...Object.entries(kept),
  ];
}
