import { expect, test } from 'vitest';
import { createJsm } from '../src/index.ts';
import { liveSite } from './live-site.ts';

test('what the site has can be read', async () => {
  const { jsm } = await liveSite();
  const { site } = jsm;
  expect((await site.info()).baseUrl).toContain('127.0.0.1');
  const names = async (list: { toArray(o: { limit: number }): Promise<{ name: string }[]> }) =>
    (await list.toArray({ limit: 999 })).map(({ name }) => name);
  expect(await names(site.priorities())).toContain('Medium');
  expect(await names(site.resolutions())).toContain('Done');
  expect((await site.labels().toArray({ limit: 9 })).length).toBeLessThan(10);
  expect((await jsm.fields.list()).some(({ id }) => id === 'summary')).toBe(true);
  const may = await site.permissions({
    projectKey: 'SUP',
    permissions: ['CREATE_ISSUES', 'MODIFY_REPORTER'],
  });
  expect(may['CREATE_ISSUES']?.havePermission).toBe(true);
});

test.each([{ kind: 'reset' }, { kind: 'after-reset' }] as const)(
  'a service project is made once, also when %j comes between',
  async (fault) => {
    const { jsm, fail } = await liveSite();
    const { accountId: leadAccountId } = await jsm.users.myself();
    fail({ method: 'POST', path: /\/project$/, fault });
    const wanted = { key: 'HELP', name: 'Help', leadAccountId };
    const made = await jsm.projects.ensureServiceProject(wanted);
    expect(made).toMatchObject({ key: 'HELP', projectTypeKey: 'service_desk' });
    expect((await jsm.projects.ensureServiceProject(wanted)).id).toBe(made.id);
    const desk = await jsm.serviceDesks.get('projectKey:HELP');
    expect((await jsm.requestTypes.list(desk.id)).items).not.toEqual([]);
  },
);

test('projects tell their types, statuses, fields and components', async () => {
  const { jsm, fail } = await liveSite();
  const { projects } = jsm;
  const all = await projects.list().toArray({ limit: 99 });
  expect(all.map(({ key }) => key)).toContain('SUP');
  expect((await projects.get('SUP')).name).toBe('Support');
  const [type] = await projects.issueTypes('SUP');
  expect((await projects.statuses('SUP')).some(({ id }) => id === type?.id)).toBe(true);
  const fields = await projects.createFields('SUP', type?.id ?? '').toArray({ limit: 999 });
  expect(fields.map(({ fieldId }) => fieldId)).toContain('summary');

  fail({ method: 'POST', path: /\/component$/, fault: { kind: 'after-reset' } });
  const made = await projects.components.ensure('SUP', { name: 'Printers' });
  const found = await projects.components.ensure('SUP', { name: 'printers' });
  expect(found.id).toBe(made.id);
});

test('fields and their options are made where they are missing', async () => {
  const { jsm, fail } = await liveSite();
  const field = {
    name: 'Colour',
    type: 'com.atlassian.jira.plugin.system.customfieldtypes:select',
    searcherKey: 'com.atlassian.jira.plugin.system.customfieldtypes:multiselectsearcher',
  };
  fail({ method: 'POST', path: /\/(field|option)$/, times: 2, fault: { kind: 'after-reset' } });
  const { id } = await jsm.fields.ensure(field);
  expect((await jsm.fields.ensure(field)).id).toBe(id);
  await jsm.fields.addToDefaultScreen(id);
  const [context] = (await jsm.fields.contexts(id)).items;
  const wanted = { values: ['red', 'green', 'blue'] };
  await jsm.fields.ensureOptions(id, context?.id ?? '', { values: ['red'] });
  const ensured = await jsm.fields.ensureOptions(id, context?.id ?? '', wanted);
  expect(ensured.map(({ value }) => value).sort()).toEqual(['blue', 'green', 'red']);
  const options = await jsm.fields.options(id, context?.id ?? '').toArray({ limit: 99 });
  expect(options).toHaveLength(3);
});

test('R-13: a project can be given a scheme that mails nobody, and this can be read back', async () => {
  const { jsm } = await liveSite();
  const before = await jsm.projects.notificationScheme('SUP');
  expect(before?.notificationSchemeEvents?.length).toBeGreaterThan(0);
  const { id } = await jsm.site.ensureSilentScheme('Silence');
  expect((await jsm.site.ensureSilentScheme('Silence')).id).toBe(id);
  await jsm.projects.setNotificationScheme('SUP', Number(id));
  const after = await jsm.projects.notificationScheme('SUP');
  expect(String(after?.id)).toBe(id);
  expect(after?.notificationSchemeEvents ?? []).toEqual([]);
  await jsm.site.setAutowatch(false);
  expect(await jsm.site.dropUnusedScheme('Silence'), 'a project uses it').toBe(false);
  await jsm.projects.setNotificationScheme('SUP', Number(before?.id));
  expect(await jsm.site.dropUnusedScheme('Silence')).toBe(true);
  const left = await jsm.site.notificationSchemes().toArray({ limit: 99 });
  expect(left.map(({ name }) => name)).not.toContain('Silence');
  expect(await jsm.site.dropUnusedScheme('Silence'), 'it is gone already').toBe(true);
});

test('desks tell their queues and request types with their forms', async () => {
  const { jsm, deskOf } = await liveSite({ deskPageLimit: 2 });
  const desk = await deskOf('SUP');
  expect((await jsm.serviceDesks.get('projectKey:SUP')).id).toBe(desk.id);
  expect((await jsm.serviceDesks.list().toArray({ limit: 99 })).length).toBe(3);
  expect(await jsm.serviceDesks.queues(desk.id).toArray({ limit: 9 })).toBeInstanceOf(Array);
  const typeId = desk.typeId('Report a defect');
  expect((await jsm.requestTypes.get(desk.id, typeId)).name).toBe('Report a defect');
  const form = await jsm.requestTypes.fields(desk.id, typeId);
  const urgency = form.requestTypeFields.find(({ name }) => name === 'How urgent is it?');
  expect(urgency?.required).toBe(true);
  expect(urgency?.validValues.length).toBeGreaterThan(0);
  expect((await jsm.requestTypes.groups(desk.id)).items.length).toBeGreaterThan(0);
  const { issueTypeId } = await jsm.requestTypes.get(desk.id, typeId);
  const made = await jsm.requestTypes.ensure(desk.id, { name: 'From Zoho', issueTypeId });
  expect((await jsm.requestTypes.ensure(desk.id, { name: 'From Zoho', issueTypeId })).id).toBe(
    made.id,
  );
});

test('whether the account watches what it touches is read, the default included', async () => {
  const { jsm } = await liveSite();
  expect(await jsm.site.autowatch()).toBe(true);
  await jsm.site.setAutowatch(false);
  expect(await jsm.site.autowatch()).toBe(false);
});

test('F-03: where a new issue can get to is known before there is one, to an administrator', async () => {
  const { jsm, sandbox, options } = await liveSite();
  const { id: projectId } = await jsm.projects.get('SUP');
  const [type] = await jsm.projects.issueTypes('SUP');
  const ref = { projectId, projectKey: 'SUP', issueTypeId: type?.id ?? '' };
  const reach = await jsm.workflow.reach(ref);
  expect(reach?.[0]).toBe('Waiting for support');
  expect(reach).toContain('Closed');
  expect(reach).not.toContain('Archived');
  const { email, apiToken } = sandbox.jira.access.agent;
  const agent = createJsm({ ...options, auth: { email, apiToken } });
  expect(await agent.workflow.reach(ref)).toBeUndefined();
});
