import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { ZdjsmError } from '@zdjsm/core';
import { type Fault, plannedFaults, seededFaults } from '@zdjsm/sandbox';
import { adfToText, htmlToAdf } from '@zdjsm/transform';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventSink } from '../../src/index.ts';
import { cliHere } from '../support/cli-here.ts';
import { createSteppingClock } from '../support/stepping-clock.ts';
import { createWorld, type World } from '../support/world.ts';

/** What must be nowhere but where it belongs, by what it is. */
type Plants = Readonly<Record<string, ReadonlySet<string>>>;

let world: World;
let output = '';
let errors = 0;

/** What a person sees, or prints: events as `--json` shows them, errors with all that is in them. */
function listen(): { readonly onEvent: EventSink; tell(error: unknown): void } {
  return {
    onEvent(event) {
      output += `${JSON.stringify(event)}\n`;
    },
    tell(error) {
      errors += 1;
      output += `${String(error)}\n${inspect(error, { depth: 12, showHidden: true })}\n`;
      if (ZdjsmError.is(error)) output += JSON.stringify({ ...error, remedy: error.remedy });
    },
  };
}

/** Everything that a server can do wrong, and servers that tell everybody what they were told. */
function indiscretions({ secrets, urls }: World): Fault[] {
  const told = `${secrets.zoho.refreshToken.reveal()} ${secrets.jira.apiToken.reveal()}`;
  const answer = (status: number, body: unknown, headers = {}): Fault => ({
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return [
    answer(400, { errorMessages: [`refused: ${told}`], errors: { summary: told } }),
    answer(422, { errorCode: 'INVALID_DATA', message: told, errors: [{ fieldName: told }] }),
    answer(403, { errorCode: 'FORBIDDEN', message: told }),
    answer(500, { message: told }),
    answer(502, `<html>${told}</html>`, { 'content-type': 'text/html' }),
    answer(200, `<html>${told}</html>`, { 'content-type': 'text/html' }),
    answer(302, '', { location: `${urls.desk}/x?token=${told}` }),
    answer(302, '', { location: `https://user:${told}@evil.example/` }),
    { kind: 'reset' },
    { kind: 'after-cut', share: 0.5 },
  ];
}

beforeAll(async () => {
  world = await createWorld({ zoho: { tickets: 2 }, speed: 400 });
  const isData = ({ path }: { readonly path: string }): boolean => !path.includes('/oauth');
  const faults = indiscretions(world);
  const [refusal] = faults;
  world.sandbox.setFaults(seededFaults({ seed: 3, rate: 0.05, faults, only: isData }));
  const { onEvent, tell } = listen();
  const clock = createSteppingClock(world.sandbox, 20_000);
  for (const phase of ['extract', 'extract', 'extract', 'run', 'run', 'report'] as const) {
    const migration = world.open({}, { onEvent, clock, timeoutMs: 5_000 });
    await migration[phase]().catch(tell);
    await migration.close();
  }
  // Whatever the faults left of it, the last word of each client is one of these.
  world.sandbox.setFaults({ next: ({ path }) => (path.includes('/oauth') ? undefined : refusal) });
  for (const phase of ['extract', 'load', 'preflight'] as const) {
    const migration = world.open({}, { onEvent, clock, timeoutMs: 5_000 });
    await migration[phase]().catch(tell);
    await migration.close();
  }
  world.sandbox.setFaults(plannedFaults([]));
  for (const verb of [['status'], ['status', '--json']]) {
    output += (await cliHere(world, verb)).output;
  }
}, 300_000);
afterAll(() => world.stop());

/** All files of the migration's folder that are not the store. */
function filesOf(folder: string): [name: string, text: string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/store\.db|\/blobs\//.test(path))
    .map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')]);
}

function plants(): Plants {
  const { zoho, jira } = world.secrets;
  const tokens = world.sandbox.history.calls.flatMap(({ headers, path, answer }) => [
    (headers['authorization'] ?? '').split(' ').at(-1) ?? '',
    path.includes('/oauth') ? (/"access_token":"([^"]+)"/.exec(answer ?? '')?.[1] ?? '') : '',
  ]);
  const words = new Set<string>();
  for (const ticket of world.sandbox.zoho.truth().tickets()) {
    for (const { record } of [...ticket.threads(), ...ticket.comments()]) {
      const content = String(record['content'] ?? '');
      const sentence = /\b[\p{L}' ]{40,}\b/u.exec(adfToText(htmlToAdf(content).doc))?.[0];
      if (sentence) words.add(sentence);
    }
  }
  return {
    'a secret': new Set([
      zoho.clientSecret.reveal(),
      zoho.refreshToken.reveal(),
      jira.apiToken.reveal(),
      Buffer.from(`${jira.email}:${jira.apiToken.reveal()}`).toString('base64'),
      ...tokens.filter((token) => token.length > 15),
    ]),
    'the text of a mail': words,
  };
}

function leaksIn(where: string, text: string, searched: Plants): string[] {
  return Object.entries(searched).flatMap(([what, texts]) =>
    [...texts]
      .filter((one) => text.includes(one))
      .map(
        (one) =>
          `${what} in ${where}: …${text.slice(Math.max(0, text.indexOf(one) - 120), text.indexOf(one))}`,
      ),
  );
}

test('secrets and mails are in no log, journal, report, plan or output, whatever fails', () => {
  const searched = plants();
  expect(searched['a secret']?.size).toBeGreaterThan(4);
  expect(searched['the text of a mail']?.size).toBeGreaterThan(3);
  const files = filesOf(String(world.config.folder));
  expect(files.some(([name]) => name.startsWith('/journal'))).toBe(true);
  expect(files.some(([name]) => name === '/report/report.json')).toBe(true);
  const leaks = [
    ...leaksIn('the output', output, searched),
    ...files.flatMap(([name, text]) => leaksIn(name, text, searched)),
  ];
  expect(leaks).toEqual([]);
});

test('the store holds mails, and no secret', () => {
  const { 'a secret': secrets = new Set<string>() } = plants();
  for (const name of ['store.db', 'store.db-wal']) {
    try {
      const bytes = readFileSync(join(String(world.config.folder), name), 'latin1');
      expect(leaksIn(name, bytes, { 'a secret': secrets })).toEqual([]);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
});

test('the journal and the output name no mailbox', () => {
  const journal = filesOf(String(world.config.folder)).filter(([name]) => /journal/.test(name));
  // Addresses that can receive no mail are made here, for contacts without one.
  const mailbox = /[\w.+-]{3,}@(?!127|no-email)[\w-]+\.\w+/g;
  const ours = new Set([world.secrets.jira.email]);
  const found = [...journal, ['the output', output] as const].flatMap(([name, text]) =>
    Array.from(text.matchAll(mailbox))
      .filter(([address]) => !ours.has(address))
      .map(({ index }) => `${name}: …${text.slice(Math.max(0, index - 80), index + 40)}`),
  );
  expect(found).toEqual([]);
});

test('credentials went to their hosts alone, and the faults did strike', () => {
  expect(world.sandbox.jira.inspect().leaks).toEqual([]);
  const struck = world.sandbox.history.calls.filter(({ fault }) => fault !== undefined);
  expect(struck.length).toBeGreaterThan(10);
  expect(output.length).toBeGreaterThan(1_000);
  expect(errors).toBeGreaterThan(1);
});
