import { globSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { context, SpanKind } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MetricsEndpoint, openMetricsEndpoint } from '../src/index.ts';
import { INSTRUMENTS } from '../src/telemetry/instruments.ts';
import { createWorld, type World } from './support/world.ts';

const TICKETS = 3;

describe('a migration that is watched', () => {
  let world: World;
  let endpoint: MetricsEndpoint;
  let spans: readonly ReadableSpan[];
  let byId: ReadonlyMap<string, ReadableSpan>;
  let text: string;

  beforeAll(async () => {
    world = await createWorld({ speed: 10, zoho: { content: 'lean', tickets: TICKETS } });
    endpoint = await openMetricsEndpoint({ port: await freePort() });
    const exporter = new InMemorySpanExporter();
    const tracerProvider = new BasicTracerProvider({
      spanProcessors: [new SimpleSpanProcessor(exporter)],
    });
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    const { meterProvider } = endpoint;
    const migration = world.open({}, { telemetry: { meterProvider, tracerProvider } });
    await migration.run();
    text = await (await fetch(endpoint.url)).text();
    await migration.close();
    spans = exporter.getFinishedSpans();
    byId = new Map(spans.map((span) => [span.spanContext().spanId, span]));
  }, 300_000);

  afterAll(async () => {
    context.disable();
    await endpoint.close();
    await world.stop();
  });

  test('has a span for each phase, and for each ticket in it', () => {
    const phases = spans.filter(({ name }) => name.startsWith('phase '));
    expect(phases.map(({ name }) => name)).toEqual([
      'phase extract',
      'phase load',
      'phase validate',
      'phase report',
    ]);
    for (const name of ['extract ticket', 'load ticket']) {
      const records = spans.filter((span) => span.name === name);
      expect(records).toHaveLength(TICKETS);
      for (const record of records) expect(parentOf(record)?.name).toMatch(/^phase /);
    }
  });

  test('has the calls of a ticket in its span', () => {
    const calls = spans.filter(({ kind }) => kind === SpanKind.CLIENT);
    expect(calls.length).toBe(journalled());
    const ofTickets = calls.filter((call) => parentOf(call)?.name === 'load ticket');
    const created = ofTickets.filter(({ name }) => name === 'POST /rest/api/3/issue');
    expect(created.length).toBeGreaterThanOrEqual(TICKETS);
  });

  test('tells its figures to whoever asks for /metrics', () => {
    expect(sumOf('zdjsm_calls_total', {})).toBe(journalled());
    expect(sumOf('zdjsm_call_seconds_count', {})).toBe(journalled());
    const created = { route: 'POST /rest/api/3/issue', status: '201' };
    expect(sumOf('zdjsm_calls_total', created)).toBeGreaterThanOrEqual(TICKETS);
    const quick = { route: 'POST /rest/api/3/issue', le: '60' };
    expect(sumOf('zdjsm_call_seconds_bucket', quick)).toBeGreaterThanOrEqual(TICKETS);
    expect(sumOf('zdjsm_records', { kind: 'ticket', state: 'done' })).toBe(TICKETS);
    const loaded = { phase: 'load', kind: 'ticket', outcome: 'done' };
    expect(sumOf('zdjsm_records_processed_total', loaded)).toBe(TICKETS);
    expect(sumOf('zdjsm_credits_spent_total', {})).toBeGreaterThan(TICKETS);
    expect(sumOf('zdjsm_credits_remaining', {})).toBeGreaterThan(0);
    expect(sumOf('zdjsm_points_spent_total', {})).toBeGreaterThan(TICKETS);
  });

  test('names no route by an id, so that there are as many series as endpoints', () => {
    const routes = new Set(samples('zdjsm_calls_total').map(({ labels }) => labels['route']));
    expect([...routes].filter((route) => /\d{3,}/.test(route ?? ''))).toEqual([]);
    expect(routes.size).toBeGreaterThan(10);
  });

  test('gives away no secret, no address and no text of a ticket', () => {
    const told = JSON.stringify(
      spans.map(({ name, attributes, events }) => [name, attributes, events]),
    );
    const { zoho, jira } = world.secrets;
    const secrets = [zoho.clientSecret, zoho.refreshToken, jira.apiToken].map((one) =>
      one.reveal(),
    );
    const tickets = [...world.sandbox.zoho.truth().tickets('live')];
    const subjects = tickets.map(({ record }) => String(record['subject']));
    expect(subjects.length).toBe(TICKETS);
    for (const hidden of [...secrets, ...subjects]) {
      expect(told).not.toContain(hidden);
      expect(text).not.toContain(hidden);
    }
    const addresses = `${told}${text}`.match(/[\w.+-]+@[\w-]+\.\w+/g) ?? [];
    expect(addresses).toEqual([]);
  });

  /** Calls that the journal holds. */
  const journalled = (): number =>
    globSync('**/journal/*.jsonl', { cwd: world.folder }).flatMap((path) =>
      readFileSync(join(world.folder, path), 'utf8').trim().split('\n'),
    ).length;

  const parentOf = (span: ReadableSpan): ReadableSpan | undefined =>
    byId.get(span.parentSpanContext?.spanId ?? '');

  const samples = (name: string) =>
    text.split('\n').flatMap((line) => {
      const [, found, list = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)/.exec(line) ?? [];
      if (found !== name) return [];
      const labels = Array.from(list.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g), ([, key, said]) => [
        key,
        said,
      ]);
      return [
        { labels: Object.fromEntries(labels) as Record<string, string>, value: Number(value) },
      ];
    });

  const sumOf = (name: string, wanted: Readonly<Record<string, string>>): number =>
    samples(name)
      .filter(({ labels }) => Object.entries(wanted).every(([key, value]) => labels[key] === value))
      .reduce((sum, { value }) => sum + value, 0);
});

test('the guide has every figure with its attributes, and no other', () => {
  const page = readFileSync(
    new URL('../../../docs/guides/observability.md', import.meta.url),
    'utf8',
  );
  const rows = [...page.matchAll(/^\| `(zdjsm\.[a-z.]+)` +\| `(\w+)` +\| (.*?) +\|/gm)];
  const told = rows.map(([, name, prometheus, attributes = '']) => ({
    name,
    prometheus,
    attributes: [...attributes.replaceAll(/\([^)]*\)/g, '').matchAll(/`(\w+)`/g)].map(
      ([, key]) => key,
    ),
  }));
  expect(told.toSorted(byName)).toEqual(
    Object.values(INSTRUMENTS)
      .map(({ name, kind, attributes }) => ({
        name,
        prometheus: name.replaceAll('.', '_') + (kind === 'counter' ? '_total' : ''),
        attributes: [...attributes],
      }))
      .toSorted(byName),
  );
});

const byName = (a: { readonly name?: string | undefined }, b: typeof a): number =>
  (a.name ?? '') < (b.name ?? '') ? -1 : 1;

test('a port that is taken is told, with what to do', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await expect(openMetricsEndpoint({ port })).rejects.toMatchObject({ code: 'CONFIGURATION' });
  server.close();
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
