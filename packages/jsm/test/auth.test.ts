import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { appUserToken, createJsm, type OAuthTokens, tokenVault } from '../src/index.ts';
import { liveSite } from './live-site.ts';
import { type Answer, scriptedSite } from './scripted-site.ts';

const myself = { accountId: '1' };

test('e-mail address and API token go to the site', async () => {
  const { jsm, asked } = await scriptedSite(() => ({ body: myself }));
  await jsm.users.myself();
  const pair = Buffer.from('agent@example.com:hush-token').toString('base64');
  expect(asked[0]?.headers.authorization).toBe(`Basic ${pair}`);
  expect(asked[0]?.path).toBe('/rest/api/3/myself');
});

test('a token with scopes goes through the gateway, whose cloud id the site tells', async () => {
  const { jsm, asked } = await scriptedSite(
    ({ path }) => (path === '/_edge/tenant_info' ? { body: { cloudId: 'c-1' } } : { body: myself }),
    { auth: { email: 'a@example.com', apiToken: 't', scoped: true } },
  );
  await Promise.all([jsm.users.myself(), jsm.users.myself()]);
  expect(asked.map(({ path }) => path)).toEqual([
    '/_edge/tenant_info',
    '/ex/jira/c-1/rest/api/3/myself',
    '/ex/jira/c-1/rest/api/3/myself',
  ]);
  expect(asked[0]?.headers.authorization).toBeUndefined();
});

test('the cloud id is asked for again while the site is busy, and not at a wrong address', async () => {
  const auth = { email: 'a@example.com', apiToken: 't', scoped: true };
  const busy: readonly Answer[] = [
    { status: 429, headers: { 'retry-after': '7' } },
    { status: 503 },
    { body: '{"cloud' },
  ];
  const { jsm } = await scriptedSite(
    ({ path }, nth) =>
      busy[nth - 1] ?? { body: path.includes('tenant') ? { cloudId: 'c-1' } : myself },
    { auth },
  );
  await jsm.users.myself();
  const wrong = await scriptedSite(() => ({ status: 404 }), { auth });
  await expect(wrong.jsm.users.myself()).rejects.toMatchObject({ code: 'CONFIGURATION' });
  expect(wrong.asked).toHaveLength(1);
});

test('each product has its own place at the gateway', async () => {
  const { jsm, asked } = await scriptedSite(
    ({ path }) =>
      path.includes('workspace') ? { body: { values: [{ workspaceId: 'w' }] } } : { body: {} },
    { auth: { email: 'a@example.com', apiToken: 't', scoped: true }, cloudId: 'c-1' },
  );
  await jsm.confluence.pages.get('7');
  await jsm.assets.objects.get('8');
  expect(asked.map(({ path }) => path)).toEqual([
    '/ex/confluence/c-1/wiki/api/v2/pages/7?body-format=storage',
    '/ex/jira/c-1/rest/servicedeskapi/assets/workspace',
    '/ex/jira/c-1/jsm/assets/workspace/w/v1/object/8',
  ]);
});

/** An authorization server that rotates refresh tokens, beside an API that takes the newest access token. */
async function oauthSite() {
  let generation = 0;
  const kept: string[] = [];
  const site = await scriptedSite(({ path, body, headers }): Answer => {
    if (path !== '/oauth/token') {
      const valid = headers.authorization === `Bearer access-${generation}`;
      return valid ? { body: myself } : { status: 401, body: '<html>' };
    }
    const { refresh_token } = JSON.parse(body) as { refresh_token: string };
    if (refresh_token !== `refresh-${generation}`) return { status: 403 };
    generation += 1;
    return {
      body: {
        access_token: `access-${generation}`,
        refresh_token: `refresh-${generation}`,
        expires_in: 3_600,
      },
    };
  });
  const jsm = createJsm({
    site: site.url,
    gateway: site.url,
    cloudId: 'c-1',
    auth: {
      oauth: {
        clientId: 'id',
        clientSecret: 'hush-secret',
        refreshToken: 'refresh-0',
        server: site.url,
        onTokens: ({ refreshToken }) => void kept.push(refreshToken),
      },
    },
  });
  const refreshes = () => site.asked.filter(({ path }) => path === '/oauth/token').length;
  return { jsm, kept, refreshes, loseTokens: () => (generation += 1) };
}

