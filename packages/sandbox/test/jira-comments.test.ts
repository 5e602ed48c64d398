import { describe, expect, test } from 'vitest';
import { adf, createIssue, INTERNAL, jiraSite, PUBLIC, raiseRequest } from './jira-site.ts';

interface Comment {
  readonly id: string;
  readonly jsdPublic: boolean;
}
interface DeskComment {
  readonly id: string;
  readonly public: boolean;
  readonly body: string;
}

describe('a comment by the platform API', () => {
  test('is internal with the property, and public without it', async () => {
    const site = jiraSite();
    const { key } = await raiseRequest(site);
    const path = `/rest/api/3/issue/${key}/comment`;
    const note = await site.post<Comment>(path, { body: adf('note'), properties: INTERNAL });
    const reply = await site.post<Comment>(path, { body: adf('reply'), properties: PUBLIC });
    const plain = await site.post<Comment>(path, { body: adf('plain') });
    expect([note, reply, plain].map(({ status }) => status)).toEqual([201, 201, 201]);
    expect([note, reply, plain].map(({ body }) => body.jsdPublic)).toEqual([false, true, true]);
    const { accountId } = site.sandbox.jira.access.portalCustomer;
    expect(site.sandbox.jira.visibleToCustomer(key, accountId).comments).toEqual([
      'reply',
      'plain',
    ]);
  });

  test('is public all the same where the property is not heard', async () => {
    const site = jiraSite({ internalProperty: 'ignored' });
    const { key } = await raiseRequest(site);
    const note = await site.post<Comment>(`/rest/api/3/issue/${key}/comment`, {
      body: adf('note'),
      properties: INTERNAL,
    });
    expect(note.body.jsdPublic).toBe(true);
  });

  test('is not hidden from customers by a role', async () => {
    const site = jiraSite();
    const { key } = await raiseRequest(site);
    const { body } = await site.post<Comment>(`/rest/api/3/issue/${key}/comment`, {
      body: adf('for administrators'),
      visibility: { type: 'role', value: 'Administrators' },
    });
    expect(body.jsdPublic).toBe(true);
    const { accountId } = site.sandbox.jira.access.portalCustomer;
    expect(site.sandbox.jira.visibleToCustomer(key, accountId).comments).toHaveLength(1);
  });

  test('has the caller as its author and now as its time, whatever it says', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const { status, body } = await site.post(`/rest/api/3/issue/${key}/comment`, {
      body: adf('x'),
      author: { accountId: site.sandbox.jira.access.agent.accountId },
      created: '2019-01-01T00:00:00.000+0000',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      author: { accountId: site.sandbox.jira.credentials.accountId },
      created: '2026-03-02T09:00:00.000+0000',
    });
  });

  test('keeps its properties and its visibility when the body is rewritten', async () => {
    const site = jiraSite();
    const { key } = await raiseRequest(site);
    const path = `/rest/api/3/issue/${key}/comment`;
    const { body } = await site.post<Comment>(path, { body: adf('a'), properties: INTERNAL });
    const edited = await site.put(`${path}/${body.id}?expand=properties`, { body: adf('b') });
    expect(edited.body).toMatchObject({ jsdPublic: false, properties: INTERNAL });
  });

  test('becomes public when the property says so, or is taken away', async () => {
    const site = jiraSite();
    const { key } = await raiseRequest(site);
    const path = `/rest/api/3/issue/${key}/comment`;
    const isPublic = async (id: string) =>
      (await site.get<Comment>(`${path}/${id}`)).body.jsdPublic;
    const draft = { body: adf('a'), properties: INTERNAL };
    const [one, two] = [
      await site.post<Comment>(path, draft),
      await site.post<Comment>(path, draft),
    ];
    const property = (id: string) => `/rest/api/3/comment/${id}/properties/sd.public.comment`;
    await site.put(property(one.body.id), { internal: false });
    await site.remove(property(two.body.id));
    expect(await isPublic(one.body.id)).toBe(true);
    expect(await isPublic(two.body.id)).toBe(true);
  });

  test('needs a document in version 3, and markup in version 2', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const at = (version: number) => `/rest/api/${version}/issue/${key}/comment`;
    expect((await site.post(at(3), { body: 'text' })).body).toMatchObject({
      errors: { comment: 'Comment body is not valid!' },
    });
    expect((await site.post(at(2), { body: adf('x') })).status).toBe(400);
    const { body } = await site.post<Comment>(at(2), { body: 'Some *bold* text' });
    expect((await site.get(`${at(2)}/${body.id}`)).body).toMatchObject({
      body: 'Some *bold* text',
    });
    expect((await site.get(`${at(3)}/${body.id}`)).body).toMatchObject({ body: { type: 'doc' } });
  });

  test('comes in pages of at most 100, in either order', async () => {
    const site = jiraSite();
    const { key } = await createIssue(site);
    const path = `/rest/api/3/issue/${key}/comment`;
    for (let i = 0; i < 103; i++) await site.post(path, { body: adf(String(i)) });
    const page = await site.get<{ comments: Comment[] }>(`${path}?maxResults=500`);
    expect(page.body).toMatchObject({ startAt: 0, maxResults: 100, total: 103 });
    expect(page.body.comments).toHaveLength(100);
    const newest = await site.get(`${path}?orderBy=-created&maxResults=1`);
    expect(newest.body).toMatchObject({ comments: [{ body: adf('102') }] });
  });
});

