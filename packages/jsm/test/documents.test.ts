import { judgeRequests, type SeenRequest, shared } from '@zdjsm/testing';
import { expect, test } from 'vitest';
import { createJsm } from '../src/index.ts';
import { ROUTES } from '../src/routes/routes.ts';
import { adf, fileOf, type LiveSite, liveSite } from './live-site.ts';

const all = async <T>(list: { toArray(options: { limit: number }): Promise<T[]> }): Promise<T[]> =>
  await list.toArray({ limit: 1_000 });

/** Calls every method of the client once, more or less. */
async function walkThrough(site: LiveSite): Promise<void> {
  const { jsm, sandbox } = site;
  const { accountId } = sandbox.jira.access.portalCustomer;
  const desk = await site.deskOf('SUP');

  await jsm.serviceDesks.get(desk.id);
  const [queue] = await all(jsm.serviceDesks.queues(desk.id));
  await all(jsm.serviceDesks.queueIssues(desk.id, queue?.id ?? ''));
  await all(jsm.requestTypes.groups(desk.id));
  const typeId = desk.typeId('Get support');
  const { issueTypeId } = await jsm.requestTypes.get(desk.id, typeId);
  await jsm.requestTypes.ensure(desk.id, { name: 'Imported', issueTypeId });

  const customer = await jsm.customers.ensure({ email: 'w@umbrella.example', displayName: 'W' });
  await jsm.customers.addToServiceDesk(desk.id, [customer.accountId]);
  await all(jsm.customers.list(desk.id, { query: 'w' }));
  await jsm.customers.removeFromServiceDesk(desk.id, [customer.accountId]);
  await jsm.users.myself();
  await jsm.users.get(accountId);
  await all(jsm.users.search('kai'));

  const { id: organization } = await jsm.organizations.ensure({ name: 'Umbrella' });
  await jsm.organizations.get(organization);
  await all(jsm.organizations.list());
  await jsm.organizations.addMembers(organization, [accountId]);
  await all(jsm.organizations.members(organization));
  await jsm.organizations.removeMembers(organization, [accountId]);
  await jsm.organizations.linkToServiceDesk(organization, desk.id);
  await all(jsm.organizations.list({ serviceDeskId: desk.id }));
  await jsm.organizations.unlinkFromServiceDesk(organization, desk.id);
  await jsm.organizations.setProperty(organization, 'k', { v: 1 });
  await jsm.organizations.getProperty(organization, 'k');
  await jsm.organizations.deleteProperty(organization, 'k');
  await jsm.organizations.delete(organization);

  const request = {
    serviceDeskId: desk.id,
    requestTypeId: typeId,
    summary: 'Walk',
    description: adf('All the way'),
    fields: { priority: { name: 'High' }, duedate: '2026-04-01' },
    onBehalfOf: accountId,
  };
  const { issueKey } = await jsm.requests.create({ ...request, marker: 'a', via: 'servicedesk' });
  const other = await jsm.requests.create({ ...request, marker: 'b', via: 'platform' });
  await jsm.requests.ensure({ ...request, marker: 'b', via: 'platform' });
  await jsm.requests.addParticipants(issueKey, [customer.accountId]);
  await all(jsm.requests.participants(issueKey));
  await jsm.requests.removeParticipants(issueKey, [customer.accountId]);
  const temporary = await jsm.attachments.uploadTemporary(desk.id, [fileOf('t.txt', 't')]);
  await jsm.requests.attach(issueKey, {
    temporaryAttachmentIds: temporary.map((file) => file.temporaryAttachmentId),
    fileNames: ['t.txt'],
    visibility: 'public',
    comment: 'A file',
  });
  await all(jsm.requests.comments(issueKey));
  await all(jsm.requests.attachments(issueKey));
  await all(jsm.requests.statusHistory(issueKey));
  await all(jsm.requests.slas(issueKey));

  const comment = await jsm.comments.add(issueKey, {
    body: adf('note'),
    visibility: 'internal',
    marker: 'c',
    attribution: { author: { name: 'Ann' }, at: new Date(0) },
  });
  await jsm.comments.find(issueKey, 'c');
  await jsm.comments.update(issueKey, comment.id, { body: adf('changed') });
  await jsm.comments.setVisibility(issueKey, comment.id, 'public');
  await jsm.comments.delete(issueKey, comment.id);

  const file = await jsm.attachments.upload(issueKey, fileOf('u.txt', 'u'));
  await jsm.attachments.get(file.id);
  (await jsm.attachments.open(file.id)).body.resume();
  await jsm.attachments.settings();
  await jsm.attachments.delete(file.id);

  await jsm.issues.properties.set(issueKey, 'k', [1]);
  await jsm.issues.properties.get(issueKey, 'k');
  await jsm.issues.properties.keys(issueKey);
  await jsm.issues.properties.delete(issueKey, 'k');
  const task = { project: { key: 'SUP' }, issuetype: { name: 'Task' }, summary: 'Task' };
  const tasks = await jsm.issues.createMany(
    ['x', 'y'].map((marker) => ({ marker, fields: task })),
    { projectKey: 'SUP' },
  );
  await jsm.issues.delete(tasks[1]?.issue?.key ?? '');
  await jsm.issues.find('none', { projectKey: 'SUP' });
  await jsm.workflow.walk(issueKey, { to: 'Resolved', fields: { resolution: { name: 'Done' } } });
  await all(jsm.issues.changelog(issueKey));
  const worklog = await jsm.worklogs.add(issueKey, {
    started: new Date(0),
    timeSpentSeconds: 60,
    marker: 'w',
  });
  await jsm.worklogs.find(issueKey, 'w');
  await jsm.worklogs.update(issueKey, worklog.id, { started: new Date(0), timeSpentSeconds: 120 });
  await jsm.worklogs.delete(issueKey, worklog.id);
  await jsm.watchers.add(issueKey, sandbox.jira.access.agent.accountId);
  await jsm.watchers.list(issueKey);
  await jsm.watchers.remove(issueKey, sandbox.jira.access.agent.accountId);
  await jsm.issueLinks.types();
  await jsm.issueLinks.add({ type: 'Duplicate', from: issueKey, to: other.issueKey });
  const [link] = await jsm.issueLinks.list(issueKey);
  await jsm.issueLinks.delete(link?.id ?? '');
  await jsm.remoteLinks.set(issueKey, { globalId: 'g', url: 'https://x.example/', title: 'X' });
  await jsm.remoteLinks.list(issueKey);
  await jsm.remoteLinks.delete(issueKey, 'g');
  await all(jsm.search('project = SUP', { fields: ['summary'], expand: ['names'] }));
  await jsm.count('project = SUP');

  const field = await jsm.fields.ensure({
    name: 'Colour',
    type: 'com.atlassian.jira.plugin.system.customfieldtypes:select',
  });
  await jsm.fields.addToDefaultScreen(field.id);
  const [context] = await all(jsm.fields.contexts(field.id));
  await jsm.fields.ensureOptions(field.id, context?.id ?? '', { values: ['red'] });
  await jsm.site.info();
  await all(jsm.site.priorities());
  await all(jsm.site.resolutions());
  await all(jsm.site.labels());
  await jsm.site.permissions({ projectKey: 'SUP', permissions: ['CREATE_ISSUES'] });
  await jsm.site.setAutowatch(false);
  await jsm.site.autowatch();
  const scheme = await jsm.site.ensureSilentScheme('Silence');
  await jsm.site.ensureSilentScheme('Silence for a while');
  await jsm.site.dropUnusedScheme('Silence for a while');
  await all(jsm.projects.list());
  await jsm.projects.get('SUP');
  const { accountId: leadAccountId } = await jsm.users.myself();
  await jsm.projects.ensureServiceProject({ key: 'NEW', name: 'New', leadAccountId });
  await jsm.projects.setNotificationScheme('SUP', Number(scheme.id));
  await jsm.projects.notificationScheme('SUP');
  await jsm.projects.statuses('SUP');
  await jsm.projects.issueTypes('SUP');
  await all(jsm.projects.createFields('SUP', issueTypeId));
  const component = await jsm.projects.components.ensure('SUP', { name: 'Printers' });
  await jsm.projects.components.delete(component.id);

  await rateAsCustomer(site, request);
  await walkThroughConfluence(site);
  await walkThroughAssets(site);
}

