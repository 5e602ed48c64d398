import { html, type Markup } from './html.ts';
import type { ModuleCount } from './report.ts';

/** Source against target, a row a kind of record. */
export function modules(counts: readonly ModuleCount[]): Markup {
  return html`<table class="numbers">
    <thead><tr><th>Module</th><th>Source</th><th>Target</th><th>Done</th><th>Left out</th><th>Failed</th><th>Pending</th></tr></thead>
    <tbody>${counts.map(
      (c) => html`<tr class="${c.failed + c.pending > 0 ? 'bad' : ''}">
        <th scope="row">${c.kind}</th><td>${c.source}</td><td>${c.target ?? '–'}</td><td>${c.done}</td>
        <td>${c.skipped}</td><td>${c.failed}</td><td>${c.pending}</td></tr>`,
    )}</tbody></table>`;
}
