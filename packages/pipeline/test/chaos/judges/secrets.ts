import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { World } from '../../support/world.ts';

/**
 * Class 24. Tokens are nowhere in the folder; the words of mails only where they have to be: in what is
 * staged. Every message has its number in its text, and nothing else is written like that.
 */
export function secretsIn({ config, environment }: World): string[] {
  const folder = String(config.folder);
  if (!existsSync(folder)) return [];
  const secrets = ['ZDJSM_ZOHO_CLIENT_SECRET', 'ZDJSM_ZOHO_REFRESH_TOKEN', 'ZDJSM_JIRA_TOKEN'].map(
    (name) => environment[name] ?? '',
  );
  const complain = (where: string, text: string): string[] => [
    ...secrets.filter((secret) => text.includes(secret)).map(() => `a token is in ${where}`),
    ...(TEXT_OF_A_MAIL.test(text) ? [`the text of a mail is in ${where}`] : []),
  ];
  return [
    ...filesIn(folder).flatMap((path) =>
      complain(path.slice(folder.length), readFileSync(path, 'utf8')),
    ),
    ...rowsOf(join(folder, 'store.db')).flatMap(({ table, text }) => complain(table, text)),
  ];
}

const TEXT_OF_A_MAIL = /\[#\d+-c?\d+\]/;

/** Journals, reports, plans; what is staged holds the mails themselves. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(jsonl?|html|csv|md|log)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function rowsOf(path: string): { readonly table: string; readonly text: string }[] {
  if (!existsSync(path)) return [];
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return TABLES.map((table) => ({
      table,
      text: JSON.stringify(database.prepare(`SELECT * FROM ${table}`).all()),
    }));
  } finally {
    database.close();
  }
}

/** All but the staging. */
const TABLES = [
  'meta',
  'crosswalk',
  'changes',
  'findings',
  'conflicts',
  'batches',
  'files',
  'names',
];
