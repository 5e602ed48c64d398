import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { basic, GATEWAY, jiraSite, type TestSite } from './jira-site.ts';

const ME = '/rest/api/3/myself';
const AUTH = 'https://auth.atlassian.com';
const ASSERTIONS = 'https://oauth-2-authorization-server.services.atlassian.com';

function gatewayPath(site: TestSite): string {
  return `${GATEWAY}/ex/jira/${site.sandbox.jira.credentials.cloudId}`;
}

describe('API tokens', () => {
  test('a classic token works on the site, and says who called', async () => {
    const site = jiraSite();
    const { status, body, headers } = await site.get<{ emailAddress: string }>(ME);
    expect(status).toBe(200);
    expect(body.emailAddress).toBe('migration@zylker.example');
    expect(decodeURIComponent(headers.get('x-aaccountid') ?? '')).toBe(
      site.sandbox.jira.credentials.accountId,
    );
  });

  test('a scoped token is refused on the site and works on the gateway', async () => {
    const site = jiraSite();
    const { email, scopedToken } = site.sandbox.jira.credentials;
    const authorization = basic({ email, apiToken: scopedToken });
    expect((await site.with(authorization).get(ME)).status).toBe(401);
    expect((await site.with(authorization, gatewayPath(site)).get(ME)).status).toBe(200);
  });

  test.each([
    ['none', undefined],
    ['a wrong token', basic({ email: 'migration@zylker.example', apiToken: 'no' })],
    ['an unknown address', basic({ email: 'nobody@zylker.example', apiToken: 'no' })],
    ['an OAuth token', 'Bearer nonsense'],
  ])('%s is refused', async (_name, authorization) => {
    const site = jiraSite();
    expect((await site.with(authorization).get(ME)).status).toBe(401);
  });

  test('people who have left can no longer log in, nor those whose tokens were revoked', async () => {
    const site = jiraSite();
    const { of, agent } = site.sandbox.jira.access;
    expect((await site.as(of('oliver.stone@zylker.example')).get(ME)).status).toBe(401);
    expect((await site.as(agent).get(ME)).status).toBe(200);
    site.sandbox.jira.act('revoke-tokens', { email: agent.email });
    expect((await site.as(agent).get(ME)).status).toBe(401);
    expect((await site.get(ME)).status).toBe(200);
  });

  test.each([
    ['json', /^\{.*"errorMessages"/],
    ['html', /^<html/],
    ['empty', /^$/],
  ] as const)('the body of a 401 can be %s', async (unauthorizedBody, form) => {
    const site = jiraSite({ unauthorizedBody });
    const { status, text } = await site.with(undefined).get(ME);
    expect(status).toBe(401);
    expect(text).toMatch(form);
  });

  test('tenant info and server info answer anybody', async () => {
    const site = jiraSite();
    const anybody = site.with(undefined);
    const { body } = await anybody.get<{ cloudId: string }>('/_edge/tenant_info');
    expect(body.cloudId).toBe(site.sandbox.jira.credentials.cloudId);
    expect((await anybody.get('/rest/api/3/serverInfo')).status).toBe(200);
  });
});

describe('OAuth', () => {
  const refresh = (site: TestSite, refreshToken: string) => {
    const { clientId, clientSecret } = site.sandbox.jira.access.grantOAuth(
      site.sandbox.jira.credentials.email,
    );
    return site.with(undefined, AUTH).post<Record<string, string>>('/oauth/token', {
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    });
  };

  test('an access token works on the gateway only, for an hour', async () => {
    const site = jiraSite();
    const { accessToken } = site.sandbox.jira.access.grantOAuth('migration@zylker.example');
    const gateway = site.with(`Bearer ${accessToken}`, gatewayPath(site));
    const { status, body } = await gateway.get<{ self: string }>(ME);
    expect(status).toBe(200);
    expect(body.self).toContain(`${gatewayPath(site)}/rest/api/3/user`);
    expect((await site.with(`Bearer ${accessToken}`).get(ME)).status).toBe(401);
    site.advance(3_600_000);
    expect((await gateway.get(ME)).status).toBe(401);
  });

  test('links can name the site instead of the gateway', async () => {
    const site = jiraSite({ gatewayLinks: 'site' });
    const { accessToken } = site.sandbox.jira.access.grantOAuth('migration@zylker.example');
    const gateway = site.with(`Bearer ${accessToken}`, gatewayPath(site));
    const { body } = await gateway.get<{ self: string }>(ME);
    expect(body.self).toMatch(/^https:\/\/example\.atlassian\.net\//);
  });

  test('refresh tokens rotate: the used one is disabled', async () => {
    const site = jiraSite();
    const { refreshToken } = site.sandbox.jira.access.grantOAuth('migration@zylker.example');
    const first = await refresh(site, refreshToken);
    expect(first.body).toMatchObject({ expires_in: 3600, token_type: 'Bearer' });
    const { access_token, refresh_token = '' } = first.body;
    const gateway = site.with(`Bearer ${access_token}`, gatewayPath(site));
    expect((await gateway.get(ME)).status).toBe(200);

    const again = await refresh(site, refreshToken);
    expect(again.status).toBe(403);
    expect(again.body).toMatchObject({ error: 'invalid_grant' });
    expect((await refresh(site, refresh_token)).status).toBe(200);
  });

  test('a missing scope is a 401 of its own form', async () => {
    const site = jiraSite();
    const { accessToken } = site.sandbox.jira.access.grantOAuth('migration@zylker.example', [
      'read:jira-work',
    ]);
    const gateway = site.with(`Bearer ${accessToken}`, gatewayPath(site));
    expect((await gateway.get('/rest/api/3/project')).status).toBe(200);
    const { status, body } = await gateway.post('/rest/servicedeskapi/organization', { name: 'X' });
    expect(status).toBe(401);
    expect(body).toEqual({ code: 401, message: 'Unauthorized; scope does not match' });
  });

  test('tells which sites a token is for', async () => {
    const site = jiraSite();
    const { accessToken } = site.sandbox.jira.access.grantOAuth('migration@zylker.example');
    const gateway = site.with(`Bearer ${accessToken}`, GATEWAY);
    const { body } = await gateway.get<{ id: string; url: string }[]>(
      '/oauth/token/accessible-resources',
    );
    expect(body).toMatchObject([
      { id: site.sandbox.jira.credentials.cloudId, url: 'https://example.atlassian.net' },
    ]);
  });
});

describe('an app that acts as a user', () => {
  const encode = (value: object): string =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const exchange = (site: TestSite, accountId: string, claims: object = {}, secret?: string) => {
    const { oauthClientId, sharedSecret } = site.sandbox.jira.access.connectApp;
    const now = Math.floor(site.sandbox.clock.now() / 1000);
    const payload = {
      iss: `urn:atlassian:connect:clientid:${oauthClientId}`,
      sub: `urn:atlassian:connect:useraccountid:${accountId}`,
      tnt: 'https://example.atlassian.net',
      aud: ASSERTIONS,
      iat: now,
      exp: now + 60,
      ...claims,
    };
    const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`;
    const signature = createHmac('sha256', secret ?? sharedSecret)
      .update(signed)
      .digest('base64url');
    const body = new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: `${signed}.${signature}`,
      scope: 'READ WRITE',
    });
    return fetch(`${ASSERTIONS}/oauth2/token`, { method: 'POST', body });
  };

  test('gets a token in exchange for an assertion, and what it writes is the user’s', async () => {
    const site = jiraSite();
    const { agent } = site.sandbox.jira.access;
    const answer = await exchange(site, agent.accountId);
    expect(answer.status).toBe(200);
    const { access_token } = (await answer.json()) as { access_token: string };
    const me = await site.with(`Bearer ${access_token}`).get<{ accountId: string }>(ME);
    expect(me.body.accountId).toBe(agent.accountId);
  });

  test('is refused with a wrong secret, a long life, another tenant, or a portal-only customer', async () => {
    const site = jiraSite();
    const { agent, portalCustomer } = site.sandbox.jira.access;
    const now = Math.floor(site.sandbox.clock.now() / 1000);
    expect((await exchange(site, agent.accountId, {}, 'guess')).status).toBe(400);
    expect((await exchange(site, agent.accountId, { exp: now + 3600 })).status).toBe(400);
    expect((await exchange(site, agent.accountId, { tnt: 'https://other' })).status).toBe(400);
    expect((await exchange(site, portalCustomer.accountId)).status).toBe(400);
  });
});

describe('permissions', () => {
  test('are told per project, and unknown keys are refused', async () => {
    const site = jiraSite();
    const agent = site.as(site.sandbox.jira.access.agent);
    const path = '/rest/api/3/mypermissions?permissions=ADMINISTER,CREATE_ISSUES&projectKey=SUP';
    const { body } = await agent.get<{ permissions: Record<string, { havePermission: boolean }> }>(
      path,
    );
    expect(body.permissions.ADMINISTER?.havePermission).toBe(false);
    expect(body.permissions.CREATE_ISSUES?.havePermission).toBe(true);
    expect((await agent.get('/rest/api/3/mypermissions')).status).toBe(400);
    expect((await agent.get('/rest/api/3/mypermissions?permissions=NOPE')).status).toBe(400);
    const nowhere = '/rest/api/3/mypermissions?permissions=ADMINISTER&projectKey=NOPE';
    expect((await agent.get(nowhere)).status).toBe(404);
  });

  test('that were taken away are missed in that project, and not by an optimistic question', async () => {
    const site = jiraSite();
    site.sandbox.jira.act('revoke-permission', {
      permission: 'CREATE_ISSUES',
      role: 'admin',
      projectKey: 'BILL',
    });
    const have = async (query: string) => {
      const path = `/rest/api/3/mypermissions?permissions=CREATE_ISSUES${query}`;
      const { body } = await site.get<{ permissions: Record<string, { havePermission: boolean }> }>(
        path,
      );
      return body.permissions.CREATE_ISSUES?.havePermission;
    };
    expect(await have('&projectKey=BILL')).toBe(false);
    expect(await have('&projectKey=SUP')).toBe(true);
    expect(await have('')).toBe(true);
  });

  test('the platform shows customers nothing; who has no licence gets an empty 403 from the desk', async () => {
    const site = jiraSite();
    const { customer, collaborator } = site.sandbox.jira.access;
    const projects = await site.as(customer).get<unknown[]>('/rest/api/3/project');
    expect(projects.body).toEqual([]);
    expect((await site.as(customer).get('/rest/api/3/project/SUP')).status).toBe(404);
    const organizations = await site.as(collaborator).get('/rest/servicedeskapi/organization');
    expect(organizations.status).toBe(403);
    expect(organizations.text).toBe('');
  });
});
