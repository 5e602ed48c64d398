import type { Review } from '../../rescue/review.ts';
import { table } from '../table.ts';

export function reviewText({ batch, kinds, differences, validatedAt, lookAt }: Review): string {
  const approval = batch.approvedBy ? `, by ${batch.approvedBy} at ${batch.approvedAt}` : '';
  return [
    `Batch ${batch.id} (${batch.purpose}): ${batch.state}${approval}`,
    `Written from ${batch.startedAt} to ${batch.endedAt ?? 'no end: it was interrupted'}`,
    validatedAt ? `Read back at ${validatedAt}` : 'Not read back yet: zdjsm validate',
    '',
    table(
      ['module', 'created', 'left out', 'failed', 'interrupted', 'changed'],
      kinds.map(({ kind, done, skipped, failed, intent, changed }) => [
        kind,
        done,
        skipped,
        failed,
        intent,
        changed,
      ]),
    ),
    '',
    ...(differences.length > 0
      ? [
          table(
            ['differs', 'tickets'],
            differences.map(({ field, count }) => [field, count]),
          ),
          '',
        ]
      : []),
    'Look at these:',
    ...lookAt.map(({ url, why }) => `  ${url}  ${why}`),
  ].join('\n');
}
