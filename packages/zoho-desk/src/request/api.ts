import { type Checkpoint, type Clock, redactUrl } from '@zdjsm/core';
import type { Behaviour } from '../behaviour.ts';
import { priceOf } from '../credits/prices.ts';
import { errorDocumentOf, errorFromAnswer } from '../errors/error-from-answer.ts';
import { AnswerError } from '../errors/zoho-desk-error.ts';
import type { ZohoDeskEvent } from '../events.ts';
import { countOf, isRecord, type RawRecord } from '../records.ts';
import { parseJson } from './json.ts';
import type { Pipeline, WholeAnswer } from './pipeline.ts';
import { type PathParameters, pathOf, type Query, queryOf, type Route } from './route.ts';

/** What every call takes. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** What every list takes. */
export interface ListOptions extends CallOptions {
  /** Go on after the page that this checkpoint came with. */
  readonly from?: Checkpoint | undefined;
  /** Rows a page. Default: as many as the endpoint gives, which is the cheapest. */
  readonly pageSize?: number | undefined;
  /** Fetch the next page while this one is being worked on. Default false. */
  readonly prefetch?: boolean | undefined;
}

/** A route with what fills it in. */
export interface Target {
  readonly route: Route;
  readonly path?: PathParameters | undefined;
  readonly query?: Query | undefined;
}

/** A page as it is asked for: `from` is Zoho's index, absent for the first page. */
export interface PageRequest {
  readonly from?: number | undefined;
  readonly limit: number;
}

/** What the resources are made of: routes in, records out. */
export interface Api {
  readonly clock: Clock;
  readonly behaviour: Behaviour;
  readonly emit: (event: ZohoDeskEvent) => void;
  /** One record; undefined where Zoho answers 204. */
  find<T extends RawRecord>(target: Target, options?: CallOptions): Promise<T | undefined>;
  /** One record. An empty answer is an AnswerError. */
  get<T extends RawRecord>(target: Target, options?: CallOptions): Promise<T>;
  /** A `{count}` document. */
  count(target: Target, options?: CallOptions): Promise<number>;
  /**
   * The rows of one page, and what the answer holds beside them. A 204 has no rows. A row
   * that is no record comes as an empty one from a list of the portal's; from one record's list it is
   * an AnswerError.
   */
  rows<T extends RawRecord>(
    target: Target,
    page: PageRequest | undefined,
    options?: CallOptions,
  ): Promise<{ readonly rows: readonly T[]; readonly document: RawRecord }>;
}

export function createApi(init: {
  readonly pipeline: Pipeline;
  readonly desk: string;
  readonly clock: Clock;
  readonly behaviour: Behaviour;
  readonly emit: (event: ZohoDeskEvent) => void;
}): Api {
  const { pipeline, desk, clock, behaviour, emit } = init;

  const read = async (
    { route, path, query = {} }: Target,
    page: PageRequest | undefined,
    { signal }: CallOptions = {},
  ): Promise<RawRecord | undefined> => {
    const url = new URL(pathOf(route, path), desk);
    url.search = queryOf(route, query, page && { from: page.from, limit: page.limit });
    const depth = page && {
      from: page.from === undefined ? 0 : page.from - (route.paging?.base ?? 0),
      limit: page.limit,
    };
    const price = priceOf(route.price, depth, behaviour.tierBy);
    const { name, scopes, withoutOrg } = route;
    const call = { route: name, method: 'GET', url, price, scopes, withoutOrg, signal } as const;
    return await pipeline.send(call, (answer) => {
      // Nothing with any other status is an answer that got lost on its way (facts § 2, C3).
      if (answer.status === 204) return undefined;
      const document = documentOf(answer, url);
      if (!errorDocumentOf(document)) return document;
      throw errorFromAnswer(answer, answer.body, { ...call, attempt: 1 }, clock.now());
    });
  };

  const find = async <T extends RawRecord>(target: Target, options?: CallOptions) =>
    (await read(target, undefined, options)) as T | undefined;

  const get = async <T extends RawRecord>(target: Target, options?: CallOptions): Promise<T> => {
    const record = await find<T>(target, options);
    if (record) return record;
    throw unusable(204, new URL(pathOf(target.route, target.path), desk), 'it is empty');
  };

  return {
    clock,
    behaviour,
    emit,
    find,
    get,
    async count(target, options) {
      const { count } = (await find(target, options)) ?? { count: 0 };
      const number = countOf(count);
      if (number !== undefined) return number;
      throw unusable(200, new URL(pathOf(target.route, target.path), desk), 'it holds no count');
    },
    async rows<T extends RawRecord>(
      target: Target,
      page: PageRequest | undefined,
      options?: CallOptions,
    ) {
      const document = await read(target, page, options);
      if (!document) return { rows: [], document: {} };
      const envelope = target.route.envelope ?? 'data';
      const rows = document[envelope];
      // Rows under another key, or a row that is no record, would be lost without a word.
      if (Array.isArray(rows) && rows.every(isRecord)) return { rows: rows as T[], document };
      // One row of all the portal's must not hold up the others: it comes without anything in it, and
      // whoever needs its id sees that it has none.
      const isOfPortal = page !== undefined && !target.route.paging?.nested;
      if (Array.isArray(rows) && isOfPortal && rows.some(isRecord)) {
        return { rows: rows.map((row: unknown) => (isRecord(row) ? row : {})) as T[], document };
      }
      const url = new URL(pathOf(target.route, target.path), desk);
      const odd = Array.isArray(rows) ? rows.findIndex((row) => !isRecord(row)) : -1;
      const reason =
        odd < 0 ? 'has no rows in' : `has a row that is no record, number ${odd + 1} of`;
      throw unusable(200, url, `it ${reason} “${envelope}”`);
    },
  };
}

function documentOf(answer: WholeAnswer, url: URL): RawRecord {
  const { status, headers, body } = answer;
  // Type and size show that it is a login page, and nothing of a customer's.
  const seen = `${headers['content-type'] ?? 'no content type'}, ${body.length} bytes`;
  let document: unknown;
  try {
    document = parseJson(body);
  } catch (cause) {
    throw unusable(status, url, `it is no JSON (${seen})`, cause);
  }
  if (isRecord(document)) return document;
  throw unusable(status, url, `it is no record (${seen})`);
}

function unusable(status: number, url: URL, reason: string, cause?: unknown): AnswerError {
  const request = { method: 'GET', url: redactUrl(url), attempt: 1 };
  return new AnswerError({
    code: 'UNUSABLE_ANSWER',
    message: `GET ${request.url}: ${status}, but ${reason}`,
    remedy:
      'Something between here and Zoho may be answering: check proxies, the data centre and the network.',
    retryable: true,
    status,
    request,
    cause,
  });
}
