import { Hono } from 'hono';
import type { SandboxClock } from '../../kernel/clock.ts';
import { Refusal } from '../answers.ts';
import { type CreditLedger, creditsOf } from '../credits.ts';
import type { Edition, ZohoSwitches } from '../options.ts';
import type { Org } from '../org/org.ts';
import type { Route } from '../routes/route.ts';
import { type Operation, ROUTES } from '../routes/table.ts';
import type { Call, Handler } from './call.ts';
import { checkCredits, type createGate } from './gate.ts';
import { readQuery } from './query.ts';
import { jsonResponse, respond } from './respond.ts';

const ROOT = '/api/v1';

export interface ApiOptions {
  readonly org: Org;
  readonly clock: SandboxClock;
  readonly switches: ZohoSwitches;
  readonly ledger: CreditLedger;
  readonly gate: ReturnType<typeof createGate>;
  readonly handlers: Readonly<Record<Operation, Handler>>;
  readonly desk: () => string;
  /** Simultaneous calls; and those that other integrations of the org have under way. */
  readonly concurrency: number;
  readonly occupied: () => number;
  readonly latency: number;
  readonly edition: Edition;
}

/** Desk's REST API: each request goes through the same checks, in the same order. */
export function createApi(options: ApiOptions): (request: Request) => Promise<Response> {
  const { org, clock, switches, ledger, gate } = options;
  let inFlight = 0;

  const headers = (spent: number): Record<string, string> => ({
    'X-Rate-Limit-Request-Weight-v3': String(spent),
    'X-Rate-Limit-Remaining-v3': String(ledger.remaining()),
  });

  const refuse = (error: unknown, price: number): Response => {
    if (!(error instanceof Refusal)) throw error;
    const spent = switches.chargeRejected ? Math.min(price, ledger.remaining()) : 0;
    ledger.spend(spent);
    return jsonResponse(error.body, error.status, { ...error.headers, ...headers(spent) });
  };

  const serve = async (
    route: Route,
    handler: Handler,
    request: Request,
    param: (name: string) => string,
  ): Promise<Response> => {
    let price = creditsOf(route.price, { start: 0, limit: 0 }, switches);
    inFlight += 1;
    try {
      gate.authenticate(request);
      gate.checkOrg(request, route);
      if (inFlight + options.occupied() > options.concurrency) {
        throw new Refusal('TOO_MANY_REQUESTS');
      }
      if (options.latency > 0) await clock.sleep(options.latency, request.signal);
      gate.checkScopes(route);
      const query = readQuery(route, new URL(request.url).searchParams, switches);
      price = creditsOf(route.price, query.page, switches);
      checkCredits(ledger, price);
      const call: Call = {
        org,
        switches,
        now: clock.now(),
        edition: options.edition,
        desk: options.desk(),
        query,
        body: await readBody(route, request),
        param,
        header: (name) => request.headers.get(name),
      };
      const answer = handler(call);
      ledger.spend(price);
      return respond(answer, route, switches, headers(price));
    } catch (error) {
      return refuse(error, price);
    } finally {
      inFlight -= 1;
    }
  };

  const app = new Hono();
  for (const route of [...ROUTES].sort(byPrecision)) {
    const path = ROOT + honoPath(route.path);
    app.on(route.method, path, (c) =>
      serve(route, options.handlers[route.operation], c.req.raw, (name) => c.req.param(name) ?? ''),
    );
  }
  for (const path of new Set(ROUTES.map((route) => route.path))) {
    app.all(ROOT + honoPath(path), () => refuse(new Refusal('METHOD_NOT_ALLOWED'), 0));
  }
  app.notFound(() => refuse(new Refusal('URL_NOT_FOUND'), 0));
  app.onError((error) => {
    throw error;
  });
  return async (request) => await app.fetch(request);
}

/** Fixed words go before parameters: `/tickets/search` is no ticket. */
function byPrecision(a: Route, b: Route): number {
  const shape = (route: Route): string => route.path.replaceAll(/\{[^}]*\}/g, '~');
  return shape(a) < shape(b) ? -1 : 1;
}

function honoPath(path: string): string {
  return path.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    name === 'moduleApiName' ? ':moduleApiName{cm_[a-z0-9_]+}' : `:${name}`,
  );
}

async function readBody(
  route: Route,
  request: Request,
): Promise<Readonly<Record<string, unknown>>> {
  if (!route.body) return {};
  const body: unknown = await request.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Refusal('INVALID_DATA');
  }
  const record: Readonly<Record<string, unknown>> = { ...body };
  const extra = Object.keys(record).filter((name) => !route.body?.includes(name));
  const missing = (route.requiredBody ?? []).filter((name) => record[name] === undefined);
  if (extra.length + missing.length > 0) {
    throw new Refusal('INVALID_DATA', {
      errors: [
        ...extra.map((name) => ({ fieldName: `/${name}`, errorType: 'invalid' as const })),
        ...missing.map((name) => ({ fieldName: `/${name}`, errorType: 'missing' as const })),
      ],
    });
  }
  return record;
}