describe('a comment by the JSM API', () => {
  test('is wiki markup, with the visibility that it states', async () => {
    const site = jiraSite();
    const { key } = await raiseRequest(site);
    const path = `/rest/servicedeskapi/request/${key}/comment`;
    const reply = await site.post<DeskComment>(path, { body: 'A *reply*', public: true });
    const note = await site.post<DeskComment>(path, { body: 'A note', public: false });
    expect(reply.body).toMatchObject({ public: true, body: 'A *reply*' });
    expect(note.body).toMatchObject({ public: false });
    const issue = `/rest/api/3/issue/${key}/comment/${note.body.id}`;
    expect((await site.get(`${issue}?expand=properties`)).body).toMatchObject({
      jsdPublic: false,
      properties: INTERNAL,
    });
  });

  test('can only be public for a customer, who sees no others', async () => {
    const site = jiraSite();
    const { key } = await raiseRequest(site);
    const path = `/rest/servicedeskapi/request/${key}/comment`;
    const note = await site.post<DeskComment>(path, { body: 'A note', public: false });
    await site.post(path, { body: 'A reply', public: true });
    const sam = site.as(site.sandbox.jira.access.portalCustomer);
    expect((await sam.post(path, { body: 'x', public: false })).status).toBe(403);
    expect((await sam.post(path, { body: 'Thanks', public: true })).status).toBe(201);
    const { body } = await sam.get<{ values: DeskComment[] }>(path);
    expect(body.values.map((comment) => comment.body)).toEqual(['A reply', 'Thanks']);
    expect((await sam.get(`${path}/${note.body.id}`)).status).toBe(404);
    const internal = await sam.get<{ values: DeskComment[] }>(`${path}?public=false`);
    expect(internal.body.values).toEqual([]);
  });

  test('shows an agent both, or the ones asked for', async () => {
    const site = jiraSite();
    const { key } = await raiseRequest(site);
    const path = `/rest/servicedeskapi/request/${key}/comment`;
    await site.post(path, { body: 'A note', public: false });
    await site.post(path, { body: 'A reply', public: true });
    const bodies = async (query: string) =>
      (await site.get<{ values: DeskComment[] }>(`${path}${query}`)).body.values.map(
        ({ body }) => body,
      );
    expect(await bodies('')).toEqual(['A note', 'A reply']);
    expect(await bodies('?internal=false')).toEqual(['A reply']);
    expect(await bodies('?public=false')).toEqual(['A note']);
  });
});
