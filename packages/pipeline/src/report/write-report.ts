import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toCsv } from './csv.ts';
import { renderPage } from './page.ts';
import type { Report } from './report.ts';

/** Writes `report.html`, `report.json` and a CSV file a list of records; returns the page's path. */
export async function writeReport(folder: string, report: Report): Promise<string> {
  await mkdir(folder, { recursive: true });
  const page = join(folder, 'report.html');
  const lists: Readonly<Record<string, string>> = {
    'failed.csv': toCsv(
      ['kind', 'id', 'code', 'message', 'remedy', 'attempts', 'source', 'target'],
      report.failures.map((r) => [
        r.kind,
        r.id,
        r.error.code,
        r.error.message,
        r.error.remedy,
        r.attempts,
        r.sourceUrl ?? '',
        r.targetUrl ?? '',
      ]),
    ),
    'left-out.csv': toCsv(
      ['kind', 'id', 'rule', 'source', 'target'],
      report.skips.map((r) => [r.kind, r.id, r.rule, r.sourceUrl ?? '', r.targetUrl ?? '']),
    ),
    'differences.csv': toCsv(
      ['kind', 'id', 'field', 'expected', 'found', 'source', 'target'],
      report.findings.map((r) => [
        r.kind,
        r.id,
        r.field,
        r.expected,
        r.actual,
        r.sourceUrl ?? '',
        r.targetUrl ?? '',
      ]),
    ),
    'altered.csv': toCsv(
      ['kind', 'id', 'field', 'reason', 'detail', 'source', 'target'],
      report.changes.map((r) => [
        r.kind,
        r.id,
        r.field,
        r.reason,
        r.detail,
        r.sourceUrl ?? '',
        r.targetUrl ?? '',
      ]),
    ),
    'conflicts.csv': toCsv(
      ['kind', 'id', 'field', 'reason', 'detail', 'outcome', 'source', 'target'],
      report.conflicts.map((r) => [
        r.kind,
        r.id,
        r.field,
        r.reason,
        r.detail,
        r.outcome,
        r.sourceUrl ?? '',
        r.targetUrl ?? '',
      ]),
    ),
    'report.json': `${JSON.stringify(report, undefined, 2)}\n`,
    'report.html': renderPage(report),
  };
  for (const [name, text] of Object.entries(lists)) await writeFile(join(folder, name), text);
  return page;
}
