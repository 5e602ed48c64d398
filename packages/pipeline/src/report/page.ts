import { createHash } from 'node:crypto';
import { slice } from './charts.ts';
import { html, link, Markup } from './html.ts';
import { LIST_FILES } from './list-files.ts';
import { modules } from './modules-table.ts';
import { FILTER_SCRIPT, STYLE } from './page-assets.ts';
import { records, sorts } from './records-table.ts';
import type { Report } from './report.ts';
import { runs } from './runs-table.ts';

function unlisted({ unlisted: counts }: Report): string {
  const known = Object.entries(counts).filter(([, count]) => count > 0);
  const list = known.map(([what, count]) => `${count} of ${what}`).join(', ');
  return list && ` The source counts more tickets, which no list of it shows: ${list}.`;
}

/** The report as one file that opens anywhere, also without a network. */
export function renderPage(report: Report): string {
  const scriptHash = createHash('sha256').update(FILTER_SCRIPT).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-${scriptHash}'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Migration report: ${report.source.tenant} → ${report.target.name}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header>
  <p class="eyebrow">${report.source.name} → Jira Service Management</p>
  <h1>${report.source.tenant} → ${link(report.target.url, report.target.name)}</h1>
  ${verdict(report)}
</header>
<main>
  ${tiles(report)}
  <section><h2>Source against target</h2>${modules(report.modules)}</section>
  <section><h2>Tickets by slice</h2>
    <p class="key"><span class="source"></span> in the source <span class="target"></span> found in the target</p>
    <div class="slices">${report.slices.map(slice)}</div></section>
  ${records({
    title: 'Differences',
    lead: 'What the target does not hold as it should.',
    rows: report.findings,
    total: report.counts.findings,
    file: LIST_FILES.findings.file,
    head: ['Field', 'Expected', 'Found'],
    cells: (row) => [row.field, row.expected, row.actual],
  })}
  ${records({
    title: 'Failed',
    lead: 'Refused or broken; `zdjsm retry` takes them up again.',
    rows: report.failures,
    total: report.counts.failures,
    file: LIST_FILES.failures.file,
    head: ['Error', 'What happened', 'What to do'],
    cells: ({ error }) => [error.code, error.message, error.remedy],
  })}
  ${records({
    title: 'Left out',
    lead: `By a rule of the config.${unlisted(report)}`,
    summary: sorts('Rule', report.sorts.skips),
    rows: report.skips,
    total: report.counts.skips,
    file: LIST_FILES.skips.file,
    head: ['Rule'],
    cells: (row) => [row.rule],
  })}
  ${records({
    title: 'Conflicts',
    lead: 'Changed on both sides since it was last written. Nothing was overwritten unless the config says so.',
    rows: report.conflicts,
    total: report.counts.conflicts,
    file: LIST_FILES.conflicts.file,
    head: ['Field', 'Reason', 'Detail', 'Now'],
    cells: (row) => [row.field, row.reason, row.detail, row.outcome],
  })}
  ${records({
    title: 'Altered',
    lead: 'Carried over in another form, because JSM can’t hold the original one.',
    summary: sorts('Alteration', report.sorts.changes),
    rows: report.changes,
    total: report.counts.changes,
    file: LIST_FILES.changes.file,
    head: ['Field', 'Reason', 'Detail'],
    cells: (row) => [row.field, row.reason, row.detail],
  })}
  <section><h2>Runs, limits and what they cost</h2>${runs(report)}</section>
</main>
<footer>Written by zdjsm on ${report.at}. This file loads nothing from anywhere.</footer>
<script>${new Markup(FILTER_SCRIPT)}</script>
</body>
</html>
`.text;
}

function verdict({ verdict: value, counts }: Report): Markup {
  switch (value) {
    case 'complete':
      return html`<p class="verdict good">Complete: everything in scope was read back and is equal.</p>`;
    case 'incomplete':
      return html`<p class="verdict bad">Incomplete: ${counts.failures} failed, ${counts.findings} differences.</p>`;
    case 'not-validated':
      return html`<p class="verdict open">Not validated yet: run <code>zdjsm validate</code>.</p>`;
  }
}

function tiles({ modules: counts, totals }: Report): Markup {
  const of = (kind: string): number => counts.find((count) => count.kind === kind)?.done ?? 0;
  const tile = (value: number, name: string): Markup =>
    html`<div class="tile"><strong>${value.toLocaleString('en')}</strong><span>${name}</span></div>`;
  const throttled = Object.values(totals.throttled).reduce((sum, count) => sum + count, 0);
  return html`<div class="tiles">
    ${tile(of('ticket'), 'tickets')}
    ${tile(of('thread') + of('comment'), 'messages')}
    ${tile(of('attachment') + of('image'), 'files and images')}
    ${tile(totals.writes, 'writes to the target')}
    ${tile(totals.credits, 'Zoho credits')}
    ${tile(throttled, 'answers 429')}
  </div>`;
}
