import { expect, test } from 'vitest';
import type { StoredToken, ZohoDeskOptions } from '../src/index.ts';
import { clientOf, json, zohoError } from './support/in-memory.ts';

const CREDENTIALS = {
  clientId: '1000.CLIENT',
  clientSecret: 'client-secret-hush',
  refreshToken: '1000.refresh-hush',
};

const HOUR_MS = 3_600_000;

/** An accounts server that numbers its tokens, and a Desk that knows which of them live. */
function cloud(init: { refuse?: (n: number) => Response | undefined } = {}) {
  const living = new Set<string>();
  let made = 0;
  const handler = async (request: Request): Promise<Response> => {
    const { host } = new URL(request.url);
    if (host === 'accounts.test') {
      made += 1;
      const refusal = init.refuse?.(made);
      if (refusal) return refusal;
      living.add(`token-${made}`);
      return json({ access_token: `token-${made}`, expires_in: 3600, token_type: 'Bearer' });
    }
    const token = request.headers.get('authorization')?.replace('Zoho-oauthtoken ', '') ?? '';
    return living.has(token) ? json({ id: '1', subject: 'x' }) : zohoError(401, 'INVALID_OAUTH');
  };
  return { handler, living, made: () => made };
}

const withOAuth = (
  zoho: ReturnType<typeof cloud>,
  auth: Partial<typeof CREDENTIALS & { tokenStore: NonNullable<unknown> }> = {},
) => clientOf(zoho.handler, { auth: { ...CREDENTIALS, ...auth } as ZohoDeskOptions['auth'] });

test('one refresh serves all calls that wait for it', async () => {
  const desk = cloud();
  const { zoho, requests } = withOAuth(desk);
  await Promise.all(Array.from({ length: 20 }, (_, i) => zoho.tickets.get(String(i))));
  expect(desk.made()).toBe(1);
  expect(requests).toHaveLength(21);
});

test('credentials travel in the body of the refresh, and orgId in a header of each call', async () => {
  const desk = cloud();
  const { zoho, requests } = withOAuth(desk);
  await zoho.tickets.get('1');
  const [refresh, call] = requests;
  expect(refresh?.url).toBe('https://accounts.test/oauth/v2/token');
  expect(Object.fromEntries(new URLSearchParams(await refresh?.text()))).toEqual({
    grant_type: 'refresh_token',
    client_id: CREDENTIALS.clientId,
    client_secret: CREDENTIALS.clientSecret,
    refresh_token: CREDENTIALS.refreshToken,
  });
  expect(call?.headers.get('orgid')).toBe('4711');
  expect(call?.headers.get('authorization')).toBe('Zoho-oauthtoken token-1');
});

test('a token is renewed before it expires', async () => {
  const desk = cloud();
  const { zoho, clock } = withOAuth(desk);
  await zoho.tickets.get('1');
  clock.advance(HOUR_MS - 6 * 60_000);
  await zoho.tickets.get('1');
  expect(desk.made()).toBe(1);
  clock.advance(2 * 60_000);
  await zoho.tickets.get('1');
  expect(desk.made()).toBe(2);
});

test('a token that dies early is renewed once for all calls that hold it', async () => {
  const desk = cloud();
  const { zoho } = withOAuth(desk);
  await zoho.tickets.get('1');
  desk.living.clear();
  await Promise.all(Array.from({ length: 10 }, () => zoho.tickets.get('1')));
  expect(desk.made()).toBe(2);
});

test('when a fresh token is refused too, the error says what to check', async () => {
  const desk = cloud();
  const { zoho } = clientOf(
    (request) =>
      new URL(request.url).host === 'accounts.test'
        ? desk.handler(request)
        : zohoError(401, 'INVALID_OAUTH'),
    { auth: CREDENTIALS },
  );
  await expect(zoho.tickets.get('1')).rejects.toMatchObject({
    name: 'AuthenticationError',
    code: 'AUTHENTICATION',
    errorCode: 'INVALID_OAUTH',
    status: 401,
    request: { method: 'GET', url: 'https://desk.test/api/v1/tickets/1' },
    remedy: expect.stringContaining('refresh token'),
  });
  expect(desk.made()).toBe(2);
});

test('a refusal with status 200 is a refusal', async () => {
  const desk = cloud({ refuse: () => json({ error: 'invalid_code' }) });
  const { zoho, requests } = withOAuth(desk);
  const error = await zoho.tickets.get('1').catch((caught: unknown) => caught);
  expect(error).toMatchObject({
    name: 'TokenRefreshError',
    code: 'TOKEN_REFUSED',
    errorCode: 'invalid_code',
    remedy: expect.stringContaining('revoked'),
  });
  expect(requests).toHaveLength(1);
  expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('hush');
});

