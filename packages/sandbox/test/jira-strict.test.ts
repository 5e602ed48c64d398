import { describe, expect, test } from 'vitest';
import { createSandbox } from '../src/index.ts';
import { adf, createIssue, jiraSite, OPT_IN } from './jira-site.ts';
import { testClock } from './test-clock.ts';

describe('what no document names is refused', () => {
  test('a path: 404, a method: 405, in the form of RFC 7807', async () => {
    const site = jiraSite();
    const path = await site.get('/rest/api/3/tickets');
    expect(path.status).toBe(404);
    expect(path.headers.get('content-type')).toBe('application/problem+json');
    expect(path.body).toMatchObject({
      type: 'about:blank',
      status: 404,
      instance: '/rest/api/3/tickets',
    });
    const method = await site.remove('/rest/api/3/field');
    expect(method.status).toBe(405);
    expect(method.headers.get('allow')).toBe('GET, POST');
  });

  test('a query name, with a text that can be taken for nothing else', async () => {
    const site = jiraSite();
    const { status, body } = await site.get('/rest/api/3/myself?fields=all');
    expect(status).toBe(400);
    expect(body).toMatchObject({ detail: expect.stringContaining("'fields' is not documented") });
    expect(site.sandbox.jira.inspect().violations).toHaveLength(1);
  });

  test('a body key, also below the top and in lists', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const top = await site.post('/rest/servicedeskapi/organization', { name: 'A', zoho: 1 });
    expect(top.text).toContain("body key 'zoho'");
    const comment = { body: adf('x'), properties: [{ key: 'a', value: 1, kind: 2 }] };
    const deep = await site.post(`/rest/api/3/issue/${key}/comment`, comment);
    expect(deep.text).toContain("body key 'properties[0].kind'");
  });

  test('a missing query name that the document demands', async () => {
    const site = jiraSite();
    const { text } = await site.get('/rest/servicedeskapi/knowledgebase/article?query=x');
    expect(text).toContain("'highlight' is required");
  });

  test('a body where none is taken, and one that is no JSON', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const extra = await site.remove(`/rest/api/3/issue/${key}`, { why: 'x' });
    expect(extra.text).toContain('takes no body');
    const form = await site.post(
      '/rest/servicedeskapi/organization',
      { name: 'A' },
      {
        headers: { 'content-type': 'text/plain' },
      },
    );
    expect(form.status).toBe(415);
  });
});

test('experimental operations need the header, or answer 412', async () => {
  const site = jiraSite();
  const path = '/rest/servicedeskapi/servicedesk/1/customer';
  expect((await site.get(path)).status).toBe(412);
  expect((await site.get(path, OPT_IN)).status).toBe(200);
});

test('deleting a remote link without a content type answers 415', async () => {
  const site = jiraSite();
  const { key } = await createIssue(site);
  expect((await site.remove(`/rest/api/3/issue/${key}/remotelink/1`)).status).toBe(415);
});

test('each API has its own shape of error', async () => {
  const site = jiraSite();
  const platform = await site.get('/rest/api/3/issue/SUP-999');
  expect(platform.body).toEqual({
    errorMessages: ['Issue does not exist or you do not have permission to see it.'],
    errors: {},
  });
  const desk = await site.get('/rest/servicedeskapi/request/SUP-999');
  expect(desk.body).toMatchObject({
    errorMessage: expect.any(String),
    i18nErrorMessage: { i18nKey: expect.any(String), parameters: [] },
  });
  const confluence = await site.get('/wiki/api/v2/pages/1');
  expect(confluence.body).toMatchObject({ errors: [{ status: 404, code: 'NOT_FOUND' }] });
  const classic = await site.get('/wiki/rest/api/content/1/child/attachment/2/download');
  expect(classic.body).toMatchObject({ statusCode: 404, message: expect.any(String) });
  const createmeta = await site.get('/rest/api/3/issue/createmeta/SUP/issuetypes?maxResults=201');
  expect(createmeta.body).toMatchObject({ httpStatusCode: { empty: false, present: true } });
});

test('error texts can be in a language that no program knows; the two codes stay', async () => {
  const texts = async (errorTexts: 'english' | 'pseudo') => {
    const site = jiraSite({ errorTexts });
    const { key } = await createIssue(site);
    const missing = await site.get<{ errorMessages: string[] }>('/rest/api/3/issue/SUP-999');
    const invalid = await site.post<{ errorMessages: string[] }>(
      `/rest/api/3/issue/${key}/comment`,
      {
        body: { type: 'doc', version: 1, content: [{ type: 'nonsense' }] },
      },
    );
    site.close();
    return [missing.body.errorMessages[0], invalid.body.errorMessages[0]];
  };
  expect(await texts('english')).toEqual([
    'Issue does not exist or you do not have permission to see it.',
    'INVALID_INPUT',
  ]);
  const [translated, code] = await texts('pseudo');
  expect(translated).not.toContain('Issue does not exist');
  expect(code).toBe('INVALID_INPUT');
});

test('two sites of one seed are the same, of another seed not', () => {
  const facts = (seed: number) => {
    const { jira } = createSandbox({ seed, clock: testClock() });
    return { credentials: jira.credentials, state: jira.inspect(), people: jira.access.agent };
  };
  expect(facts(7)).toEqual(facts(7));
  expect(facts(7).credentials).not.toEqual(facts(8).credentials);
});
