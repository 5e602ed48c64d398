import { readFileSync } from 'node:fs';
import { type BodyShape, parseBodyShape } from './body-shape.ts';

/**
 * One operation that the vendor documents: a row of routes/*.tsv. The tables hold what the sandbox
 * serves and nothing else: an operation without a row is refused like a path that does not exist.
 */
export interface Route {
  readonly operation: string;
  readonly method: string;
  /** With parameters in braces: `/rest/api/{version}/issue/{issueIdOrKey}`. */
  readonly path: string;
  readonly query: ReadonlyMap<string, { readonly required: boolean }>;
  /** Undefined: the operation takes no body. */
  readonly body: BodyShape | undefined;
  readonly price: Price;
  /** Requests a second, for this path and method. */
  readonly burst: number;
  readonly flags: ReadonlySet<RouteFlag>;
  /** OAuth scopes, classic, all of them needed. */
  readonly scopes: readonly string[];
}

/** What the hourly quota is charged: 1 for a write, 1 and something for each object for a read. */
export type Price =
  | { readonly kind: 'write' }
  | {
      readonly kind: 'read';
      readonly perObject: number;
      /** Where the objects stand in the answer: a key, `[]` for a bare array, `1` for a single one. */
      readonly objects: string;
    };

/**
 * `experimental`: needs `X-ExperimentalApi: opt-in` (JSM only). `multipart`: a form. `content-type`:
 * refused without the header even without a body. `agent`: needs a JSM licence.
 */
const FLAGS = ['experimental', 'multipart', 'content-type', 'agent'] as const;
export type RouteFlag = (typeof FLAGS)[number];

const COLUMNS = [
  'operation',
  'method',
  'path',
  'query',
  'body',
  'points',
  'burst',
  'flags',
  'scopes',
  'source',
] as const;
type Column = (typeof COLUMNS)[number];

/** Core objects cost 1 point, identities 2, all others 1 (facts § 1.1). */
const POINTS_PER_OBJECT: Readonly<Record<string, number>> = { core: 1, identity: 2, other: 1 };

export function readRouteTable(file: URL): Route[] {
  const [header, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  if (header !== COLUMNS.join('\t')) throw new Error(`${file.href}: other columns than expected`);
  return lines.map((line) => {
    const cells = line.split('\t');
    const cell = (name: Column): string => cells[COLUMNS.indexOf(name)] ?? '';
    return {
      operation: cell('operation'),
      method: cell('method'),
      path: cell('path'),
      query: new Map(
        words(cell('query')).map((name) => [
          name.replace('!', ''),
          { required: name.endsWith('!') },
        ]),
      ),
      body: cell('body') === '-' ? undefined : parseBodyShape(cell('body')),
      price: parsePrice(cell('points')),
      burst: Number(cell('burst')),
      flags: new Set(words(cell('flags')).map(parseFlag)),
      scopes: words(cell('scopes')),
    };
  });
}

function words(cell: string): string[] {
  return cell === '-' ? [] : cell.split(' ');
}

function parseFlag(word: string): RouteFlag {
  const flag = FLAGS.find((known) => known === word);
  if (!flag) throw new Error(`unknown flag ${word}`);
  return flag;
}

function parsePrice(cell: string): Price {
  if (cell === 'write') return { kind: 'write' };
  const [kind = '', objects = ''] = cell.split(':');
  const perObject = POINTS_PER_OBJECT[kind];
  if (perObject === undefined || objects === '') throw new Error(`unknown price ${cell}`);
  return { kind: 'read', perObject, objects };
}