test.each([
  ['a bad gateway', () => new Response('<html/>', { status: 502 })],
  ['a page', () => new Response('<html/>')],
  ['half an answer', () => new Response('{"access_token":"tok')],
])('%s in place of a token is asked for as often as any server that fails', async (_, answer) => {
  const desk = cloud({ refuse: (n) => (n <= 4 ? answer() : undefined) });
  await expect(withOAuth(desk).zoho.tickets.get('1')).resolves.toMatchObject({ id: '1' });
  expect(desk.made()).toBe(5);
});

test('a throttled refresh is not asked for again before the lock-out is over', async () => {
  const desk = cloud({
    refuse: (n) =>
      n === 1 ? json({ error: 'Access Denied', status: 'failure' }, { status: 400 }) : undefined,
  });
  const { zoho, clock, events } = withOAuth(desk);
  const began = clock.now();
  await Promise.all([zoho.tickets.get('1'), zoho.tickets.get('2')]);
  expect(clock.now() - began).toBeGreaterThanOrEqual(10 * 60_000);
  expect(desk.made()).toBe(2);
  expect(events.filter(({ type }) => type === 'retry')).toHaveLength(2);
});

test('refreshes keep below ten in ten minutes, however fast tokens die', async () => {
  const desk = cloud();
  const { zoho, clock } = withOAuth(desk);
  const times: number[] = [];
  for (let i = 0; i < 30; i++) {
    desk.living.clear();
    const before = desk.made();
    await zoho.tickets.get('1');
    if (desk.made() > before) times.push(clock.now());
  }
  for (const time of times) {
    const within = times.filter((other) => other >= time && other < time + 10 * 60_000);
    expect(within.length).toBeLessThan(10);
  }
});

function memoryStore() {
  let stored: StoredToken | undefined;
  return {
    load: async () => stored,
    save: async (token: StoredToken) => {
      stored = token;
    },
  };
}

test('a token store spares the next process a refresh', async () => {
  const desk = cloud();
  const tokenStore = memoryStore();
  await withOAuth(desk, { tokenStore }).zoho.tickets.get('1');
  await withOAuth(desk, { tokenStore }).zoho.tickets.get('1');
  expect(desk.made()).toBe(1);
  desk.living.clear();
  await withOAuth(desk, { tokenStore }).zoho.tickets.get('1');
  expect(desk.made()).toBe(2);
  expect(await tokenStore.load()).toMatchObject({ accessToken: 'token-2' });
});

test('runs that share a store share its tokens while they run: one refreshes for all', async () => {
  const desk = cloud();
  const tokenStore = memoryStore();
  const [one, other] = [withOAuth(desk, { tokenStore }), withOAuth(desk, { tokenStore })];
  await one.zoho.tickets.get('1');
  await other.zoho.tickets.get('1');
  desk.living.clear();
  await one.zoho.tickets.get('1');
  await other.zoho.tickets.get('1');
  expect(desk.made()).toBe(2);
  await one.clock.sleep(HOUR_MS);
  await one.zoho.tickets.get('1');
  expect(desk.made()).toBe(3);
});

test('a provider is told which token was refused', async () => {
  const rejected: (string | undefined)[] = [];
  const { zoho } = clientOf(
    ({ headers }) =>
      headers.get('authorization')?.endsWith('good')
        ? json({ id: '1' })
        : zohoError(401, 'INVALID_OAUTH'),
    {
      auth: {
        getAccessToken: async (request) => {
          rejected.push(request.rejected?.reveal());
          return request.rejected ? 'good' : 'bad';
        },
      },
    },
  );
  await zoho.tickets.get('1');
  expect(rejected).toEqual([undefined, 'bad']);
});

test('an abort ends the waiting of one call, not the refresh of the others', async () => {
  const desk = cloud();
  const started = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const { zoho } = clientOf(
    async (request) => {
      if (new URL(request.url).host === 'accounts.test') {
        started.resolve();
        await answer.promise;
      }
      return await desk.handler(request);
    },
    { auth: CREDENTIALS },
  );
  const stop = new AbortController();
  const aborted = zoho.tickets.get('1', {}, { signal: stop.signal });
  const other = zoho.tickets.get('2');
  await started.promise;
  stop.abort(new Error('enough'));
  await expect(aborted).rejects.toThrow('enough');
  answer.resolve();
  await expect(other).resolves.toMatchObject({ id: '1' });
  expect(desk.made()).toBe(1);
});

test.each([
  ['auth.accessToken', { auth: { accessToken: 'two words' } }],
  ['auth.accessToken', { auth: { accessToken: '' } }],
  ['orgId', { orgId: 'zylker' }],
  ['dataCentre', { dataCentre: 'de' as 'eu' }],
  ['plan.edition', { plan: { edition: 'ultimate' as 'free' } }],
  ['dataCentre.desk', { dataCentre: { desk: 'desk.zoho.com', accounts: 'https://a.test' } }],
])('a wrong %s is found before anything is sent', (setting, options) => {
  expect(() => clientOf(() => json({}), options)).toThrowError(
    expect.objectContaining({ code: 'CONFIGURATION', message: expect.stringContaining(setting) }),
  );
});
