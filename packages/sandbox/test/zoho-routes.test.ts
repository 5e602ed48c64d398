import { shared } from '@zdjsm/testing';
import { expect, test } from 'vitest';
import type { Route } from '../src/zoho/routes/route.ts';
import { ROUTES } from '../src/zoho/routes/table.ts';
import { type Row, zohoPortal } from './zoho-portal.ts';

interface SpecRange {
  readonly default: number | null;
  readonly min: number | null;
  readonly max: number | null;
}
/** An endpoint of the condensed specification. */
interface SpecEndpoint {
  readonly path: string;
  readonly scopes?: readonly string[];
  readonly limit?: SpecRange;
  readonly from?: SpecRange;
  readonly sortBy?: readonly string[];
  readonly include?: readonly string[];
  readonly filters?: readonly string[];
  readonly required?: readonly string[];
  readonly responses?: readonly number[] | null;
}

/** The second file replaces rows of the first. */
function specification(): ReadonlyMap<string, SpecEndpoint> {
  const files = ['endpoints.condensed.json', 'endpoints2.condensed.json'];
  const endpoints = files.flatMap(
    (file) =>
      shared.json<{ endpoints: readonly SpecEndpoint[] }>('specs', 'zoho-desk', file).endpoints,
  );
  return new Map(endpoints.map((endpoint) => [endpoint.path, endpoint]));
}

function routeOf(path: string): Route | undefined {
  const [method, rest] = path.startsWith('POST ') ? ['POST', path.slice(5)] : ['GET', path];
  return ROUTES.find((route) => route.method === method && route.path === rest);
}

/** `departmentIds(max 20)` is departmentIds; `customField1..3` stands for three, N for ten. */
function names(filters: readonly string[] = []): readonly string[] {
  return filters.flatMap((filter) => {
    const [, stem, from, to] = /^(\w+?)(\d+)\.\.(\d+|N)/.exec(filter) ?? [];
    if (!stem) return [/^[\w-]+/.exec(filter)?.[0] ?? filter];
    const last = to === 'N' ? 10 : Number(to);
    return Array.from({ length: last - Number(from) + 1 }, (_, n) => `${stem}${Number(from) + n}`);
  });
}

test('no two routes share an operation or an address', () => {
  const operations = ROUTES.map((route) => route.operation);
  const addresses = ROUTES.map((route) => `${route.method} ${route.path}`);
  expect(new Set(operations).size).toBe(ROUTES.length);
  expect(new Set(addresses).size).toBe(ROUTES.length);
});

test('what the specification does not bear out says so', () => {
  const silent = ROUTES.filter((route) => /not in|by name|client|third/.test(route.source)).filter(
    (route) => !('unsure' in route) && !route.path.includes('content'),
  );
  expect(silent.map((route) => route.operation)).toEqual([]);
});

test.skipIf(!shared.available)('the table has every endpoint of the specification', () => {
  const missing = [...specification().keys()].filter((path) => !routeOf(path));
  expect(missing).toEqual([]);
});

test.skipIf(!shared.available)('bounds, names and statuses are those of the specification', () => {
  const complaints: string[] = [];
  for (const [path, spec] of specification()) {
    const route = routeOf(path);
    if (!route) continue;
    const expectSame = (what: string, mine: unknown, theirs: unknown): void => {
      if (theirs === null || theirs === undefined || mine === theirs) return;
      complaints.push(`${path} ${what}: ${mine}, specified ${theirs}`);
    };
    const expectNames = (
      what: string,
      mine: readonly string[],
      theirs: readonly string[],
    ): void => {
      const lost = theirs.filter((name) => !mine.includes(name));
      if (lost.length > 0) complaints.push(`${path} ${what} lacks ${lost.join(', ')}`);
    };
    expectSame('limit default', route.limit?.default, spec.limit?.default);
    expectSame('limit min', route.limit?.min, spec.limit?.min);
    expectSame('limit max', route.limit?.max, spec.limit?.max);
    expectSame('from base', route.from?.base, spec.from?.default);
    expectSame('from min', route.from?.min ?? 0, spec.from?.min);
    expectSame('from max', route.from?.max, spec.from?.max);
    expectNames('sortBy', route.sortBy ?? [], spec.sortBy ?? []);
    expectNames('include', route.include ?? [], names(spec.include));
    const parameters = [...Object.keys(route.query ?? {}), ...(route.body ?? [])];
    expectNames('query', parameters, [...names(spec.filters), ...names(spec.required)]);
    const extra = Object.keys(route.query ?? {}).filter(
      (name) => !names([...(spec.filters ?? []), ...(spec.required ?? [])]).includes(name),
    );
    if (spec.filters && extra.length > 0) complaints.push(`${path} query adds ${extra.join(', ')}`);
    const scopes = spec.scopes?.flatMap((scope) => scope.match(/[\w.-]+/g) ?? []);
    const known = scopes?.filter((scope) => scope.includes('.') || scope === 'cookie-auth') ?? [];
    expectNames('scopes', route.scopes.names, known);
    expectNames('statuses', route.statuses.map(String), (spec.responses ?? []).map(String));
  }
  expect(complaints).toEqual([]);
});

