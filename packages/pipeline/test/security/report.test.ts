import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../../src/index.ts';
import { openListFiles } from '../../src/report/list-files.ts';
import { renderPage } from '../../src/report/page.ts';
import { parseCsv } from '../../src/report/parse-csv.ts';
import { NO_USAGE } from '../../src/run/usage.ts';
import { HOSTILE_HTML } from '../fuzz/hostile-html.ts';
import { HOSTILE_NAMES } from '../fuzz/hostile-names.ts';

const CHROMIUM = '/usr/bin/chromium';

const OWNED = 'document.title="owned";document.documentElement.dataset.owned="yes"';
const HOSTILE: readonly string[] = [
  ...HOSTILE_NAMES,
  ...HOSTILE_HTML.filter((text) => text.length < 2_000),
  `<script>${OWNED}</script>`,
  `</td></table></script><script>${OWNED}</script>`,
  `<img src=x onerror='${OWNED}'>`,
  `"><svg onload='${OWNED}'>`,
  `' onmouseover='${OWNED}' autofocus onfocus='${OWNED}`,
  '=HYPERLINK("http://evil.example","click")',
  '\n=1+1',
  '"\r\n=1+1',
];

let folder: string;
let page: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zdjsm-report-'));
  const report = hostileReport();
  page = join(folder, 'report.html');
  writeFileSync(page, renderPage(report));
  const files = openListFiles(folder);
  for (const record of report.failures) files.write({ list: 'failures', record });
  for (const record of report.skips) files.write({ list: 'skips', record });
  for (const record of report.findings) files.write({ list: 'findings', record });
  for (const record of report.changes) files.write({ list: 'changes', record });
  for (const record of report.conflicts) files.write({ list: 'conflicts', record });
  files.finish();
  files.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A report whose every text was written by an enemy. */
function hostileReport(): Report {
  const text = (i: number): string => HOSTILE[i % HOSTILE.length] ?? '';
  const links = { sourceUrl: `javascript:${OWNED}`, targetUrl: `javascript:${OWNED}//` };
  const rows = HOSTILE.map((_, i) => ({ kind: text(i + 1), id: text(i), ...links }));
  return {
    at: text(0),
    source: { name: text(26), tenant: text(27) },
    target: { name: text(28), url: `javascript:${OWNED}` },
    verdict: 'incomplete',
    modules: [{ kind: text(27), source: 1, target: 1, done: 1, skipped: 0, failed: 0, pending: 0 }],
    slices: [],
    counts: { failures: 1, skips: 1, findings: 1, changes: 1, conflicts: 1 },
    sorts: {
      skips: HOSTILE.map((name) => ({ name, count: 1 })),
      changes: HOSTILE.map((name) => ({ name, count: 1 })),
    },
    failures: rows.map((row, i) => ({
      ...row,
      state: 'failed',
      attempts: 1,
      error: { code: text(i + 2), message: text(i), remedy: text(i + 3) },
    })),
    skips: rows.map((row, i) => ({ ...row, rule: text(i) })),
    unlisted: { [text(27)]: 3 },
    findings: rows.map((row, i) => ({
      ...row,
      field: text(i),
      expected: text(i),
      actual: text(i),
    })),
    changes: rows.map((row, i) => ({ ...row, field: text(i), reason: text(i), detail: text(i) })),
    conflicts: rows.map((row, i) => ({
      ...row,
      field: text(i),
      reason: text(i),
      detail: text(i),
      outcome: 'target-kept',
    })),
    runs: [],
    usage: NO_USAGE,
    totals: NO_USAGE,
  };
}

test('no cell of a table is a formula, and each comes back as it was', () => {
  for (const name of ['failed', 'left-out', 'differences', 'altered', 'conflicts']) {
    const text = readFileSync(join(folder, `${name}.csv`), 'utf8');
    const rows = parseCsv(text);
    expect(rows).toHaveLength(HOSTILE.length);
    const cells = text.slice(1).match(/(?<=^|,)("(?:[^"]|"")*"|[^,"\r\n]*)(?=,|\r\n|$)/gm) ?? [];
    expect(cells.length).toBeGreaterThan(HOSTILE.length);
    expect(cells.filter((cell) => /^"?[\s]*[=+\-@\t]/.test(cell))).toEqual([]);
  }
});

test.skipIf(!existsSync(CHROMIUM))(
  'a browser that opens the page runs nothing of it',
  () => {
    const profile = mkdtempSync(join(tmpdir(), 'zdjsm-chromium-'));
    try {
      const shown = execFileSync(
        CHROMIUM,
        [
          '--headless',
          '--no-sandbox',
          '--disable-gpu',
          `--user-data-dir=${profile}`,
          '--virtual-time-budget=2000',
          '--dump-dom',
          `file://${page}`,
        ],
        { encoding: 'utf8', timeout: 90_000, stdio: ['ignore', 'pipe', 'ignore'] },
      );
      expect(shown).toContain('Migration report');
      expect(shown).not.toContain('data-owned');
      expect(shown).not.toMatch(/<title>owned/);
      expect(shown.match(/<script/g)).toHaveLength(1);
      expect(shown).not.toMatch(/<a [^>]*href="javascript:/i);
    } finally {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  },
  120_000,
);