/** Only the reporter can rate a request, and only when it is done. */
async function rateAsCustomer(
  site: LiveSite,
  request: Omit<Parameters<LiveSite['jsm']['requests']['create']>[0], 'marker'>,
): Promise<void> {
  const { email, apiToken, accountId } = site.sandbox.jira.access.customer;
  const { issueKey } = await site.jsm.requests.create({
    ...request,
    onBehalfOf: accountId,
    marker: 'r',
  });
  await site.jsm.workflow.walk(issueKey, {
    to: 'Resolved',
    fields: { resolution: { name: 'Done' } },
  });
  const customer = createJsm({ ...site.options, auth: { email, apiToken } });
  await customer.requests.rate(issueKey, { rating: 4, comment: 'fine' });
  await customer.requests.feedback(issueKey);
}

async function walkThroughConfluence({ jsm }: LiveSite): Promise<void> {
  const { spaces, pages } = jsm.confluence;
  const { id: spaceId } = await spaces.ensure({ key: 'KB', name: 'Knowledge' });
  const page = await pages.ensure({ spaceId, title: 'How to', body: adf('So.') });
  await pages.update(page.id, { title: 'How to', body: { storage: '<p>Thus.</p>' } });
  const attached = await pages.attach(page.id, fileOf('p.txt', 'p'));
  (await pages.openAttachment(page.id, attached.id)).body.resume();
  await all(pages.attachments(page.id));
  await pages.addLabels(page.id, ['howto']);
  await all(pages.labels(page.id));
  await pages.setProperty(page.id, 'zoho', { id: 1 });
  await pages.setProperty(page.id, 'zoho', { id: 2 });
  await pages.delete(page.id);
}

