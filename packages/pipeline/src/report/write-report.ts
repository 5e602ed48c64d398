import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunContext } from '../run/context.ts';
import { buildReport, type ReportSubject } from './build-report.ts';
import { openListFiles } from './list-files.ts';
import { renderPage } from './page.ts';
import type { Report } from './report.ts';

/** Writes `report.html`, `report.json` and a CSV file a list of records; returns the page's path, too. */
export async function writeReport(
  context: RunContext,
  about: ReportSubject,
  folder: string,
): Promise<{ readonly report: Report; readonly path: string }> {
  await mkdir(folder, { recursive: true });
  const lists = openListFiles(folder);
  try {
    const report = await buildReport(context, about, lists.write);
    lists.finish();
    const path = join(folder, 'report.html');
    await writeFile(join(folder, 'report.json'), `${JSON.stringify(report, undefined, 2)}\n`);
    await writeFile(path, renderPage(report));
    return { report, path };
  } finally {
    lists.close();
  }
}
