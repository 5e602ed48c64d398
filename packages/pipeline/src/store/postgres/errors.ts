import { ZdjsmError } from '@zdjsm/core';
import { type Explanation, storeError } from '../explanation.ts';

const UNREACHABLE: Explanation = {
  code: 'STORE_UNREACHABLE',
  what: 'can’t be reached',
  remedy:
    'See that the server runs and that store.url names its host and port; then run the command again: it goes on from there.',
};
const REFUSED: Explanation = {
  code: 'STORE_ACCESS',
  what: 'does not let this user in',
  remedy: 'Correct the user in store.url, and the password in ZDJSM_STORE_PASSWORD.',
};
const FORBIDDEN: Explanation = {
  code: 'STORE_ACCESS',
  what: 'does not allow this user to do that',
  remedy: 'Give the user CREATE on the database, or a schema that it owns: docs/guides/scaling.md.',
};
const LOST: Explanation = {
  code: 'STORE_LOST',
  what: 'broke off the connection',
  remedy:
    'What was committed is kept. Once the server is back, run the command again: it goes on from there.',
};

const UNKNOWN: Explanation = {
  code: 'STORE_FAILED',
  what: 'refused a statement',
  remedy: 'This is a defect of zdjsm, or of the database: please report it with the SQLSTATE.',
};

/** By SQLSTATE, the longest beginning first; the network's codes stand for themselves. */
const EXPLANATIONS: readonly (readonly [codes: RegExp, Explanation])[] = [
  [/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOENT)$/, UNREACHABLE],
  [/^(ECONNRESET|EPIPE|57P0[1245]|08...)$/, LOST],
  [/^57P03$/, UNREACHABLE],
  [/^28...$/, REFUSED],
  [/^42501$/, FORBIDDEN],
  [
    /^3D000$/,
    {
      code: 'STORE_ACCESS',
      what: 'has no database of this name',
      remedy: 'Create it (`createdb`), or correct store.url.',
    },
  ],
  [
    /^53300$/,
    {
      code: 'STORE_BUSY',
      what: 'has no connection left',
      remedy:
        'Each process takes up to seven: raise max_connections, or start fewer workers; then run it again.',
    },
  ],
  [
    /^53...$/,
    {
      code: 'STORE_FULL',
      what: 'has run out of room',
      remedy: 'Make room on the server’s disk; then run the command again: it goes on from there.',
    },
  ],
];

// What the client says where there is no code.
const BROKEN_OFF = /connection (terminated|ended|closed)|not queryable|read timeout/i;
const NOT_REACHED = /timeout exceeded when trying to connect|connection timeout|timeout expired/i;

/** Where a store is, as it may be shown: never with a password. */
export function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `the PostgreSQL at ${host}${pathname}`;
  } catch {
    return 'the PostgreSQL of store.url';
  }
}

/** In our words, and never in the server's where it might quote a value. */
export function explain(error: unknown, url: string): unknown {
  if (ZdjsmError.is(error) || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  const known = EXPLANATIONS.find(([codes]) => codes.test(code))?.[1] ?? bySentence(error.message);
  if (!known && !/^[0-9A-Z]{5}$/.test(code)) return error;
  return storeError(known ?? UNKNOWN, { place: placeOf(url), detail: code, cause: error });
}

function bySentence(message: string): Explanation | undefined {
  if (NOT_REACHED.test(message)) return UNREACHABLE;
  return BROKEN_OFF.test(message) ? LOST : undefined;
}
