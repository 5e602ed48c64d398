import { describe, expect, test } from 'vitest';
import { adf, createIssue, jiraSite, postIssue } from './jira-site.ts';

const ISSUE = '/rest/api/3/issue';

describe('every kind of custom field', () => {
  test('is stored and shown in its own form', async () => {
    const site = jiraSite();
    const { agent } = site.sandbox.jira.access;
    const fields = {
      customfield_10030: 'ZD-1',
      customfield_10032: '2024-01-02T03:04:05.678+0100',
      customfield_10035: { value: 'Email' },
      customfield_10036: { value: 'Account', child: { value: 'Billing' } },
      customfield_10037: [{ value: 'Asia' }],
      customfield_10038: [{ value: 'Mail' }, { value: 'Shop' }],
      customfield_10040: '2024-02-29',
      customfield_10041: 'https://example.com/a',
      customfield_10042: { accountId: agent.accountId },
      customfield_10043: [{ accountId: agent.accountId }],
      customfield_10044: ['one', 'two'],
      customfield_10045: adf('Details'),
      customfield_10046: { value: 'Low' },
    };
    const { key } = await createIssue(site, fields);
    const { body } = await site.get<{ fields: Record<string, unknown> }>(`${ISSUE}/${key}`);
    expect(body.fields).toMatchObject({
      ...fields,
      customfield_10032: '2024-01-02T02:04:05.678+0000',
      customfield_10045: adf('Details'),
    });
    const emptied = Object.fromEntries(Object.keys(fields).map((id) => [id, null]));
    expect((await site.put(`${ISSUE}/${key}`, { fields: emptied })).status).toBe(204);
    const after = await site.get<{ fields: Record<string, unknown> }>(`${ISSUE}/${key}`);
    expect(Object.keys(fields).map((id) => after.body.fields[id])).toEqual(
      Object.keys(fields).map(() => null),
    );
  });

  test('options are named by id as well, numbers included; a disabled one is gone', async () => {
    const site = jiraSite();
    const path = '/rest/api/3/field/customfield_10035/context';
    const contexts = await site.get<{ values: { id: string }[] }>(path);
    const options = `${path}/${contexts.body.values[0]?.id}/option`;
    const { body } = await site.get<{ values: { id: string }[] }>(options);
    const id = body.values[0]?.id ?? '';
    expect((await postIssue(site, { customfield_10035: { id } })).status).toBe(201);
    expect((await postIssue(site, { customfield_10035: { id: Number(id) } })).status).toBe(201);
    await site.put(options, { options: [{ id, disabled: true }] });
    expect((await postIssue(site, { customfield_10035: { id } })).status).toBe(400);
  });

  test('assets of another workspace disappear without a word', async () => {
    const site = jiraSite();
    const { status, body } = await postIssue(site, { customfield_10047: [{ id: 'elsewhere:1' }] });
    expect(status).toBe(201);
    const issue = await site.get(`${ISSUE}/${body.key}?fields=customfield_10047`);
    expect(issue.body).toMatchObject({ fields: { customfield_10047: null } });
  });
});
