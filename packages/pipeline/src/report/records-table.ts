import { html, link, type Markup } from './html.ts';
import type { RecordLinks } from './report.ts';

/** A list of records with a box that filters it. */
export interface RecordsSection<T extends RecordLinks> {
  readonly title: string;
  readonly lead: string;
  /** Stands above the list. */
  readonly summary?: Markup | undefined;
  readonly rows: readonly T[];
  readonly head: readonly string[];
  cells(row: T): readonly string[];
}

// A browser still scrolls smoothly through so many rows; the CSV files hold all of them.
const MOST_ROWS = 2_000;

export function records<T extends RecordLinks>(section: RecordsSection<T>): Markup {
  const { title, lead, summary, rows, head, cells } = section;
  if (rows.length === 0) return html`<section><h2>${title}</h2><p class="none">None.</p></section>`;
  const shown = rows.slice(0, MOST_ROWS);
  const more = rows.length - shown.length;
  return html`<section><h2>${title} <span class="count">${rows.length}</span></h2><p>${lead}</p>${summary}
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

/** How many records there are of each sort, the most first. */
export function groups<T>(
  rows: readonly T[],
  head: string,
  nameOf: (row: T) => string,
): Markup | undefined {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(nameOf(row), (counts.get(nameOf(row)) ?? 0) + 1);
  if (counts.size < 2) return undefined;
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return html`<details open><summary>${counts.size} sorts</summary><table class="numbers"><thead><tr><th>${head}</th><th>Records</th></tr></thead>
    <tbody>${sorted.map(([name, count]) => html`<tr><th scope="row">${name}</th><td>${count}</td></tr>`)}</tbody></table></details>`;
}
