import { ConfigurationError } from '@zdjsm/core';
import type { CliCommand } from '../command.ts';
import { table } from '../table.ts';

export const SAMPLE_COMMANDS: readonly CliCommand[] = [
  {
    name: 'sample',
    description: 'migrates the ugliest tickets into a trial project, and compares them',
    options: [
      ['--project <key>', 'the trial project; without it where the config sends them'],
      ['--request-type <name>', 'the request type there'],
      ['--size <tickets>', 'how many tickets, 100 without it'],
    ],
    async run(migration, output, { project, requestType, size }) {
      const { tickets, traits, report, path } = await migration.sample({
        project: textOf(project),
        requestType: textOf(requestType),
        size: sizeOf(textOf(size)),
      });
      output.show(
        { type: 'sample', tickets, traits },
        `${tickets.length} tickets:\n${table(['trait', 'tickets'], traits)}`,
      );
      const code = output.conclude({ report, path });
      output.say(
        '→ Look at the report, and at the tickets in the portal. After a change: the same again.',
      );
      return code;
    },
  },
];

const textOf = (value: string | boolean | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

function sizeOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const size = Number(text);
  if (Number.isInteger(size) && size > 0) return size;
  throw new ConfigurationError({
    setting: '--size',
    message: `"${text}" is no number of tickets`,
    remedy: 'Give a whole number, as in --size 100.',
  });
}
