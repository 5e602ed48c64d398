import { html, link, type Markup } from './html.ts';
import type { RecordLinks, Sort } from './report.ts';

/** A list of records with a box that filters it. */
export interface RecordsSection<T extends RecordLinks> {
  readonly title: string;
  readonly lead: string;
  /** Stands above the list. */
  readonly summary?: Markup | undefined;
  /** The first of them. */
  readonly rows: readonly T[];
  readonly total: number;
  /** Where all of them are. */
  readonly file: string;
  readonly head: readonly string[];
  cells(row: T): readonly string[];
}

// A browser still scrolls smoothly through so many rows.
const MOST_ROWS = 2_000;

export function records<T extends RecordLinks>(section: RecordsSection<T>): Markup {
  const { title, lead, summary, rows, total, file, head, cells } = section;
  if (rows.length === 0) return html`<section><h2>${title}</h2><p class="none">None.</p></section>`;
  const shown = rows.slice(0, MOST_ROWS);
  const more = total - shown.length;
  return html`<section><h2>${title} <span class="count">${total}</span></h2><p>${lead}</p>${summary}
    <input type="search" placeholder="Filter" aria-label="Filter ${title}">
    <div class="scroll"><table class="records"><thead><tr><th>Record</th>${head.map((h) => html`<th>${h}</th>`)}<th>Open</th></tr></thead>
    <tbody>${shown.map(
      (
        row,
      ) => html`<tr><td>${row.kind} ${row.id}</td>${cells(row).map((cell) => html`<td>${cell}</td>`)}
        <td>${row.sourceUrl ? link(row.sourceUrl, 'source') : ''} ${row.targetUrl ? link(row.targetUrl, 'target') : ''}</td></tr>`,
    )}</tbody></table></div>
    ${more > 0 ? html`<p>${more} more are in <code>${file}</code> beside this report.</p>` : ''}</section>`;
}

const MOST_SORTS = 200;

/** How many records there are of each sort, the most first. */
export function sorts(head: string, list: readonly Sort[]): Markup | undefined {
  if (list.length < 2) return undefined;
  const more = list.length - MOST_SORTS;
  return html`<details open><summary>${list.length} sorts</summary><table class="numbers"><thead><tr><th>${head}</th><th>Records</th></tr></thead>
    <tbody>${list.slice(0, MOST_SORTS).map(({ name, count }) => html`<tr><th scope="row">${name}</th><td>${count}</td></tr>`)}</tbody></table>
    ${more > 0 ? html`<p>${more} rarer ones are in <code>report.json</code>.</p>` : ''}</details>`;
}