test('OAuth refreshes once for all callers, and hands out the new refresh token', async () => {
  const { jsm, kept, refreshes } = await oauthSite();
  await Promise.all(Array.from({ length: 5 }, () => jsm.users.myself()));
  expect(refreshes()).toBe(1);
  expect(kept).toEqual(['refresh-1']);
});

test('OAuth through the gateway: new tokens before the old ones expire, for every product', async () => {
  const { options, sandbox, urls, events } = await liveSite();
  const { accessToken, expiresAt, ...granted } = {
    ...sandbox.jira.access.grantOAuth(sandbox.jira.credentials.email),
    expiresAt: sandbox.clock.now() + 3_600_000,
  };
  const kept: OAuthTokens[] = [];
  const onTokens = (tokens: OAuthTokens) => void kept.push(tokens);
  const jsm = createJsm({
    ...options,
    auth: { oauth: { ...granted, accessToken, expiresAt, server: urls.auth, onTokens } },
  });
  await jsm.serviceDesks.list();
  expect(kept).toEqual([]);
  for (let hour = 1; hour <= 3; hour++) {
    sandbox.clock.advance(3_600_000);
    await Promise.all([
      jsm.users.myself(),
      jsm.organizations.list(),
      jsm.confluence.spaces.list(),
      jsm.assets.workspaceId(),
    ]);
    expect(kept).toHaveLength(hour);
  }
  expect(new Set(kept.map(({ refreshToken }) => refreshToken)).size).toBe(3);
  const { cloudId } = sandbox.jira.credentials;
  const paths = sandbox.history.calls.map(({ path }) => path);
  expect(paths).toContain(`/ex/jira/${cloudId}/rest/servicedeskapi/organization`);
  expect(paths).toContain(`/ex/confluence/${cloudId}/wiki/api/v2/spaces`);
  expect(events).toEqual([]);
});

test('an authorization server that is busy, down or behind a page is asked again', async () => {
  const busy: readonly Answer[] = [
    { status: 429, headers: { 'retry-after': '3' } },
    { status: 503 },
    { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' },
    { reset: true },
  ];
  let asked = 0;
  const { jsm, journal } = await scriptedSite(
    ({ path }) => {
      if (path !== '/oauth/token') return { body: myself };
      asked += 1;
      return busy[asked - 1] ?? { body: { access_token: 'a', expires_in: 3_600 } };
    },
    (url) => ({
      cloudId: 'c-1',
      auth: { oauth: { clientId: 'i', clientSecret: 's', refreshToken: 'r', server: url } },
    }),
  );
  await jsm.users.myself();
  expect(asked).toBe(5);
  const [first, second] = journal.map(({ at }) => Date.parse(at));
  expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(3_000);
});

test('a token with scopes works for requests, pages and objects', async () => {
  const { options, sandbox } = await liveSite();
  const { email, scopedToken } = sandbox.jira.credentials;
  const jsm = createJsm({ ...options, auth: { email, apiToken: scopedToken, scoped: true } });
  expect((await jsm.serviceDesks.list()).items).not.toEqual([]);
  await jsm.confluence.spaces.list();
  await jsm.assets.schemas();
  // At the site itself it is refused, and the error says what to do.
  const wrong = createJsm({ ...options, auth: { email, apiToken: scopedToken } });
  await expect(wrong.users.myself()).rejects.toThrow(
    expect.objectContaining({
      code: 'UNAUTHENTICATED',
      remedy: expect.stringContaining('scoped: true'),
    }),
  );
});

test('a refresh token that someone else has used is told as such, without the token', async () => {
  const { jsm, loseTokens, refreshes } = await oauthSite();
  loseTokens();
  const error = await jsm.users.myself().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'REFRESH_REFUSED', status: 403 });
  expect(String(error)).not.toContain('refresh-0');
  expect(refreshes()).toBe(1);
});

