/** What a call costs; the figures stand in credits.ts. */
export type Price = 'record' | 'list' | 'count' | 'download';

/**
 * Scopes of an endpoint. The specification gives flat arrays that mix alternatives with extra
 * requirements; `unclear` ones are judged by a switch.
 */
export interface Scopes {
  readonly rule: 'any' | 'all' | 'unclear' | 'none';
  readonly names: readonly string[];
}

/** What a query parameter may hold. */
export type QueryRule =
  | { readonly kind: 'text'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'id' }
  | { readonly kind: 'ids'; readonly max: number }
  | { readonly kind: 'flag' }
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly max?: number }
  /** Two instants with a literal Z, with a comma between. */
  | { readonly kind: 'range' }
  /** Names of the row's keys; they replace the usual ones. */
  | { readonly kind: 'fields'; readonly max: number }
  /** Documented by name only: nobody outside knows what it may hold, so nothing is accepted. */
  | { readonly kind: 'opaque' };

export interface Limit {
  /** Unstated by the documents where a note says so. */
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

export interface From {
  /** Number of the first record. */
  readonly base: 0 | 1;
  /** Below it a 422; 0 otherwise, also where the base is 1. */
  readonly min?: number;
  readonly max?: number;
}

/** One endpoint, as the vendor's documents have it. */
export interface Route {
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  /** Under `/api/v1`, with `{names}`. */
  readonly path: string;
  /** File of Zoho's OpenAPI repository, or where else it is known from. */
  readonly source: string;
  readonly scopes: Scopes;
  readonly price: Price;
  readonly statuses: readonly number[];
  readonly limit?: Limit;
  readonly from?: From;
  /** A `-` before a name sorts downwards. */
  readonly sortBy?: readonly string[];
  readonly sortDefault?: string;
  readonly include?: readonly string[];
  readonly query?: Readonly<Record<string, QueryRule>>;
  readonly required?: readonly string[];
  /** Keys of a JSON body. */
  readonly body?: readonly string[];
  readonly requiredBody?: readonly string[];
  /** Needs no orgId header. */
  readonly anyOrg?: true;
  /** What the documents do not say, and what was assumed. */
  readonly unsure?: string;
}

export const anyOf = (...names: string[]): Scopes => ({ rule: 'any', names });
export const allOf = (...names: string[]): Scopes => ({ rule: 'all', names });
export const unclear = (...names: string[]): Scopes => ({ rule: 'unclear', names });

export const text = (min = 0, max = 1000): QueryRule => ({ kind: 'text', min, max });
export const id: QueryRule = { kind: 'id' };
export const ids = (max: number): QueryRule => ({ kind: 'ids', max });
export const flag: QueryRule = { kind: 'flag' };
export const range: QueryRule = { kind: 'range' };
export const opaque: QueryRule = { kind: 'opaque' };
export const fields: QueryRule = { kind: 'fields', max: 30 };
export const oneOf = (...words: string[]): QueryRule => ({ kind: 'words', words, max: 1 });
export const someOf = (max: number, ...words: string[]): QueryRule => ({
  kind: 'words',
  words,
  max,
});

/** `customField1=apiName:value` and so on. */
export const customFields = (count: number): Readonly<Record<string, QueryRule>> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`customField${n + 1}`, text()]));

/** Zoho's special values: `token('EMPTY')` is written with a dollar sign and curly brackets. */
export const token = (name: string): string => `\${${name}}`;
