import type { RunRecord } from '../run/run-log.ts';
import { html, type Markup } from './html.ts';
import type { Report } from './report.ts';

/** When what was done, what it cost, and which limits were hit. */
export function runs({ runs: list, totals }: Report): Markup {
  return html`<table class="numbers"><thead><tr><th>Run</th><th>Phases</th><th>Seconds</th><th>Calls to the source</th>
    <th>Credits</th><th>Calls to the target</th><th>Points</th><th>Writes</th></tr></thead>
    <tbody>${list.map(run)}</tbody></table>
    ${limits(totals.throttled)}`;
}

function run({ id, phases, usage }: RunRecord): Markup {
  const seconds = phases.reduce((sum, phase) => sum + phase.seconds, 0);
  const names = phases.map((phase) => `${phase.phase} (${phase.seconds.toFixed(1)} s)`);
  const start = phases[0]?.startedAt.slice(0, 19).replace('T', ' ') ?? id;
  return html`<tr><th scope="row">${start}</th><td class="text">${names.join(', ')}</td><td>${seconds.toFixed(1)}</td>
    <td>${usage.sourceCalls}</td><td>${usage.credits}</td><td>${usage.targetCalls}</td><td>${usage.points}</td><td>${usage.writes}</td></tr>`;
}

function limits(throttled: Readonly<Record<string, number>>): Markup {
  const rows = Object.entries(throttled).sort(([, a], [, b]) => b - a);
  if (rows.length === 0) return html`<p class="none">No limit was hit: not one answer 429.</p>`;
  return html`<table class="numbers"><thead><tr><th>Limit</th><th>Answers 429</th></tr></thead>
    <tbody>${rows.map(([reason, count]) => html`<tr><th scope="row">${reason}</th><td>${count}</td></tr>`)}</tbody></table>`;
}
