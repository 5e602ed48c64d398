import { createHash } from 'node:crypto';
import { html, link, Markup } from './html.ts';
import { FILTER_SCRIPT, STYLE } from './page-assets.ts';
import type { ModuleCount, Report, Slice } from './report.ts';

// A browser still scrolls smoothly through so many rows; the CSV files hold all of them.
const MOST_ROWS = 2_000;

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
  <section><h2>Tickets by slice</h2><div class="slices">${report.slices.map(slice)}</div></section>
  ${records('Differences', 'What the target does not hold as it should.', report.findings, ['Field', 'Expected', 'Found'], (r) => [r.field, r.expected, r.actual])}
  ${records('Failed', 'Refused or broken; `zdjsm retry` takes them up again.', report.failures, ['Error', 'What happened', 'What to do'], (r) => [r.error.code, r.error.message, r.error.remedy])}
  ${records('Left out', 'By a rule of the config.', report.skips, ['Rule'], (r) => [r.rule])}
  ${records('Altered', 'Carried over in another form, because JSM can’t hold the original one.', report.changes, ['Field', 'Reason', 'Detail'], (r) => [r.field, r.reason, r.detail])}
  <section><h2>Timeline</h2>${timeline(report)}</section>
</main>
<footer>Written by zdjsm on ${report.at}. This file loads nothing from anywhere.</footer>
<script>${new Markup(FILTER_SCRIPT)}</script>
</body>
</html>
`.text;
}

function verdict({ verdict: value, findings, failures }: Report): Markup {
  switch (value) {
    case 'complete':
      return html`<p class="verdict good">Complete: everything in scope was read back and is equal.</p>`;
    case 'incomplete':
      return html`<p class="verdict bad">Incomplete: ${failures.length} failed, ${findings.length} differences.</p>`;
    case 'not-validated':
      return html`<p class="verdict open">Not validated yet: run <code>zdjsm validate</code>.</p>`;
  }
}

function tiles({ modules: counts, usage }: Report): Markup {
  const of = (kind: string): number => counts.find((count) => count.kind === kind)?.done ?? 0;
  const tile = (value: number | string, name: string): Markup =>
    html`<div class="tile"><strong>${typeof value === 'number' ? value.toLocaleString('en') : value}</strong><span>${name}</span></div>`;
  return html`<div class="tiles">
    ${tile(of('ticket'), 'tickets')}
    ${tile(of('thread') + of('comment'), 'messages')}
    ${tile(of('attachment') + of('image'), 'files and images')}
    ${tile(usage.writes, 'writes in the last run')}
    ${tile(usage.credits ?? '–', 'Zoho credits')}
    ${tile(usage.throttled, 'answers 429')}
  </div>`;
}

function modules(counts: readonly ModuleCount[]): Markup {
  return html`<table class="numbers">
    <thead><tr><th>Module</th><th>Source</th><th>Target</th><th>Done</th><th>Left out</th><th>Failed</th><th>Pending</th></tr></thead>
    <tbody>${counts.map(
      (c) => html`<tr class="${c.failed + c.pending > 0 ? 'bad' : ''}">
        <th scope="row">${c.kind}</th><td>${c.source}</td><td>${c.target ?? '–'}</td><td>${c.done}</td>
        <td>${c.skipped}</td><td>${c.failed}</td><td>${c.pending}</td></tr>`,
    )}</tbody></table>`;
}

function slice({ name, rows }: Slice): Markup {
  const most = Math.max(1, ...rows.flatMap((row) => [row.source, row.target]));
  const bar = (value: number, kind: string): Markup =>
    html`<rect class="${kind}" x="0" y="${kind === 'source' ? 2 : 11}" width="${((value / most) * 100).toFixed(2)}%" height="8"></rect>`;
  return html`<figure><figcaption>By ${name}</figcaption><table class="chart"><tbody>${rows.map(
    (
      row,
    ) => html`<tr class="${row.source === row.target ? '' : 'bad'}"><th scope="row">${row.value}</th>
      <td><svg role="img" aria-label="source ${row.source}, target ${row.target}" width="100%" height="21">${bar(row.source, 'source')}${bar(row.target, 'target')}</svg></td>
      <td>${row.source}</td><td>${row.target}</td></tr>`,
  )}</tbody></table></figure>`;
}

function records<
  T extends {
    kind: string;
    id: string;
    sourceUrl: string | undefined;
    targetUrl: string | undefined;
  },
>(
  title: string,
  lead: string,
  rows: readonly T[],
  head: readonly string[],
  cells: (row: T) => readonly string[],
): Markup {
  if (rows.length === 0) return html`<section><h2>${title}</h2><p class="none">None.</p></section>`;
  const shown = rows.slice(0, MOST_ROWS);
  const more = rows.length - shown.length;
  return html`<section><h2>${title} <span class="count">${rows.length}</span></h2><p>${lead}</p>
    <input type="search" placeholder="Filter" aria-label="Filter ${title}">
    <div class="scroll"><table class="records"><thead><tr><th>Record</th>${head.map((h) => html`<th>${h}</th>`)}<th>Open</th></tr></thead>
    <tbody>${shown.map(
      (
        row,
      ) => html`<tr><td>${row.kind} ${row.id}</td>${cells(row).map((cell) => html`<td>${cell}</td>`)}
        <td>${row.sourceUrl ? link(row.sourceUrl, 'source') : ''} ${row.targetUrl ? link(row.targetUrl, 'target') : ''}</td></tr>`,
    )}</tbody></table></div>
    ${more > 0 ? html`<p>${more} more are in the CSV file beside this report.</p>` : ''}</section>`;
}

function timeline({ phases }: Report): Markup {
  return html`<table class="numbers"><thead><tr><th>Phase</th><th>Started</th><th>Seconds</th></tr></thead>
    <tbody>${phases.map((p) => html`<tr><th scope="row">${p.phase}</th><td>${p.startedAt}</td><td>${p.seconds.toFixed(1)}</td></tr>`)}</tbody></table>`;
}
