import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '@zdjsm/core';
import { browser } from '@zdjsm/testing/browser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMigration, openSqliteStore, type Report, resolveConfig } from '../src/index.ts';
import { createWorld, type World } from './support/world.ts';

const HOSTILE = '</script><img src=x onerror="console.error(\'run\')"><b>bold</b>=cmd|calc';

/** what a manager and an engineer get to see. */
describe('R-12: the report', () => {
  let world: World;
  let report: Report;
  let folder: string;

  beforeAll(async () => {
    world = await createWorld({ zoho: { content: 'lean', tickets: 14 } });
    const [first] = [...world.sandbox.zoho.truth().tickets()].filter(
      ({ state }) => state === 'live',
    );
    world.sandbox.zoho.act('edit-ticket', {
      ticketId: first?.id ?? '',
      subject: `${HOSTILE}  two spaces, so that it is altered`,
    });
    const migration = world.open();
    const result = await migration.run();
    await migration.close();
    report = result.report;
    folder = join(result.path, '..');
  }, 120_000);

  afterAll(() => world.stop());

  const page = (): string => readFileSync(join(folder, 'report.html'), 'utf8');

  test('is one file that loads nothing and runs no script but its own', () => {
    expect(page()).not.toMatch(/<(img|link|iframe)\b|@import|url\(/i);
    expect(page()).toContain('default-src &#39;none&#39;');
    expect(page().match(/<script>/g)).toHaveLength(1);
  });

  test('what tickets contain is text in it, and no formula in the CSV files', () => {
    expect(page()).toContain('&lt;/script&gt;&lt;img');
    for (const name of ['altered.csv', 'failed.csv', 'left-out.csv', 'differences.csv']) {
      const cells = readFileSync(join(folder, name), 'utf8').split(/[,\r\n]+/);
      expect(cells.filter((cell) => /^"?[=+@]/.test(cell))).toEqual([]);
    }
  });

  test('names every altered value with a way to both sides', () => {
    const ofTickets = report.changes.filter(({ kind }) => kind === 'ticket');
    expect(ofTickets.length).toBeGreaterThan(10);
    for (const { sourceUrl, targetUrl } of ofTickets) {
      expect(sourceUrl).toMatch(/^http/);
      expect(targetUrl).toMatch(/\/browse\/[A-Z]+-\d+$/);
    }
  });

  test('says what the run cost, and that no limit was hit', () => {
    expect(report.runs.map(({ phases }) => phases.map(({ phase }) => phase))).toEqual([
      ['extract', 'load', 'validate'],
    ]);
    expect(report.totals.credits).toBeGreaterThan(50);
    expect(report.totals.points).toBeGreaterThan(100);
    expect(page()).toContain('No limit was hit');
  });

  test.skipIf(!browser.available)(
    'opens in a browser without an error',
    async () => {
      const dom = await browser.open(join(folder, 'report.html'));
      expect(dom.errors).toEqual([]);
      expect(dom.html.match(/<section>/g)?.length).toBeGreaterThan(5);
      expect(dom.html.match(/<rect /g)?.length).toBeGreaterThan(10);
      expect(dom.html.match(/<tr/g)?.length).toBeGreaterThan(report.changes.length);
      expect(dom.html).not.toContain('<b>bold</b>');
    },
    60_000,
  );
});

test('a report stays small however many records it has to name; the CSV files hold all', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zdjsm-report-'));
  const store = openSqliteStore(folder);
  const many = 10_050;
  const changes = Array.from({ length: many }, (_, n) => ({
    kind: 'contact',
    sourceId: String(n),
    changes: [{ field: 'name', reason: n % 5 === 0 ? 'dropped' : 'shortened', detail: 'x' }],
  }));
  await store.commit({ changes });
  const secret = new Secret('x');
  const migration = createMigration({
    config: resolveConfig({
      folder,
      source: { orgId: '1' },
      target: { site: 'https://acme.atlassian.net' },
      departments: { Support: { project: 'SUP', requestType: 'Get support' } },
    }),
    secrets: {
      zoho: { clientId: 'x', clientSecret: secret, refreshToken: secret },
      jira: { email: 'x@acme.example', apiToken: secret },
    },
    store,
  });
  const { report, path } = await migration.report();
  await migration.close();
  expect([report.counts.changes, report.changes.length]).toEqual([many, 10_000]);
  expect(report.sorts.changes).toEqual([
    { name: 'name: shortened', count: 8_040 },
    { name: 'name: dropped', count: 2_010 },
  ]);
  const lines = readFileSync(join(path, '..', 'altered.csv'), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines).toHaveLength(many + 1);
  expect(lines.at(-1)).toBe('contact,9999,name,shortened,x,,');
  expect(readFileSync(path, 'utf8')).toContain('8050 more are in <code>altered.csv</code>');
  rmSync(folder, { recursive: true });
});
