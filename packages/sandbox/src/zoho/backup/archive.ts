import { strToU8, type Zippable, zipSync } from 'fflate';
import { FLAGS } from '../org/ticket-header.ts';
import { GONE } from '../org/ticket-selection.ts';
import type { Json, RenderContext } from '../render/common.ts';
import { BACKUP_TABLES, type BackupTable } from './tables.ts';

/** Unknown of a real backup. */
const ROWS_A_PART = 100_000;

export interface TableFormat {
  /** The row of API names: instead of the labels, below them, or not at all. */
  readonly apiNames: 'only' | 'second-row' | 'none';
  /** Byte order mark. Default false. */
  readonly bom?: boolean;
  /** Zone of the times, which carry none. Default UTC. */
  readonly zone?: string;
}

/** `Cases__1.csv` and so on: one part for so many rows. */
export function writeTable(
  table: BackupTable,
  rows: Iterable<Json>,
  format: TableFormat,
  rowsAPart: number,
): Record<string, Uint8Array> {
  const labels = table.columns.map(([label]) => label);
  const names = table.columns.map(([, name]) => name);
  const head =
    format.apiNames === 'only' ? [names] : format.apiNames === 'none' ? [labels] : [labels, names];
  const time = timeFormat(format.zone ?? 'UTC');
  const parts: Record<string, Uint8Array> = {};
  let lines: string[] = [];
  const close = (): void => {
    const number = Object.keys(parts).length + 1;
    const text = [...head.map((row) => csvLine(row)), ...lines].join('\r\n');
    parts[`${table.file}__${number}.csv`] = strToU8(`${format.bom ? '\ufeff' : ''}${text}\r\n`);
    lines = [];
  };
  for (const row of rows) {
    if (lines.length === rowsAPart) close();
    lines.push(csvLine(names.map((name) => cellOf(row[name], time))));
  }
  close();
  return parts;
}

export function zip(files: Record<string, Uint8Array>): Uint8Array {
  const entries: Zippable = files;
  return zipSync(entries, { level: 6, mtime: new Date(Date.UTC(2026, 2, 1)) });
}

/** The backup that the primary contact downloads from the settings; it holds threads, too. */
export function writeBackup(context: RenderContext, format: Partial<TableFormat> = {}): Uint8Array {
  const kept = { withoutFlags: GONE | FLAGS.trashed };
  const tickets = context.org.selection.select(kept, 'created', false);
  const files: Record<string, Uint8Array> = {};
  for (const table of BACKUP_TABLES) {
    const rows = table.rows(context, tickets);
    Object.assign(files, writeTable(table, rows, { apiNames: 'none', ...format }, ROWS_A_PART));
  }
  return zip(files);
}

function cellOf(value: unknown, time: (iso: string) => string): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) ? time(text) : text;
}

function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
}

/** `yyyy-MM-dd HH:mm:ss`, without a zone. */
function timeFormat(zone: string): (iso: string) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (iso) => format.format(Date.parse(iso));
}
