import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One real HTML mail, as it stood in the body of a message. */
export interface Mail {
  readonly name: string;
  readonly html: string;
}

const FOLDER = join(import.meta.dirname, '../../fixtures/mail');

/** The mails of fixtures/mail in a stable order; where each comes from stands in SOURCES.tsv there. */
export function mailCorpus(): readonly Mail[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.html'))
    .sort()
    .map((name) => ({ name, html: readFileSync(join(FOLDER, name), 'utf8') }));
}
