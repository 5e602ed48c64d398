import type { Status } from '../../rescue/status.ts';
import { counted } from '../../words/counted.ts';
import { table } from '../table.ts';

export function statusText(status: Status): string {
  const { extraction, kinds, failures, openBatches, silence, validation } = status;
  const { missingFiles, goneFiles, workers } = status;
  const unread = extraction.filter(({ complete }) => !complete).map(({ kind }) => kind);
  return [
    `Folder ${status.folder}`,
    unread.length === 0
      ? 'The source is read to its end.'
      : `Not read to the end yet: ${unread.join(', ')}`,
    '',
    table(
      ['module', 'done', 'left out', 'failed', 'interrupted'],
      kinds.map(({ kind, done, skipped, failed, intent }) => [kind, done, skipped, failed, intent]),
    ),
    '',
    ...(failures.length > 0
      ? [
          table(
            ['failed', 'code', 'count', 'for example', 'message'],
            failures.map(({ kind, code, count, example }) => [
              kind,
              code,
              count,
              example.id,
              example.message,
            ]),
          ),
          '',
        ]
      : []),
    ...(missingFiles > 0
      ? [`${counted(missingFiles, 'file')} could not be fetched from the source`]
      : []),
    ...(goneFiles > 0 ? [`${counted(goneFiles, 'file')} the source itself has lost`] : []),
    ...(openBatches.length > 0
      ? [
          table(
            ['open batch', 'for', 'state', 'since'],
            openBatches.map(({ id, purpose, state, startedAt }) => [id, purpose, state, startedAt]),
          ),
        ]
      : ['No open batch: there is nothing that a rollback could take back.']),
    ...(workers.length > 0
      ? [
          table(
            ['worker', 'process', 'tickets', 'failed', 'heard of, seconds ago'],
            workers.map(({ host, pid, tickets, failed, secondsAgo }) => [
              ...[host, pid, tickets, failed, secondsAgo],
            ]),
          ),
          '',
        ]
      : []),
    ...(silence
      ? [`The site is silent: ${Object.keys(silence.schemes).join(', ')} mail no agents now.`]
      : []),
    validation
      ? `Read back at ${validation.at}: ${counted(validation.differences, 'difference')}`
      : 'Not read back yet.',
    '',
    `→ ${status.next}`,
  ].join('\n');
}
