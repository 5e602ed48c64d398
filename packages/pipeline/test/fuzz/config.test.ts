import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ZdjsmError } from '@zdjsm/core';
import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { demoMapping } from '../../../../examples/demo/mapping.ts';
import { loadConfig } from '../../src/index.ts';
import { type Injury, injure } from './damage.ts';
import { wound } from './wounds.ts';

const SOUND = {
  folder: './data',
  source: { dataCentre: 'eu', orgId: '12345678', edition: 'professional', agents: 10 },
  target: { site: 'https://example.atlassian.net', mediaHosts: ['media.example'] },
  ...demoMapping,
  contacts: { withoutEmail: 'shared', sharedEmail: 'all@example.com' },
  scope: { createdFrom: '2024-01-01', departments: ['Support'], tags: { except: ['spam'] } },
  phases: [{ name: 'open', statusTypes: ['open'] }, { name: 'rest' }],
  phase: 'open',
  silence: { confirmedBy: 'me, today' },
  knowledgeBase: { spaces: { public: 'KB' } },
  customModules: { to: 'assets', modules: { cm_a: { attributes: { cf_b: 'B' } } } },
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zdjsm-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;

/** What is wrong with how a config was refused; undefined for one that was taken, or refused well. */
async function complaintAbout(extension: string, text: string | Uint8Array): Promise<unknown> {
  files += 1;
  const path = join(folder, `config-${files}.${extension}`);
  writeFileSync(path, text);
  try {
    const config = await loadConfig(path);
    // What was taken is whole: no phase meets a setting that it can't read. A script may bring its own source.
    const { source } = config;
    if (source === undefined) return undefined;
    return JSON.stringify(config).includes(String(source.orgId)) ? undefined : config;
  } catch (error) {
    if (!ZdjsmError.is(error)) return error;
    const { code, message, remedy } = error;
    const isClear =
      code === 'CONFIGURATION' &&
      message.includes(path) &&
      remedy.length > 20 &&
      message.length < 4_000 &&
      !/\n\s+at /.test(message);
    return isClear ? undefined : { code, message: message.slice(0, 400), remedy };
  }
}

test('a setting that is damaged is named, in every format', async () => {
  await fc.assert(
    fc.asyncProperty(
      wound.filter(({ damage }) => damage !== 'ten megabytes' && damage !== 'deep nesting'),
      fc.constantFrom('yaml', 'json', 'ts'),
      async (injuryOf, extension) => {
        const { document, injury } = injure(JSON.stringify(SOUND), injuryOf);
        const damaged = JSON.parse(document) as unknown;
        const text = { yaml: () => stringify(damaged), json: () => document }[
          extension as 'yaml' | 'json'
        ];
        const written = text ? text() : `export default ${document};`;
        const told: { injury: Injury | undefined; complaint: unknown } = {
          injury,
          complaint: await complaintAbout(extension, written),
        };
        expect(told).toEqual({ injury, complaint: undefined });
      },
    ),
    cases(60),
  );
});

test('a file that is damaged is named, with the place', async () => {
  const texts = [stringify(SOUND), JSON.stringify(SOUND, undefined, 2)];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...texts),
      fc.nat(),
      fc.nat(40),
      fc.uint8Array({ maxLength: 12 }),
      async (text, at, length, bytes) => {
        const whole = Buffer.from(text);
        const start = at % whole.length;
        const cut = Buffer.concat([
          whole.subarray(0, start),
          bytes,
          whole.subarray(start + length),
        ]);
        const extension = text.startsWith('{') ? 'json' : 'yaml';
        expect(await complaintAbout(extension, cut)).toBeUndefined();
      },
    ),
    cases(60),
  );
});

test.each([
  ['nothing', 'yaml', ''],
  ['only a comment', 'yaml', '# to be written'],
  ['a list', 'yaml', '- a\n- b\n'],
  ['a word', 'json', '"word"'],
  ['a tab for an indent', 'yaml', 'source:\n\torgId: "1"\n'],
  ['a key twice', 'yaml', 'folder: a\nfolder: b\n'],
  ['aliases that grow without end', 'yaml', bomb()],
  ['an alias of itself', 'yaml', 'source: &a\n  again: *a\n'],
  ['two documents', 'yaml', 'folder: a\n---\nfolder: b\n'],
  ['a tag of another language', 'yaml', 'folder: !!python/object/apply:os.system ["id"]\n'],
  ['UTF-16', 'json', Buffer.from(`\ufeff${JSON.stringify(SOUND)}`, 'utf16le')],
  ['NUL bytes', 'yaml', Buffer.alloc(4_096)],
  ['ten thousand brackets', 'json', '['.repeat(10_000)],
  ['a syntax error', 'ts', 'export default {'],
  ['TypeScript that has to be compiled', 'ts', 'enum A { B }\nexport default {};'],
  ['an error of its own', 'ts', 'throw new Error("mine");'],
  ['an error that is none', 'ts', 'throw undefined;'],
  ['an import of what is not there', 'ts', 'import "nowhere";\nexport default {};'],
  ['a function', 'ts', 'export default () => ({});'],
  ['a getter that throws', 'ts', 'export default { get folder() { throw new Error("x"); } };'],
  ['a promise', 'ts', 'export default Promise.resolve({});'],
  ['an object without a prototype', 'ts', 'export default Object.create(null);'],
  ['an object that contains itself', 'ts', 'const a = {}; a.source = a; export default a;'],
  ['an extension that nobody knows', 'toml', 'folder = "a"'],
])('%s is a clear error', async (_, extension, text) => {
  expect(await complaintAbout(extension, text)).toBeUndefined();
});

test('a folder in place of a file is a clear error', async () => {
  await expect(loadConfig(folder)).rejects.toMatchObject({ code: 'CONFIGURATION' });
});

function bomb(): string {
  const lines = ['a0: &a0 [x, x]'];
  for (let i = 1; i < 30; i++) lines.push(`a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`);
  return lines.join('\n');
}
