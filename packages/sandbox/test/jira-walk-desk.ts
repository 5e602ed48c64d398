import { idOf, OPT_IN, raiseRequest, type TestSite } from './jira-site.ts';

/** Uses every operation of the JSM API at least once, the way a person might. */
export async function walkDesk(site: TestSite): Promise<void> {
  await administerPeople(site);
  await workOnRequests(site);
}

async function administerPeople(site: TestSite): Promise<void> {
  const { get, post, put, remove } = site;
  const customer = await post<{ accountId: string }>(
    '/rest/servicedeskapi/customer?strictConflictStatusCode=true',
    { email: 'new@umbrella.example', displayName: 'New Person' },
  );
  const accountIds = [customer.body.accountId];
  await post('/rest/servicedeskapi/servicedesk/1/customer', { accountIds });
  await get('/rest/servicedeskapi/servicedesk/1/customer?query=new', OPT_IN);
  await post('/rest/servicedeskapi/servicedesk/1/customer/invite', {
    emails: ['new@umbrella.example'],
  });
  const organization = await idOf(post('/rest/servicedeskapi/organization', { name: 'Umbrella' }));
  const path = `/rest/servicedeskapi/organization/${organization}`;
  await get('/rest/servicedeskapi/organization');
  await get(path);
  await post(`${path}/user`, { accountIds });
  await get(`${path}/user`);
  await put(`${path}/property/zdjsm`, { account: '1' });
  await get(`${path}/property`);
  await get(`${path}/property/zdjsm`);
  await remove(`${path}/property/zdjsm`);
  const organizationId = Number(organization);
  await post('/rest/servicedeskapi/servicedesk/1/organization', { organizationId });
  await get('/rest/servicedeskapi/servicedesk/1/organization');
  await remove('/rest/servicedeskapi/servicedesk/1/organization', { organizationId });
  await remove(`${path}/user`, { accountIds });
  await remove(path);
  await remove('/rest/servicedeskapi/servicedesk/1/customer', { accountIds }, OPT_IN);
}

async function workOnRequests(site: TestSite): Promise<void> {
  const { get, post, put, remove, upload } = site;
  const { agent, portalCustomer } = site.sandbox.jira.access;
  const desk = '/rest/servicedeskapi/servicedesk/1';
  for (const path of [
    '/rest/servicedeskapi/info',
    '/rest/servicedeskapi/assets/workspace',
    '/rest/servicedeskapi/insight/workspace',
    '/rest/servicedeskapi/servicedesk',
    desk,
    `${desk}/queue?includeCount=true`,
    `${desk}/queue/10000`,
    `${desk}/requesttypegroup`,
    `${desk}/requesttype?expand=field`,
    `${desk}/requesttype/1`,
    `${desk}/requesttype/1/field?expand=hiddenFields`,
    '/rest/servicedeskapi/requesttype?searchQuery=sup',
    '/rest/servicedeskapi/knowledgebase/article?query=printer&highlight=false',
    `${desk}/knowledgebase/article?query=printer`,
  ]) {
    await get(path, OPT_IN);
  }
  const type = await idOf(
    post(`${desk}/requesttype`, { name: 'Migrated', issueTypeId: '10001' }, OPT_IN),
  );
  await put(`${desk}/requesttype/${type}/property/zdjsm`, { a: 1 }, OPT_IN);
  await get(`${desk}/requesttype/${type}/property`, OPT_IN);
  await get(`${desk}/requesttype/${type}/property/zdjsm`, OPT_IN);
  await remove(`${desk}/requesttype/${type}/property/zdjsm`, undefined, OPT_IN);
  await remove(`${desk}/requesttype/${type}`, undefined, OPT_IN);
  await post(
    `${desk}/requesttype/permissions/check`,
    { requestTypeIds: [1], permissions: ['canCreateRequest', 'canAdminister'] },
    OPT_IN,
  );

  const kept = await upload<{ temporaryAttachments: { temporaryAttachmentId: string }[] }>(
    `${desk}/attachTemporaryFile`,
    [{ name: 'a.png' }, { name: 'b.txt', type: 'text/plain' }, { name: 'c.png' }],
    OPT_IN,
  );
  const [first, ...others] = kept.body.temporaryAttachments.map((one) => one.temporaryAttachmentId);
  const { key } = await raiseRequest(site, {
    description: 'See !a.png|thumbnail!',
    attachment: [first],
  });
  const request = `/rest/servicedeskapi/request/${key}`;
  await post(`${request}/attachment`, {
    temporaryAttachmentIds: others,
    public: true,
    additionalComment: { body: 'Both of them' },
  });
  const files = await get<{ values: { _links: { self: string } }[] }>(
    `${request}/attachment?start=0&limit=10`,
  );
  const self = files.body.values[0]?._links.self ?? '';
  await get(self);
  await get(`${self}/thumbnail`);
  const comment = await idOf(post(`${request}/comment`, { body: 'For *us* only', public: false }));
  await get(`${request}/comment?expand=attachment,renderedBody`);
  await get(`${request}/comment/${comment}?expand=renderedBody`);
  await get(`${request}/comment/${comment}/attachment`, OPT_IN);
  await post(`${request}/participant`, { accountIds: [agent.accountId] });
  await get(`${request}/participant`);
  await remove(`${request}/participant`, { accountIds: [agent.accountId] });
  await get(`${request}/notification`);
  await remove(`${request}/notification`);
  await put(`${request}/notification`);
  await get(`${request}/transition`);
  await post(`${request}/transition`, { id: '121', additionalComment: { body: 'Never mind' } });
  await get(`${request}/status`);
  await get(`${request}/sla`);
  await get(`${request}/sla/1`);
  await get(`${request}/approval`);
  await get(`${request}/approval/1`);
  await post(`${request}/approval/1`, { decision: 'approve' });
  await get(
    `${request}?expand=serviceDesk,requestType,participant,sla,status,attachment,action,comment,comment.attachment,comment.renderedBody`,
  );
  await get('/rest/servicedeskapi/request?requestOwnership=ALL_REQUESTS&serviceDeskId=1');
  site.advance(10_000);
  await get(`${desk}/queue/10000/issue`);
  const customer = site.as(portalCustomer);
  await customer.post(
    `${request}/feedback`,
    { type: 'csat', rating: 5, comment: { body: 'Thanks' } },
    OPT_IN,
  );
  await customer.get(`${request}/feedback`, OPT_IN);
  await customer.remove(`${request}/feedback`, undefined, OPT_IN);
}
