import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toCsv } from '../../report/csv.ts';
import type { Rollback, Standing } from './result.ts';

/** Writes down what a rollback would do, or did: for whoever has to finish it by hand. */
export async function writeLists(rollback: Rollback, site: string): Promise<void> {
  const { folder, kept, left, failed, carriedOut } = rollback;
  await mkdir(folder, { recursive: true });
  const line = ({ kind, id, target, why }: Standing) => [kind, id, target, linkTo(target), why];
  const head = ['kind', 'id in the source', 'in the target', 'link', 'why'];
  const customers = left.filter(({ kind }) => kind === 'customer');
  const others = [...kept, ...left.filter(({ kind }) => kind !== 'customer'), ...failed];
  const linkTo = (target: string): string =>
    /^[A-Z][A-Z0-9_]*-\d+$/.test(target) ? `${site}/browse/${target}` : '';
  const lists: Readonly<Record<string, string>> = {
    'kept.csv': toCsv(head, others.map(line)),
    'customers.csv': toCsv(
      ['e-mail', 'account id'],
      customers.map(({ id, target }) => [id, target]),
    ),
    [carriedOut ? 'done.json' : 'plan.json']: `${JSON.stringify(rollback, undefined, 2)}\n`,
  };
  for (const [name, text] of Object.entries(lists)) await writeFile(join(folder, name), text);
}
