import { ConfigurationError } from '@zdjsm/core';
import { forecastCounts, type HelpdeskCounts, readCounts } from '../../forecast.ts';
import type { MigrationPlan } from '../../plan/plan.ts';
import type { CliCommand, CliOptions } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { table } from '../table.ts';
import { forecastText } from './preflight.ts';

export const PLAN_COMMANDS: readonly CliCommand[] = [
  {
    name: 'plan',
    description: 'writes what a load will do into plan.json, to be read and confirmed',
    options: [
      ['--confirm <who>', 'confirm the plan that lies in the folder, in this name'],
      ['--tickets <n>', 'write no plan, only forecast a migration of so many tickets'],
      ['--counts <file>', 'the same for the counts in a JSON file'],
    ],
    async answer(config, output, options) {
      const counts = await countsIn(options);
      if (counts === undefined) return undefined;
      const forecast = forecastCounts(counts, config);
      output.show({ type: 'forecast', counts, ...forecast }, forecastText(forecast));
      return EXIT.complete;
    },
    async run(migration, output, { confirm }) {
      if (typeof confirm === 'string') {
        const confirmation = await migration.confirmPlan({ by: confirm });
        output.show(
          { type: 'plan-confirmed', ...confirmation },
          `Plan ${confirmation.hash.slice(0, 12)} is confirmed by ${confirmation.by}.`,
        );
        return EXIT.complete;
      }
      const { plan, path } = await migration.plan();
      output.show({ type: 'plan', path, ...plan }, `${planText(plan)}\n\nPlan: ${path}\n${NEXT}`);
      return EXIT.complete;
    },
  },
];

async function countsIn({ counts, tickets }: CliOptions): Promise<HelpdeskCounts | undefined> {
  const known = typeof counts === 'string' ? await readCounts(counts) : undefined;
  if (typeof tickets !== 'string') return known;
  const number = Number(tickets);
  if (Number.isSafeInteger(number) && number > 0) return { ...known, tickets: number };
  throw new ConfigurationError({
    setting: '--tickets',
    message: `“${tickets}” is no number of tickets`,
    remedy: 'Give a whole number, as in `--tickets 200000`.',
  });
}

const NEXT = 'Read it, then run `zdjsm plan --confirm "<your name>"`.';
const MOST_ROWS = 30;
const MOST_LETTERS = 60;

/** What a plan says, for a terminal. */
export function planText(plan: MigrationPlan): string {
  const { source, target, records, leftOut, losses, unmapped, refusedTexts, preflight } = plan;
  const phase = plan.phase === undefined ? '' : `, phase "${plan.phase}"`;
  return [
    `${source.tenant} → ${target.site} (${target.projects.join(', ')})${phase}`,
    ...(plan.binding.extraction === 'partial'
      ? ['The extraction is not complete: what it still brings is not counted here.']
      : []),
    '',
    table(
      ['records', 'in scope', 'to create', 'there'],
      records.map(({ kind, inScope, toCreate, there }) => [kind, inScope, toCreate, there]),
    ),
    ...section(
      'Left out',
      ['rule', 'tickets'],
      leftOut.map((row) => [row.rule, row.tickets]),
    ),
    ...section(
      'Not as it was',
      ['field', 'what happens', 'times', 'as in ticket', 'for example'],
      losses.map((row) => [row.field, row.reason, row.count, row.example, shortly(row.detail)]),
    ),
    ...section(
      'Decided by no setting',
      ['setting', 'value', 'tickets', 'becomes'],
      unmapped.map((row) => [row.setting, row.value, row.tickets, row.becomes]),
    ),
    ...(refusedTexts > 0 ? ['', `${refusedTexts} texts keep their words alone.`] : []),
    '',
    forecastText(plan.forecast),
    preflight
      ? `Preflight of ${preflight.at}: ${preflight.blockers} blockers.`
      : 'No preflight was made: run `zdjsm preflight`.',
  ].join('\n');
}

/** So much of an example as fits beside the rest of its row. */
const shortly = (text: string): string =>
  text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1).trimEnd()}…` : text;

function section(
  title: string,
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string[] {
  if (rows.length === 0) return [];
  const rest = rows.length - MOST_ROWS;
  return [
    '',
    `${title}:`,
    table(head, rows.slice(0, MOST_ROWS)),
    ...(rest > 0 ? [`… and ${rest} more in plan.json`] : []),
  ];
}
