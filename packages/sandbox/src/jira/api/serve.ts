import type { Caller } from '../access/caller.ts';
import { issuesWritten } from '../limits/written-issues.ts';
import { isRecord } from '../model/json.ts';
import type { Site } from '../site.ts';
import { json, problem } from './answer.ts';
import { undocumentedKey } from './body-shape.ts';
import type { Call, Handlers } from './call.ts';
import { pseudo } from './pseudo-language.ts';
import { RawRefusal, Refusal, StrictRefusal } from './refusal.ts';
import type { Route } from './route-table.ts';
import { createRouter } from './router.ts';
import { checkXsrf, readForm } from './uploads.ts';

/** One of the vendor's APIs: a table of operations and what they do. */
export interface Api {
  /** Answers a call whose path is as in the table; `base` is what stands before it in links. */
  serve(request: Request, path: string, base: string, enter: Enter): Promise<Response>;
}

/** Finds out who calls; only after the operation is known, since some need nobody. */
export type Enter = (route: Route) => Caller;

export interface ApiDefinition {
  readonly routes: readonly Route[];
  readonly handlers: Handlers;
  /** The API's own shape of error. */
  readonly refuse: (refusal: Refusal) => unknown;
  /** Query names that every operation takes. */
  readonly commonQuery?: readonly string[];
  /** What stands before every operation, such as a licence. */
  readonly guard?: (request: Request, route: Route, caller: Caller) => void;
}

export function createApi(site: Site, definition: ApiDefinition): Api {
  const { routes, handlers } = definition;
  for (const { operation } of routes) {
    if (!handlers[operation]) throw new Error(`${operation} is in the table and is not built`);
  }
  const router = createRouter(routes);

  const run = async (
    request: Request,
    path: string,
    base: string,
    enter: Enter,
  ): Promise<Response> => {
    const match = router.match(request.method, path);
    if (match.kind === 'no-path') {
      return problem(404, 'Not Found', `No endpoint ${request.method} ${path}.`, path);
    }
    if (match.kind === 'no-method') {
      const detail = `Method '${request.method}' is not supported.`;
      const answer = problem(405, 'Method Not Allowed', detail, path);
      answer.headers.set('allow', match.allowed.join(', '));
      return answer;
    }
    const { route, params } = match;
    const caller = enter(route);
    const query = new URL(request.url).searchParams;
    checkQuery(route, query, definition.commonQuery ?? []);
    const refused = site.limiter.refuse(caller, route, issuesWritten(site, route, params));
    if (refused) return refused;
    definition.guard?.(request, route, caller);
    const input = await readInput(request, route, site.switches.uploadLimit);
    const call: Call = { caller, route, params, query, base, headers: request.headers, ...input };
    const answer =
      handlers[route.operation]?.(call) ?? problem(500, 'Not built', route.operation, path);
    const objects = site.limiter.bills(caller) ? await countObjects(answer, route) : 0;
    site.limiter.settle(caller, route, answer, objects);
    answer.headers.set('x-aaccountid', encodeURIComponent(caller.account.accountId));
    return answer;
  };

  return {
    async serve(request, path, base, enter) {
      try {
        return await run(request, path, base, enter);
      } catch (error) {
        if (error instanceof RawRefusal) return error.response;
        if (error instanceof StrictRefusal) return refuseStrictly(site, request, error);
        if (!(error instanceof Refusal)) throw error;
        const translated = site.switches.errorTexts === 'pseudo' ? pseudo(error) : error;
        return json(definition.refuse(translated), { status: error.status });
      }
    },
  };
}

function checkQuery(route: Route, query: URLSearchParams, common: readonly string[]): void {
  const where = `${route.method} ${route.path}`;
  for (const name of query.keys()) {
    if (route.query.has(name) || common.includes(name)) continue;
    throw new StrictRefusal(`query parameter '${name}' is not documented for ${where}`);
  }
  for (const [name, { required }] of route.query) {
    if (required && !query.has(name)) {
      throw new StrictRefusal(`query parameter '${name}' is required for ${where}`);
    }
  }
}

async function readInput(
  request: Request,
  route: Route,
  uploadLimit: number,
): Promise<Pick<Call, 'body' | 'files' | 'form'>> {
  if (route.flags.has('multipart')) {
    checkXsrf(request, route);
    return { body: undefined, ...(await readForm(request, route, uploadLimit)) };
  }
  const isJson = request.headers.get('content-type')?.includes('application/json') ?? false;
  if (route.flags.has('content-type') && !request.headers.has('content-type')) {
    throw new RawRefusal(unsupportedMediaType(request));
  }
  const text = request.method === 'GET' ? '' : await request.text();
  const none = { body: undefined, files: [], form: {} };
  if (text === '') return none;
  const where = `${route.method} ${route.path}`;
  if (route.body === undefined) throw new StrictRefusal(`${where} takes no body`);
  if (!isJson) throw new RawRefusal(unsupportedMediaType(request));
  const body = parseJson(text);
  const unknown = undocumentedKey(body, route.body);
  if (unknown !== undefined) {
    throw new StrictRefusal(`body key '${unknown}' is not documented for ${where}`);
  }
  return { ...none, body };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(
      400,
      'There was an error parsing JSON. Check that your request body is valid.',
    );
  }
}

function unsupportedMediaType(request: Request): Response {
  const { pathname } = new URL(request.url);
  const type = request.headers.get('content-type') ?? '';
  return problem(
    415,
    'Unsupported Media Type',
    `Content-Type '${type}' is not supported.`,
    pathname,
  );
}

function refuseStrictly(site: Site, request: Request, refusal: StrictRefusal): Response {
  const { pathname } = new URL(request.url);
  const id = site.store.nextId('violation');
  const detail = `The sandbox is strict: ${refusal.message}.`;
  site.store.violations.set(id, { id, method: request.method, path: pathname, detail });
  return problem(400, 'Undocumented request', detail, pathname);
}

/** How many objects a read has brought, for the points. */
async function countObjects(answer: Response, route: Route): Promise<number> {
  const { price } = route;
  if (price.kind === 'write' || !answer.ok) return 0;
  if (price.objects === '1') return 1;
  if (!answer.headers.get('content-type')?.includes('json')) return 1;
  const body: unknown = await answer.clone().json();
  const list = price.objects === '[]' ? body : isRecord(body) ? body[price.objects] : undefined;
  return Array.isArray(list) ? list.length : 1;
}
