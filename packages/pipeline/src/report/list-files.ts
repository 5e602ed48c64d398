import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { csvLine, csvStart } from './csv.ts';
import type { ListEntry } from './record-lists.ts';
import type { ListName, ListRecord, RecordLinks } from './report.ts';

interface ListFile<T> {
  readonly file: string;
  /** Between the record's name and the ways to it. */
  readonly head: readonly string[];
  cells(record: T): readonly (string | number)[];
}

/** The lists of a report as CSV files. */
export const LIST_FILES: { readonly [L in ListName]: ListFile<ListRecord<L>> } = {
  failures: {
    file: 'failed.csv',
    head: ['code', 'message', 'remedy', 'attempts'],
    cells: ({ error, attempts }) => [error.code, error.message, error.remedy, attempts],
  },
  skips: { file: 'left-out.csv', head: ['rule'], cells: ({ rule }) => [rule] },
  findings: {
    file: 'differences.csv',
    head: ['field', 'expected', 'found'],
    cells: ({ field, expected, actual }) => [field, expected, actual],
  },
  changes: {
    file: 'altered.csv',
    head: ['field', 'reason', 'detail'],
    cells: ({ field, reason, detail }) => [field, reason, detail],
  },
  conflicts: {
    file: 'conflicts.csv',
    head: ['field', 'reason', 'detail', 'outcome'],
    cells: ({ field, reason, detail, outcome }) => [field, reason, detail, outcome],
  },
};

/** Takes every record of every list to its file as it comes. */
export interface ListWriter {
  write(entry: ListEntry): void;
  /** Puts the files where those of an earlier report are. */
  finish(): void;
  /** Closes what is open; may be called again. */
  close(): void;
}

export function openListFiles(folder: string): ListWriter {
  const files = new Map(
    (Object.keys(LIST_FILES) as ListName[]).map((list) => {
      const { file, head } = LIST_FILES[list];
      const draft = openDraft(join(folder, file));
      draft.write(csvStart(['kind', 'id', ...head, 'source', 'target']));
      return [list, draft];
    }),
  );
  return {
    write(entry) {
      files.get(entry.list)?.write(csvLine(lineOf(entry.record, cellsOf(entry))));
    },
    finish() {
      for (const file of files.values()) file.finish();
    },
    close() {
      for (const file of files.values()) file.close();
    },
  };
}

function cellsOf(entry: ListEntry): readonly (string | number)[] {
  switch (entry.list) {
    case 'failures':
      return LIST_FILES.failures.cells(entry.record);
    case 'skips':
      return LIST_FILES.skips.cells(entry.record);
    case 'findings':
      return LIST_FILES.findings.cells(entry.record);
    case 'changes':
      return LIST_FILES.changes.cells(entry.record);
    case 'conflicts':
      return LIST_FILES.conflicts.cells(entry.record);
  }
}

const lineOf = (
  { kind, id, sourceUrl = '', targetUrl = '' }: RecordLinks,
  cells: readonly (string | number)[],
): readonly (string | number)[] => [kind, id, ...cells, sourceUrl, targetUrl];

const CHUNK = 64 * 1024;

/** A file that stands under its name only once it is whole. */
function openDraft(path: string) {
  const draft = `${path}.part`;
  const file = openSync(draft, 'w');
  let isOpen = true;
  let text = '';
  const flush = (): void => {
    writeSync(file, text);
    text = '';
  };
  const close = (): void => {
    if (isOpen) closeSync(file);
    isOpen = false;
  };
  return {
    write(more: string) {
      text += more;
      if (text.length > CHUNK) flush();
    },
    finish() {
      flush();
      close();
      renameSync(draft, path);
    },
    close,
  };
}