test('every route answers one of its statuses', async () => {
  const portal = await zohoPortal({ credits: 1_000_000 });
  const { get } = portal;
  const first = async (path: string): Promise<string> => {
    const { rows } = await get(path);
    return String(rows[0]?.['id']);
  };
  const truth = portal.zoho.truth();
  const ticket = [...truth.tickets('live')].find(
    ({ traits, ...one }) => traits.includes('mentions') && one.threads()[0]?.files.length,
  );
  const comment = ticket?.comments()[0];
  const withFiles = [...truth.tickets('live')].find((one) => one.files().length > 0);
  const started = await portal.post('/bulkExport', { module: 'departments' });
  portal.advance(60_000);
  const department = await first('/departments');
  const article = await first('/articles');
  const layout = await first('/layouts?module=tickets');
  const fields = await get('/fields?module=tickets');
  const status = fields.rows.find((row: Row) => row['apiName'] === 'status');
  const params: Readonly<Record<string, string>> = {
    ticketId: ticket?.id ?? '',
    threadId: ticket?.threads()[0]?.id ?? '',
    commentId: comment?.id ?? '',
    contactId: await first('/contacts'),
    accountId: await first('/accounts'),
    productId: await first('/products'),
    departmentId: department,
    agentId: await first('/agents'),
    teamId: await first('/teams'),
    team_id: await first('/teams'),
    role_id: String((await get('/myinfo')).body['roleId']),
    organizationId: portal.zoho.credentials.orgId,
    zuid: String((await get('/myinfo')).body['zuid']),
    emailId: String((await get('/myinfo')).body['emailId']),
    tagId: await first(`/ticketTags?departmentId=${department}`),
    taskId: await first('/tasks'),
    callId: await first('/calls'),
    eventId: await first('/events'),
    contractId: await first('/contracts'),
    moduleApiName: 'cm_devices',
    recordId: await first('/cm_devices'),
    exportId: String(started.body['exportId']),
    rootCategoryId: await first('/kbRootCategories'),
    id: article,
    articleId: article,
    locale: 'en',
    layoutId: layout,
    fieldId: String(status?.['id']),
    moduleId: await first('/organizationModules'),
  };
  const attachments: Readonly<Record<string, string | undefined>> = {
    'threads.attachment': ticket?.threads()[0]?.files[0]?.id,
    'comments.attachment': comment?.files[0]?.id,
    'attachments.content': withFiles?.files()[0]?.id,
    'articles.attachment': String(
      (await get(`/articles/${article}/translations/en/attachments`)).rows[0]?.['id'],
    ),
  };
  const required: Readonly<Record<string, string>> = {
    departmentId: department,
    departmentIds: department,
    field: 'status',
    agentIds: params['agentId'] ?? '',
    ids: params['contactId'] ?? '',
    productName: 'HTC',
    module: 'tickets',
    permalink: 'zylker-help',
    locale: 'en',
    exportId: params['exportId'] ?? '',
    viewId: '1',
  };
  /** Answered for one org, one picture or one cookie only; other tests look at them. */
  const elsewhere = /inlineImage|\.photo$|organizations\.logo/;

  const complaints: string[] = [];
  for (const route of ROUTES.filter(({ operation }) => !elsewhere.test(operation))) {
    const own = {
      ...params,
      attachmentId: attachments[route.operation] ?? '',
      ...(route.operation === 'attachments.content' ? { ticketId: withFiles?.id ?? '' } : {}),
    };
    const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      String(own[name as keyof typeof own] ?? 'missing'),
    );
    const query = (route.required ?? []).map((name) => `${name}=${required[name]}`).join('&');
    const answer =
      route.method === 'POST'
        ? await portal.post(path, { module: 'tickets' })
        : await get(query === '' ? path : `${path}?${query}`);
    const isFine = route.statuses.includes(answer.status) && answer.status < 300;
    if (!isFine) complaints.push(`${route.operation} ${path}: ${answer.status}`);
  }
  expect(complaints).toEqual([]);
});
