import { html, type Markup } from './html.ts';
import type { Slice } from './report.ts';

type Row = Slice['rows'][number];

// As columns, time is read from left to right, and years of months need no screens of rows.
const MONTH = /^\d{4}-\d{2}$/;
const HEIGHT = 96;
const COLUMN = 9;
const MOST_BARS = 40;

/** Source beside target: as columns where the values are months, else as bars, the largest first. */
export function slice({ name, rows }: Slice): Markup {
  const isTime = rows.length > 0 && rows.every(({ value }) => MONTH.test(value));
  return isTime ? columns(name, rows) : bars(name, rows);
}

function bars(name: string, rows: readonly Row[]): Markup {
  const most = mostOf(rows);
  const sorted = [...rows].sort((a, b) => b.source - a.source);
  const shown = sorted.slice(0, MOST_BARS);
  const rest = sorted.slice(MOST_BARS);
  const bar = (value: number, kind: string): Markup =>
    html`<rect class="${kind}" x="0" y="${kind === 'source' ? 2 : 11}" width="${((value / most) * 100).toFixed(2)}%" height="8"></rect>`;
  return html`<figure><figcaption>By ${name}</figcaption><table class="chart"><tbody>${shown.map(
    (row) => html`<tr class="${isEqual(row) ? '' : 'bad'}"><th scope="row">${row.value}</th>
      <td><svg role="img" aria-label="source ${row.source}, target ${row.target}" width="100%" height="21">${bar(row.source, 'source')}${bar(row.target, 'target')}</svg></td>
      <td>${row.source}</td><td>${row.target}</td></tr>`,
  )}</tbody></table>${rest.length > 0 ? restOf(rest) : ''}</figure>`;
}

/** What a chart has no room for is counted all the same; the JSON file has each. */
function restOf(rows: readonly Row[]): Markup {
  const sum = (side: 'source' | 'target'): number =>
    rows.reduce((total, row) => total + row[side], 0);
  const isBad = !rows.every(isEqual);
  return html`<p class="${isBad ? 'bad' : 'none'}">${rows.length} more: ${sum('source')} in the source, ${sum('target')} in the target</p>`;
}

function columns(name: string, rows: readonly Row[]): Markup {
  const most = mostOf(rows);
  const column = (value: number, kind: string, at: number): Markup => {
    const height = (value / most) * HEIGHT;
    const x = at * COLUMN + (kind === 'source' ? 0 : COLUMN / 2 - 1);
    return html`<rect class="${kind}" x="${x}" y="${(HEIGHT - height).toFixed(1)}" width="${COLUMN / 2 - 1}" height="${height.toFixed(1)}"></rect>`;
  };
  const years = rows.flatMap(({ value }, at) =>
    at === 0 || value.endsWith('-01')
      ? [html`<text x="${at * COLUMN}" y="${HEIGHT + 14}">${value.slice(0, 4)}</text>`]
      : [],
  );
  const unequal = rows.filter((row) => !isEqual(row));
  return html`<figure class="wide"><figcaption>By ${name}</figcaption>
    <svg role="img" aria-label="${rows.length} values" width="100%" height="${HEIGHT + 20}" viewBox="0 0 ${rows.length * COLUMN} ${HEIGHT + 20}" preserveAspectRatio="xMinYMid meet">
    ${rows.map((row, at) => html`<g><title>${row.value}: source ${row.source}, target ${row.target}</title>${column(row.source, 'source', at)}${column(row.target, 'target', at)}</g>`)}${years}</svg>
    ${unequal.map((row) => html`<p class="bad">${row.value}: ${row.source} in the source, ${row.target} in the target</p>`)}</figure>`;
}

const mostOf = (rows: readonly Row[]): number =>
  Math.max(1, ...rows.flatMap((row) => [row.source, row.target]));

const isEqual = (row: Row): boolean => row.source === row.target;