test('a provider is asked again when its token is refused, and only then', async () => {
  const given: (string | undefined)[] = [];
  const { jsm, asked } = await scriptedSite(
    ({ headers }) =>
      headers.authorization === 'Bearer new' ? { body: myself } : { status: 401, body: '' },
    {
      cloudId: 'c-1',
      auth: {
        getAuthorization: async ({ refused }) => {
          given.push(refused);
          return refused ? 'Bearer new' : 'Bearer old';
        },
      },
    },
  );
  await jsm.users.myself();
  await jsm.users.myself();
  expect(given).toEqual([undefined, 'Bearer old']);
  expect(asked).toHaveLength(3);
});

test('a provider that has nothing else is not asked for ever', async () => {
  const { jsm, asked } = await scriptedSite(() => ({ status: 401, body: '' }), {
    cloudId: 'c-1',
    auth: { getAuthorization: async () => 'Bearer same' },
  });
  await expect(jsm.users.myself()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(asked).toHaveLength(1);
});

test('to act as someone, the first way that is open is taken', async () => {
  const { jsm, asked } = await scriptedSite(() => ({ body: myself }), {
    impersonation: [
      tokenVault({
        credentialsOf: (id) =>
          id === 'ann' ? { email: 'ann@example.com', apiToken: 'x' } : undefined,
      }),
    ],
  });
  const ann = await jsm.as('ann');
  await ann?.users.myself();
  const pair = Buffer.from('ann@example.com:x').toString('base64');
  expect(asked[0]?.headers.authorization).toBe(`Basic ${pair}`);
  expect(await jsm.as('bob')).toBeUndefined();
  expect(await jsm.as('ann')).toBe(ann);
});

test('an app signs an assertion, and exchanges it for a token of the user', async () => {
  const site = await scriptedSite(({ path }) =>
    path === '/oauth2/token'
      ? { body: { access_token: 'of-ann', expires_in: 900, token_type: 'Bearer' } }
      : { body: myself },
  );
  const jsm = createJsm({
    site: site.url,
    auth: { email: 'a@example.com', apiToken: 't' },
    impersonation: [
      appUserToken({
        oauthClientId: 'client',
        sharedSecret: 'hush',
        site: site.url,
        server: site.url,
      }),
    ],
  });
  const ann = await jsm.as('712020:ann');
  await Promise.all([ann?.users.myself(), ann?.users.myself()]);

  const [exchange, ...calls] = site.asked;
  expect(calls.map(({ headers }) => headers.authorization)).toEqual(Array(2).fill('Bearer of-ann'));
  const form = new URLSearchParams(exchange?.body);
  expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
  const [head, claims = '', signature] = (form.get('assertion') ?? '').split('.');
  const expected = createHmac('sha256', 'hush').update(`${head}.${claims}`).digest('base64url');
  expect(signature).toBe(expected);
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
    iss: 'urn:atlassian:connect:clientid:client',
    sub: 'urn:atlassian:connect:useraccountid:712020:ann',
    aud: site.url,
  });
  // Who has only the portal has no user that an app could act as.
  expect(await jsm.as('qm:1:2')).toBeUndefined();
});

test.each([
  ['email', { email: '', apiToken: 't' }],
  ['apiToken', { email: 'a@example.com', apiToken: ' ' }],
])('an empty %s is found before anything is sent', (setting, auth) => {
  expect(() => createJsm({ site: 'https://a.example', auth })).toThrow(`auth.${setting}`);
});

test.each(['http://example.atlassian.net', 'example.atlassian.net', ''])(
  'credentials are not sent to %j',
  (site) => {
    const auth = { email: 'a@example.com', apiToken: 't' };
    expect(() => createJsm({ site, auth })).toThrow('https://');
  },
);
