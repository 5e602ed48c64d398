import { expect, test } from 'vitest';
import { refusal, zohoPortal } from './zoho-portal.ts';

const MINUTE = 60_000;

test('a refresh gives an access token for an hour, and no new refresh token', async () => {
  const { refresh } = await zohoPortal();
  const answer = await refresh();
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ expires_in: 3600, token_type: 'Bearer' });
  expect(answer.body).toHaveProperty('api_domain');
  expect(answer.body['scope']).toContain('Desk.tickets.READ');
  expect(answer.body).not.toHaveProperty('refresh_token');
});

test('parameters may stand in the query', async () => {
  const { zoho, urls, get } = await zohoPortal();
  const { clientId, clientSecret, refreshToken } = zoho.credentials;
  const query = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  });
  const response = await fetch(`${urls.accounts}/oauth/v2/token?${query}`, { method: 'POST' });
  const { access_token: token } = (await response.json()) as { access_token: string };
  expect((await get('/departments', { authorization: `Bearer ${token}` })).status).toBe(200);
});

test.each([
  [{ refresh_token: '1000.dead.dead' }, 'invalid_code'],
  [{ grant_type: 'authorization_code' }, 'invalid_code'],
  [{ client_id: '1000.OTHER' }, 'invalid_client'],
  [{ client_secret: 'wrong' }, 'invalid_client_secret'],
])('a refused refresh comes with status 200: %j', async (changes, error) => {
  const { refresh } = await zohoPortal();
  const answer = await refresh(changes);
  expect([answer.status, answer.body]).toEqual([200, { error }]);
});

test('a revoked refresh token is dead, the access token lives on', async () => {
  const { zoho, refresh, get } = await zohoPortal();
  zoho.act('revoke-refresh-token');
  expect((await refresh()).body).toEqual({ error: 'invalid_code' });
  expect((await get('/departments')).status).toBe(200);
});

test('more than ten refreshes in ten minutes are refused, and asking on keeps them refused', async () => {
  const { refresh, advance } = await zohoPortal();
  for (let n = 1; n < 10; n++) expect((await refresh()).body).toHaveProperty('access_token');
  const refused = await refresh();
  expect(refused.status).toBe(400);
  expect(refused.body).toMatchObject({ error: 'Access Denied', status: 'failure' });

  for (let n = 0; n < 40; n++) {
    advance(MINUTE / 2);
    expect((await refresh()).status).toBe(400);
  }
  advance(10 * MINUTE);
  expect((await refresh()).body).toHaveProperty('access_token');
});

test('the eleventh live token takes the place of the oldest', async () => {
  const { get, refresh, advance } = await zohoPortal();
  const others: string[] = [];
  for (let n = 0; n < 10; n++) {
    advance(2 * MINUTE);
    others.push(String((await refresh()).body['access_token']));
  }
  expect(refusal(await get('/departments'))[1]).toBe('INVALID_OAUTH');
  for (const token of others) {
    expect((await get('/departments', { authorization: `Bearer ${token}` })).status).toBe(200);
  }
});

test('an access token dies after an hour, or when all are revoked', async () => {
  const { zoho, get, logIn, advance } = await zohoPortal();
  advance(59 * MINUTE);
  expect((await get('/departments')).status).toBe(200);
  advance(MINUTE);
  const dead = [401, 'INVALID_OAUTH', 'The OAuth Token you provided is invalid.'];
  expect(refusal(await get('/departments'))).toEqual(dead);
  await logIn();
  expect((await get('/departments')).status).toBe(200);
  zoho.act('revoke-tokens');
  expect(refusal(await get('/departments'))).toEqual(dead);
});

test('without a header, or with another scheme, there is no way in', async () => {
  const { get } = await zohoPortal();
  expect(refusal(await get('/departments', { authorization: undefined }))).toEqual([
    401,
    'UNAUTHORIZED',
    'You are not authenticated to perform this operation.',
  ]);
  expect(refusal(await get('/departments', { authorization: 'Basic abc' }))[1]).toBe(
    'INVALID_OAUTH',
  );
});

test('orgId is a header; only /organizations does without', async () => {
  const { get, zoho } = await zohoPortal();
  const mismatch = [
    403,
    'OAUTH_ORG_MISMATCH',
    'The OAuthToken is not valid for specified organization',
  ];
  expect(refusal(await get('/departments', { orgId: '42' }))).toEqual(mismatch);
  expect((await get('/departments', { orgId: 'zylker' })).status).toBe(500);
  const inQuery = `/departments?orgId=${zoho.credentials.orgId}`;
  expect(refusal(await get(inQuery, { orgId: undefined }))).toEqual(mismatch);
  expect((await get('/organizations', { orgId: undefined })).status).toBe(200);
  expect(refusal(await get('/accessibleOrganizations', { orgId: undefined }))).toEqual(mismatch);
});

test('switch orgIdOptional: a token is bound to its org', async () => {
  const { get } = await zohoPortal({ switches: { orgIdOptional: true } });
  expect((await get('/departments', { orgId: undefined })).status).toBe(200);
  expect((await get('/departments', { orgId: '42' })).status).toBe(403);
});

test('each area wants its scope; ALL stands for READ', async () => {
  const { get } = await zohoPortal({ scopes: ['Desk.tickets.ALL', 'Desk.basic.READ'] });
  expect((await get('/tickets')).status).toBe(200);
  expect((await get('/departments')).status).toBe(200);
  expect(refusal(await get('/tickets/search?subject=a')).slice(0, 2)).toEqual([
    403,
    'SCOPE_MISMATCH',
  ]);
  expect(refusal(await get('/contacts'))[1]).toBe('SCOPE_MISMATCH');
});

test('switch unclearScopes: one of the scopes that a text lists, or all of them', async () => {
  const scopes = ['Desk.products.READ'];
  const any = await zohoPortal({ scopes, switches: { unclearScopes: 'any' } });
  expect((await any.get('/products')).status).toBe(200);
  const all = await zohoPortal({ scopes, switches: { unclearScopes: 'all' } });
  expect((await all.get('/products')).status).toBe(403);
});

test('the logo wants a cookie, not a token', async () => {
  const { get, zoho } = await zohoPortal();
  expect((await get(`/organizations/${zoho.credentials.orgId}/logo`)).status).toBe(401);
});

test('paths that nobody documented', async () => {
  const { get, post, urls } = await zohoPortal();
  const unknown = [404, 'URL_NOT_FOUND', 'The URL you requested could not be found.'];
  expect(refusal(await get('/agents/me/nothing'))).toEqual(unknown);
  expect(refusal(await get(`${urls.desk}/tickets`))).toEqual(unknown);
  expect(refusal(await post('/tickets', {})).slice(0, 2)).toEqual([405, 'METHOD_NOT_ALLOWED']);
});
