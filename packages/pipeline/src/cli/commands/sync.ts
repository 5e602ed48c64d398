import { ConfigurationError } from '@zdjsm/core';
import type { Reread } from '../../extract/changes/tickets.ts';
import type { CutoverStep } from '../../sync/cutover.ts';
import type { SyncPass } from '../../sync/pass.ts';
import { counted } from '../../words/counted.ts';
import type { CliCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { nextOf } from '../next-of.ts';
import { table } from '../table.ts';

/** From the first load until the cutover. */
export const SYNC_COMMANDS: readonly CliCommand[] = [
  {
    name: 'sync',
    description: 'carries over what the source has changed since the last pass',
    options: [
      ['--until-cutover', 'one pass after the other, until one is short enough for the cutover'],
      [
        '--reread <which>',
        '"open" or "all" tickets are read again: edited comments show in no list',
      ],
    ],
    async run(migration, output, options) {
      const untilCutover = options['untilCutover'] === true;
      const pass = await migration.sync({ untilCutover, reread: rereadIn(options['reread']) });
      output.show({ type: 'sync', ...pass }, textOf(pass, untilCutover));
      if (!untilCutover) output.say(await nextOf(migration));
      return pass.unread === 0 ? EXIT.complete : EXIT.incomplete;
    },
  },
  {
    name: 'cutover',
    description: 'the last pass, everything read back, and the list of what is left for people',
    async run(migration, output) {
      const result = await migration.cutover();
      const { path } = await migration.report();
      output.show({ type: 'cutover', ...result }, cutoverText(result.steps, path));
      return result.isReady ? EXIT.complete : EXIT.incomplete;
    },
  },
];

const SIGNS: Readonly<Record<CutoverStep['state'], string>> = {
  done: '[x]',
  open: '[!]',
  person: '[ ]',
};

const cutoverText = (steps: readonly CutoverStep[], path: string): string =>
  [
    ...steps.map(({ step, state, detail }) => `${SIGNS[state]} ${step}\n      ${detail}`),
    '',
    '[x] checked · [!] checked, and not so yet · [ ] for you: no API can do or show it',
    `Report: ${path}`,
  ].join('\n');

function rereadIn(value: string | boolean | undefined): Reread | undefined {
  if (value === undefined || value === 'open' || value === 'all') return value;
  throw new ConfigurationError({
    setting: '--reread',
    message: `"${value}" is neither "open" nor "all"`,
    remedy: 'Say which tickets are to be read again, or leave the option out.',
  });
}

function textOf({ found, writes, unread, seconds, until }: SyncPass, isLast: boolean): string {
  const rows = Object.entries(found).map(([kind, { created, changed, gone }]) => [
    kind,
    created,
    changed,
    gone,
  ]);
  const duration =
    seconds < 90 ? `${Math.ceil(seconds)} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return [
    rows.length === 0
      ? 'The source has changed nothing.'
      : table(['changed in the source', 'new', 'changed', 'gone'], rows),
    `${counted(writes, 'write')} · took ${duration} · up to date as of ${until}`,
    ...(unread > 0 ? [`${counted(unread, 'ticket')} could not be read: run it again.`] : []),
    ...(isLast
      ? [
          `The window is small: the last pass will take about ${duration}. Close the source to its users, then run \`zdjsm cutover\`.`,
        ]
      : []),
  ].join('\n');
}
