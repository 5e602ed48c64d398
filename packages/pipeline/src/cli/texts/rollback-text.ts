import type { Rollback, Standing } from '../../rescue/rollback/result.ts';
import { table } from '../table.ts';

const MOST_SHOWN = 10;

export function rollbackText(rollback: Rollback): string {
  const { batch, carriedOut, kinds, kept, left, failed, folder } = rollback;
  const taken = carriedOut ? 'taken back' : 'would go';
  const customers = left.filter(({ kind }) => kind === 'customer').length;
  const others = left.filter(({ kind }) => kind !== 'customer');
  return [
    carriedOut ? `Batch ${batch}:` : `Batch ${batch} would be taken back like this:`,
    '',
    table(
      ['module', taken, 'stays', 'no API', 'failed', ''],
      kinds.map(({ kind, takenBack, how, ...counts }) => [
        kind,
        takenBack,
        counts.kept,
        counts.left,
        counts.failed,
        how,
      ]),
    ),
    ...listed('Stays, for others have touched it or need it', kept),
    ...listed("Stays, for it can't be taken back", others),
    ...listed('Failed; the same command takes it up again', failed),
    '',
    ...(customers > 0
      ? [`${customers} customer accounts stay: an administrator deletes those of customers.csv.`]
      : []),
    `All lists: ${folder}`,
    ...(carriedOut ? [] : ['', '→ Nothing was deleted. To carry it out: the same with --yes']),
  ].join('\n');
}

function listed(title: string, records: readonly Standing[]): string[] {
  if (records.length === 0) return [];
  const shown = records.slice(0, MOST_SHOWN);
  const more = records.length - shown.length;
  return [
    '',
    `${title}:`,
    ...shown.map(({ kind, id, target, why }) => `  ${kind} ${id} (${target || 'nowhere'}): ${why}`),
    ...(more > 0 ? [`  … and ${more} more in kept.csv`] : []),
  ];
}