async function walkThroughAssets({ jsm: { assets } }: LiveSite): Promise<void> {
  const { id: schemaId } = await assets.ensureSchema({ name: 'Zoho', key: 'ZOHO' });
  const type = await assets.ensureObjectType({ name: 'Contract', schemaId, iconId: '1' });
  const attribute = await assets.ensureAttribute(type.id, { name: 'External id' });
  const name = (await assets.attributes(type.id)).find(({ label }) => label);
  const object = {
    objectTypeId: type.id,
    values: { [attribute.id]: '7', [name?.id ?? '']: 'Gold' },
    externalId: { attributeId: attribute.id, attributeName: attribute.name },
  };
  const { id } = await assets.objects.ensure(object);
  await assets.objects.ensure(object);
  await assets.objects.get(id);
  await assets.objects.delete(id);
}

/**
 * What a site is asked that refuses media: version 2 of the platform, whose operations are those of
 * version 3 with wiki markup for documents. There is no document of its own here.
 */
async function wikiCalls(): Promise<readonly SeenRequest[]> {
  const site = await liveSite({ fileMedia: 'refused' });
  const { jsm, sandbox } = site;
  const { key } = await jsm.issues.create({
    projectKey: 'SUP',
    marker: 'm',
    fields: { project: { key: 'SUP' }, issuetype: { name: 'Task' }, summary: 'Illustrated' },
  });
  const { mediaId: id } = await jsm.attachments.upload(key, fileOf('a.png', 'a'));
  const media = { type: 'media', attrs: { type: 'file', id, collection: '' } };
  const body = {
    ...adf(),
    content: [{ type: 'mediaSingle', attrs: { layout: 'center' }, content: [media] }],
  };
  const fallback = { wiki: '!a.png!' };
  await jsm.issues.edit(key, {
    fields: { description: body },
    fallback: { description: fallback },
  });
  await jsm.comments.add(key, { body, visibility: 'internal', marker: 'c', fallback });
  return sandbox.history.calls
    .filter(({ path }) => path.startsWith('/rest/api/2/'))
    .map((call) => ({ ...call, path: call.path.replace('/rest/api/2/', '/rest/api/3/') }));
}

/** A body with a representation and a value fits both alternatives, as neither requires anything. */
const BOTH_ALTERNATIVES = /^(POST|PUT) \/wiki\/api\/v2\/pages.*body\/body must match exactly one/;

test.skipIf(!shared.available)('every request fits the documents of Atlassian', async () => {
  const site = await liveSite();
  await walkThrough(site);
  const atlassian = (file: string, prefix?: string) =>
    judgeRequests({ file: ['specs', 'atlassian', file], prefix });
  const judges = [
    atlassian('jira-platform-v3.2026-07.json'),
    atlassian('jsm-servicedeskapi.2025-09.json'),
    atlassian('confluence-v1.2026-07.json'),
    atlassian('confluence-v2.2026-07.json', '/wiki/api/v2'),
  ];
  // Assets and the media host have no public document.
  const made = site.sandbox.history.calls.filter(({ path }) => !/\/binary$|^\/jsm\//.test(path));
  const complaintsAbout = (request: SeenRequest): string[] => {
    const judge = judges.find((candidate) => candidate.operationOf(request));
    return judge?.complaints(request) ?? [`${request.method} ${request.path} is in no document`];
  };
  const asWiki = await wikiCalls();
  expect(asWiki).toHaveLength(2);
  const complaints = [...made, ...asWiki]
    .flatMap(complaintsAbout)
    .filter((complaint) => !BOTH_ALTERNATIVES.test(complaint));
  expect([...new Set(complaints)]).toEqual([]);
  // The only thing that is asked for before it is there.
  const failed = made.filter(({ status }) => status >= 400).map(({ path }) => path);
  expect(failed).toEqual(['/rest/api/3/project/NEW']);

  const seen = new Set(made.map((call) => judges.map((j) => j.operationOf(call)).find(Boolean)));
  const routes = Object.keys(ROUTES).filter((route) => !/ \/(jsm|rest\/api\/2)\//.test(route));
  expect(routes.filter((route) => !seen.has(route))).toEqual([]);
});
