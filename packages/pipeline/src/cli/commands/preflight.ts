import type { Forecast } from '../../plan/forecast/forecast.ts';
import type { PreflightFinding, PreflightReport } from '../../preflight/finding.ts';
import type { CliCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { nextOf } from '../next-of.ts';
import { table } from '../table.ts';

export const PREFLIGHT_COMMANDS: readonly CliCommand[] = [
  {
    name: 'preflight',
    description: 'looks for all that would go wrong, on both sides; writes nothing',
    options: [
      ['--fix', 'create fields, options and screen entries that are missing in the target'],
    ],
    async run(migration, output, { fix }) {
      const report = await migration.preflight({ fix: fix === true });
      output.show({ type: 'preflight', ...report }, textOf(report));
      if (report.isReady) output.say(await nextOf(migration));
      return report.isReady ? EXIT.complete : EXIT.blocked;
    },
  },
];

function textOf({ findings, created, forecast, isReady }: PreflightReport): string {
  const creatable = findings.filter(({ creates }) => creates !== undefined);
  return [
    ...findings.map((finding, i) => lineOf(finding, findings[i + 1])),
    ...(created.length > 0 ? ['', 'Created:', ...created.map((what) => `  ${what}`)] : []),
    ...(creatable.length > 0
      ? [
          '',
          'Can be created with `zdjsm preflight --fix`:',
          ...creatable.map(({ creates }) => `  ${creates}`),
        ]
      : []),
    '',
    forecastText(forecast),
    '',
    isReady
      ? 'Nothing stands in the way of a load.'
      : 'Mend what is marked ✗ before anything is loaded.',
  ].join('\n');
}

const MARKS: Readonly<Record<PreflightFinding['severity'], string>> = {
  blocker: '✗',
  warning: '!',
  note: '·',
};

/** Its remedy stands below the last of those that it mends. */
function lineOf(
  { severity, check, place, message, remedy }: PreflightFinding,
  next: PreflightFinding | undefined,
): string {
  const line = `${MARKS[severity]} ${check} — ${place}: ${message}`;
  const isShared = next?.check === check && next.remedy === remedy;
  return isShared ? line : `${line}\n    → ${remedy}`;
}

/** A table of what each phase takes. */
export function forecastText({ phases, days: all, from }: Forecast): string {
  const rows = phases.map(({ phase, calls, credits, points, hours, days }) => [
    phase,
    calls,
    credits ?? '–',
    points ?? '–',
    `${hours} h`,
    days,
  ]);
  return [
    table(['phase', 'calls', 'credits', 'points', 'about', 'days'], rows),
    `All of it, one phase after the other: ${all === 1 ? 'a day' : `${all} days`}. ${FROM[from]}`,
  ].join('\n');
}

const FROM: Readonly<Record<Forecast['from'], string>> = {
  staged: 'Counted from the staged records.',
  counts: 'Guessed from the number of tickets; after `zdjsm extract` it is counted.',
  given: 'Counted from what was given; what that leaves out is guessed from the number of tickets.',
  nothing: 'No ticket was found to count.',
};
