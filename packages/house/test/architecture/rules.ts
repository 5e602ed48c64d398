import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { IForbiddenRuleType } from 'dependency-cruiser';

const PACKAGES = resolve(import.meta.dirname, '../../..');
const SOURCE = '@zdjsm/source';
type Door = Readonly<Record<typeof SOURCE, string>>;

/**
 * The packages, and which of ours the sources of each may import: CONTRIBUTING's map. Tests may
 * import `testing` and `sandbox`, too.
 */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  transform: [],
  'zoho-desk': ['core'],
  jsm: ['core'],
  pipeline: ['core', 'transform', 'zoho-desk', 'jsm'],
  sandbox: [],
  testing: [],
  bench: ['core', 'transform', 'zoho-desk', 'jsm', 'pipeline', 'sandbox', 'testing'],
  house: [],
  release: [],
};

const betweenPackages: IForbiddenRuleType[] = Object.entries(MAY_IMPORT).map(([name, allowed]) => ({
  name: `${name} imports ${allowed.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  from: { path: `^packages/${name}/src/` },
  to: { path: '^packages/', pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
}));

const SRC = '^packages/pipeline/src';

/** Type imports leave no trace in what runs. */
const AT_RUN_TIME = { dependencyTypesNot: ['type-only' as const] };

/** What a room of the pipeline may not reach: the layers of the design. */
const withinPipeline: IForbiddenRuleType[] = [
  {
    name: 'mapping is pure: no disk, no network, no store',
    comment:
      "It is what tests can cover completely, and what a load, a plan and a validation share. Its error is the core's.",
    severity: 'error',
    from: { path: `${SRC}/mapping/`, pathNot: `${SRC}/mapping/hooks/hook-error\\.ts` },
    to: {
      path: `^(node:|fs|stream|packages/(core|jsm|zoho-desk)/)|${SRC}/`,
      pathNot: `${SRC}/(mapping|model|catalog/catalog\\.ts|config)/?`,
      ...AT_RUN_TIME,
    },
  },
  {
    name: 'the model is types alone, of no vendor',
    comment: 'Another helpdesk is written against it.',
    severity: 'error',
    from: { path: `${SRC}/model/` },
    to: { pathNot: `${SRC}/model/` },
  },
  {
    name: 'Zoho Desk is known to its source alone',
    comment: 'Every other room works for any helpdesk.',
    severity: 'error',
    from: {
      path: `${SRC}/`,
      pathNot: `${SRC}/(source/zoho/|open-sides\\.ts|init/init\\.ts|limits/open-limits\\.ts|run/credit-account\\.ts)`,
    },
    to: { path: '^packages/zoho-desk/' },
  },
  {
    name: 'what reads the source never talks to the target',
    severity: 'error',
    from: { path: `${SRC}/(source|extract)/` },
    to: { path: `^packages/jsm/|${SRC}/(load|validate|rescue|sync|preflight)/` },
  },
  {
    name: 'what writes to the target asks the source through its interface',
    severity: 'error',
    from: { path: `${SRC}/(load|validate|rescue|reclaim|jim|preflight)/` },
    to: { path: `${SRC}/source/zoho/` },
  },
  {
    name: 'the report reads the store, and calls nobody',
    severity: 'error',
    from: { path: `${SRC}/report/` },
    to: { path: '^packages/(jsm|zoho-desk)/', ...AT_RUN_TIME },
  },
  {
    name: 'a store knows no phase',
    severity: 'error',
    from: { path: `${SRC}/store/` },
    to: { path: `${SRC}/`, pathNot: `${SRC}/store/`, ...AT_RUN_TIME },
  },
  {
    name: 'SQLite is known to its store alone',
    severity: 'error',
    from: { path: `${SRC}/`, pathNot: `${SRC}/store/sqlite/` },
    to: { path: '^(node:)?sqlite$' },
  },
  {
    name: 'the command calls what a script can call',
    comment: 'No phase and no client: migration.ts and the folder of rescue have the verbs.',
    severity: 'error',
    from: { path: `${SRC}/cli/` },
    to: {
      path: `^packages/(jsm|zoho-desk|transform)/|${SRC}/(load|extract|validate|store|mapping|run|sync|jim|plan|preflight)/`,
      ...AT_RUN_TIME,
    },
  },
  {
    name: 'nothing calls the command',
    severity: 'error',
    from: { path: `${SRC}/`, pathNot: `${SRC}/(cli/|cli\\.ts|index\\.ts)` },
    to: { path: `${SRC}/cli` },
  },
];

const everywhere: IForbiddenRuleType[] = [
  {
    name: 'no cycles',
    severity: 'error',
    from: { path: '^(packages|examples)/' },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'sources do not import tests',
    severity: 'error',
    from: { path: '^packages/[^/]+/src/' },
    to: { path: '^packages/[^/]+/test/' },
  },
  {
    name: 'HTTP goes through the core',
    comment: 'One place for time-outs, redirects, redaction and the journal.',
    severity: 'error',
    from: { path: '^packages/(jsm|zoho-desk|pipeline|transform)/src/' },
    to: { path: '^(node:)?(https?|http2|net|tls)$|node_modules/got/', ...AT_RUN_TIME },
  },
  {
    name: 'examples use what is published, and the sandbox',
    severity: 'error',
    from: { path: '^examples/' },
    to: {
      path: '^packages/',
      pathNot:
        '^packages/(transform|zoho-desk|jsm|pipeline|sandbox)/src/(index|validate/index)\\.ts$',
    },
  },
  {
    name: 'a package is entered by its door',
    severity: 'error',
    from: { path: '^packages/([^/]+)/' },
    to: { path: '^packages/[^/]+/src/', pathNot: ['^packages/$1/', ...doors()] },
  },
];

/** What the packages export, by the files that it is exported from. */
function doors(): string[] {
  return readdirSync(PACKAGES).flatMap((folder) => {
    const text = readFileSync(resolve(PACKAGES, folder, 'package.json'), 'utf8');
    const { exports = {} }: { exports?: Readonly<Record<string, Door | string>> } =
      JSON.parse(text);
    return Object.values(exports).flatMap((door) =>
      typeof door === 'string' ? [] : [`^packages/${folder}/${door[SOURCE].slice(2)}$`],
    );
  });
}

export const RULES: readonly IForbiddenRuleType[] = [
  ...betweenPackages,
  ...withinPipeline,
  ...everywhere,
];
