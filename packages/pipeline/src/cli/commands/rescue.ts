import { ConfigurationError } from '@zdjsm/core';
import { CAUSES, type Cause, isCause } from '../../rescue/decide/causes.ts';
import type { CliCommand, CliOptions } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { backupText } from '../texts/backup-text.ts';
import { decisionText } from '../texts/decision-text.ts';
import { reviewText } from '../texts/review-text.ts';
import { rollbackText } from '../texts/rollback-text.ts';
import { statusText } from '../texts/status-text.ts';

const BATCH = ['--batch <id>', 'the batch that is meant; default: the one that is open'] as const;

/** For when something went wrong, or to see that nothing did. */
export const RESCUE_COMMANDS: readonly CliCommand[] = [
  {
    name: 'status',
    description: 'where the migration stands, and what to do next',
    offline: true,
    async run(folder, output) {
      const status = await folder.status();
      output.show({ type: 'status', ...status }, statusText(status));
      const failed = status.failures.length > 0 || status.missingFiles > 0;
      return failed ? EXIT.incomplete : EXIT.complete;
    },
  },
  {
    name: 'retry',
    description: 'reruns what failed, and nothing else',
    async run(migration, output) {
      const result = await migration.retry();
      const { failed, stillFailed, writes } = result;
      const text = `${failed} had failed; ${stillFailed} fail still; ${writes} writes`;
      output.show({ type: 'retry', ...result }, text);
      return stillFailed === 0 ? EXIT.complete : EXIT.incomplete;
    },
  },
  {
    name: 'review',
    description: 'what a batch has written, how it differs, and what to look at',
    offline: true,
    options: [BATCH],
    async run(folder, output, options) {
      const review = await folder.review({ batch: text(options, 'batch') });
      output.show({ type: 'review', ...review }, reviewText(review));
      return EXIT.complete;
    },
  },
  {
    name: 'approve',
    description: 'lets a batch stay for good: it can not be rolled back any more',
    offline: true,
    options: [BATCH, ['--by <name>', 'who approves it; kept with the batch']],
    async run(folder, output, options) {
      const by = text(options, 'by') ?? '';
      const batch = await folder.approve({ batch: text(options, 'batch'), by });
      output.show({ type: 'approved', ...batch }, `Batch ${batch.id} is approved by ${by}.`);
      return EXIT.complete;
    },
  },
  {
    name: 'decide',
    description: 'continue or roll back: by what is damaged, why, and who works there already',
    offline: true,
    options: [
      BATCH,
      ['--agents-since <time>', 'since when agents work in the target: 2026-03-02T09:00Z'],
      ['--cause <cause>', `in place of what the findings say: ${causeNames()}`],
    ],
    async run(folder, output, options) {
      const decision = await folder.decide({
        batch: text(options, 'batch'),
        agentsSince: timeIn(options, 'agentsSince'),
        cause: causeIn(options),
      });
      output.show({ type: 'decision', ...decision }, decisionText(decision));
      return decision.verdict === 'continue' ? EXIT.complete : EXIT.incomplete;
    },
  },
  {
    name: 'backup',
    description: 'writes the state of the target as JSON lines: before a load, and after',
    options: [['--name <name>', 'part of the folder’s name: before, after']],
    async run(migration, output, options) {
      const backup = await migration.backup({ name: text(options, 'name') });
      output.show({ type: 'backup', ...backup }, backupText(backup));
      return EXIT.complete;
    },
  },
  {
    name: 'rollback',
    description:
      'takes back what a batch created and nobody has touched since; plans it without --yes',
    options: [BATCH, ['--yes', 'carries it out; without it nothing is deleted']],
    async run(migration, output, options) {
      const batch = text(options, 'batch');
      const rollback = options['yes']
        ? await migration.rollback({ batch })
        : await migration.planRollback({ batch });
      output.show({ type: 'rollback', ...rollback }, rollbackText(rollback));
      const whole = rollback.kept.length === 0 && rollback.failed.length === 0;
      return whole || !rollback.carriedOut ? EXIT.complete : EXIT.incomplete;
    },
  },
];

function text(options: CliOptions, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

function timeIn(options: CliOptions, name: string): Date | undefined {
  const value = text(options, name);
  if (value === undefined) return undefined;
  const time = new Date(value);
  if (!Number.isNaN(time.getTime())) return time;
  throw new ConfigurationError({
    setting: '--agents-since',
    message: `"${value}" is no time`,
    remedy: 'Write it as 2026-03-02T09:00Z.',
  });
}

function causeIn(options: CliOptions): Cause | undefined {
  const value = text(options, 'cause');
  if (value === undefined || isCause(value)) return value;
  throw new ConfigurationError({
    setting: '--cause',
    message: `"${value}" is no cause`,
    remedy: `Name one of ${causeNames()}.`,
  });
}

function causeNames(): string {
  return CAUSES.map(({ cause }) => cause).join(', ');
}
