import {
  adf,
  adfWithMedia,
  attach,
  createIssue,
  INTERNAL,
  idOf,
  type TestSite,
} from './jira-site.ts';

/** Uses every operation of the platform API at least once, the way a person might. */
export async function walkPlatform(site: TestSite): Promise<void> {
  await readConfiguration(site);
  await configure(site);
  await workOnIssues(site);
}

async function readConfiguration(site: TestSite): Promise<void> {
  const { get, post } = site;
  const agent = encodeURIComponent(site.sandbox.jira.access.agent.accountId);
  for (const path of [
    'configuration',
    'events',
    'serverInfo',
    'field',
    'field/search?type=custom',
    'priority',
    'priority/search',
    'priority/1',
    'resolution',
    'resolution/search',
    'resolution/10000',
    'status',
    'status/10000',
    'statuscategory',
    'statuses?id=10000',
    'statuses/byNames?name=Closed',
    'statuses/search?searchString=clo',
    'issuetype',
    'issuetype/10001',
    'issuetype/project?projectId=10000',
    'issueLinkType',
    'issueLinkType/10000',
    'label',
    'role',
    'screens',
    'screens/1/tabs',
    'screens/1/tabs/10000/fields',
    'screens/1/availableFields',
    'jql/autocompletedata',
    'permissions',
    'mypermissions?permissions=CREATE_ISSUES&projectKey=SUP',
    'myself',
    'project',
    'project/search?keys=SUP',
    'project/SUP',
    'project/SUP/components',
    'project/SUP/component',
    'project/SUP/notificationscheme?expand=all',
    'project/SUP/role',
    'project/SUP/role/10001',
    'project/SUP/statuses',
    'notificationscheme?expand=all',
    'notificationscheme/project',
    'notificationscheme/10000',
    'workflow/search',
    'workflows/search?expand=values.transitions',
    'workflowscheme/project?projectId=10000',
    'issue/createmeta/SUP/issuetypes',
    'issue/createmeta/SUP/issuetypes/10001?maxResults=200',
    'issue/limit/report',
    'attachment/meta',
    'search?jql=project=SUP',
    'component?projectIdsOrKeys=SUP',
    `user?accountId=${agent}`,
    'user/search?query=am',
    'user/assignable/search?project=SUP',
    `user/bulk?accountId=${agent}`,
    `user/email?accountId=${agent}`,
    `user/email/bulk?accountId=${agent}`,
    'users',
    'users/search',
  ]) {
    await get(`/rest/api/3/${path}`);
  }
  await post('/rest/api/3/search', { jql: 'project = SUP' });
  await post('/rest/api/3/workflows', { workflowNames: ['Support workflow'] });
  await post('/rest/api/3/jql/parse?validation=strict', {
    queries: ['project = SUP', 'project ='],
  });
  await post('/rest/api/3/permissions/check', {
    globalPermissions: ['ADMINISTER'],
    projectPermissions: [{ permissions: ['EDIT_ISSUES'], projects: [10000] }],
  });
}

async function configure(site: TestSite): Promise<void> {
  const { get, post, put, remove } = site;
  await post('/rest/api/3/issueLinkType', {
    name: 'Split',
    inward: 'split from',
    outward: 'split to',
  });

  const field = await idOf(
    post('/rest/api/3/field', {
      name: 'Ticket source',
      type: 'com.atlassian.jira.plugin.system.customfieldtypes:select',
    }),
  );
  await put(`/rest/api/3/field/${field}`, { description: 'Where it came from' });
  const contexts = await get<{ values: { id: string }[] }>(`/rest/api/3/field/${field}/context`);
  const global = contexts.body.values[0]?.id ?? '';
  const context = await idOf(
    post(`/rest/api/3/field/${field}/context`, { name: 'Support only', projectIds: ['10000'] }),
  );
  await put(`/rest/api/3/field/${field}/context/${context}`, { name: 'Support' });
  await get(`/rest/api/3/field/${field}/context/projectmapping`);
  await get(`/rest/api/3/field/${field}/context/issuetypemapping`);
  const options = await post<{ options: { id: string }[] }>(
    `/rest/api/3/field/${field}/context/${global}/option`,
    { options: [{ value: 'Phone' }, { value: 'Mail', disabled: true }] },
  );
  const option = options.body.options[0]?.id ?? '';
  await get(`/rest/api/3/field/${field}/context/${global}/option`);
  await put(`/rest/api/3/field/${field}/context/${global}/option`, {
    options: [{ id: option, value: 'Telephone' }],
  });
  await remove(`/rest/api/3/field/${field}/context/${global}/option/${option}`);
  await post(`/rest/api/3/screens/addToDefault/${field}`);
  await get(`/rest/api/3/field/${field}/screens`);
  await remove(`/rest/api/3/screens/1/tabs/10000/fields/${field}`);
  await post('/rest/api/3/screens/1/tabs/10000/fields', { fieldId: field });
  await remove(`/rest/api/3/field/${field}/context/${context}`);
  const deletion = await remove(`/rest/api/3/field/${field}`);
  await get(deletion.headers.get('location') ?? '');

  const component = await idOf(post('/rest/api/3/component', { name: 'Printers', project: 'SUP' }));
  await put(`/rest/api/3/component/${component}`, { description: 'All kinds' });
  await get(`/rest/api/3/component/${component}`);
  await get(`/rest/api/3/component/${component}/relatedIssueCounts`);
  await remove(`/rest/api/3/component/${component}`);

  const scheme = await idOf(post('/rest/api/3/notificationscheme', { name: 'Silence' }));
  await put(`/rest/api/3/notificationscheme/${scheme}`, { description: 'Nobody' });
  await put(`/rest/api/3/notificationscheme/${scheme}/notification`, {
    notificationSchemeEvents: [
      { event: { id: '1' }, notifications: [{ notificationType: 'Reporter' }] },
    ],
  });
  const full = await get<{ notificationSchemeEvents: { notifications: { id: number }[] }[] }>(
    `/rest/api/3/notificationscheme/${scheme}`,
  );
  const rule = full.body.notificationSchemeEvents[0]?.notifications[0]?.id;
  await remove(`/rest/api/3/notificationscheme/${scheme}/notification/${rule}`);
  const lead = site.sandbox.jira.credentials.accountId;
  await post('/rest/api/3/project', {
    key: 'TRIAL',
    name: 'Trial',
    projectTypeKey: 'service_desk',
    leadAccountId: lead,
  });
  await put('/rest/api/3/project/TRIAL', { notificationScheme: Number(scheme) });
  await remove('/rest/api/3/project/TRIAL');
  await remove(`/rest/api/3/notificationscheme/${scheme}`);

  await put('/rest/api/3/project/SUP/properties/zdjsm', { batch: 1 });
  await get('/rest/api/3/project/SUP/properties');
  await get('/rest/api/3/project/SUP/properties/zdjsm');
  await remove('/rest/api/3/project/SUP/properties/zdjsm');
  await put('/rest/api/3/mypreferences?key=user.autowatch.disabled', true);
  await get('/rest/api/3/mypreferences?key=user.autowatch.disabled');
  await remove('/rest/api/3/mypreferences?key=user.autowatch.disabled');
}

async function workOnIssues(site: TestSite): Promise<void> {
  const { get, post, put, remove } = site;
  const { id: issueId, key } = await createIssue(site, {
    description: adf('A text'),
    labels: ['one'],
    customfield_10036: { value: 'Hardware', child: { value: 'Laptop' } },
    customfield_10037: [{ value: 'Europe' }],
    customfield_10032: '2024-01-02T03:04:05.000+0000',
    customfield_10042: { accountId: site.sandbox.jira.access.agent.accountId },
  });
  const issue = `/rest/api/3/issue/${key}`;
  const subtask = await createIssue(site, { issuetype: { name: 'Sub-task' }, parent: { key } });
  await post('/rest/api/3/issue/bulk', {
    issueUpdates: [
      { fields: { project: { key: 'DEV' }, issuetype: { name: 'Task' }, summary: 'Bulk' } },
      { fields: { project: { key: 'DEV' }, issuetype: { name: 'Task' } } },
    ],
  });
  const file = await attach(site, key);
  await get(`/rest/api/3/attachment/${file.id}`);
  await get(`/rest/api/3/attachment/thumbnail/${file.id}`);
  await put(`${issue}?returnIssue=true&notifyUsers=false`, {
    fields: { description: adfWithMedia(file.mediaId), duedate: '2026-04-01' },
    update: { labels: [{ add: 'two' }], worklog: [{ add: { timeSpent: '1h' } }] },
  });
  await put(`${issue}/assignee`, { accountId: site.sandbox.jira.access.agent.accountId });
  await get(`${issue}?expand=renderedFields,names,schema,changelog,transitions&properties=*all`);
  await get(`${issue}/editmeta`);
  await post('/rest/api/3/issue/bulkfetch', {
    issueIdsOrKeys: [key, 'DEV-999'],
    fields: ['summary'],
  });

  const comment = await idOf(
    post(`${issue}/comment`, { body: adf('A note'), properties: INTERNAL }),
  );
  await put(`${issue}/comment/${comment}?notifyUsers=false&expand=renderedBody,properties`, {
    body: adf('Another note'),
  });
  await get(`${issue}/comment?orderBy=-created&expand=properties`);
  await get(`${issue}/comment/${comment}`);
  await post('/rest/api/3/comment/list?expand=renderedBody', { ids: [Number(comment)] });
  await put(`/rest/api/3/comment/${comment}/properties/zdjsm`, { thread: '1' });
  await get(`/rest/api/3/comment/${comment}/properties`);
  await get(`/rest/api/3/comment/${comment}/properties/zdjsm`);
  await remove(`/rest/api/3/comment/${comment}/properties/zdjsm`);
  await remove(`${issue}/comment/${comment}`);

  await put(`${issue}/properties/zdjsm`, { ticket: '1' });
  await get(`${issue}/properties`);
  await get(`${issue}/properties/zdjsm`);
  await remove(`${issue}/properties/zdjsm`);
  const marked = await post('/rest/api/3/issue/properties/multi', {
    issues: [{ issueID: Number(issueId), properties: { zdjsm: { ticket: '1' } } }],
  });
  await get(marked.headers.get('location') ?? '');

  const remote = await idOf(
    post(`${issue}/remotelink`, {
      globalId: 'system=zoho&id=1',
      relationship: 'migrated from',
      object: { url: 'https://desk.zoho.com/1', title: 'Zoho #1' },
    }),
  );
  await put(`${issue}/remotelink/${remote}`, {
    globalId: 'system=zoho&id=1',
    object: { url: 'https://desk.zoho.com/1', title: 'Zoho #1, once more' },
  });
  await get(`${issue}/remotelink`);
  await get(`${issue}/remotelink/${remote}`);
  const typed = { headers: { 'content-type': 'application/json' } };
  await remove(
    `${issue}/remotelink?globalId=${encodeURIComponent('system=zoho&id=1')}`,
    undefined,
    typed,
  );
  const other = await idOf(
    post(`${issue}/remotelink`, { object: { url: 'https://example.com', title: 'Elsewhere' } }),
  );
  await remove(`${issue}/remotelink/${other}`, undefined, typed);

  await post('/rest/api/3/issueLink', {
    type: { name: 'Duplicate' },
    inwardIssue: { key },
    outwardIssue: { key: subtask.key },
  });
  const linked = await get<{ fields: { issuelinks: { id: string }[] } }>(
    `${issue}?fields=issuelinks`,
  );
  const link = linked.body.fields.issuelinks[0]?.id;
  await get(`/rest/api/3/issueLink/${link}`);
  await remove(`/rest/api/3/issueLink/${link}`);

  const worklog = await idOf(
    post(`${issue}/worklog?notifyUsers=false&adjustEstimate=leave`, {
      started: '2021-01-17T12:34:00.000+0000',
      timeSpentSeconds: 12_000,
      comment: adf('On the phone'),
    }),
  );
  await put(`${issue}/worklog/${worklog}`, { timeSpent: '2h 30m' });
  await get(`${issue}/worklog`);
  await get(`${issue}/worklog/${worklog}`);
  await remove(`${issue}/worklog/${worklog}`);

  const agent = site.sandbox.jira.access.agent.accountId;
  await post(`${issue}/watchers`, agent);
  await get(`${issue}/watchers`);
  await remove(`${issue}/watchers?accountId=${encodeURIComponent(agent)}`);
  await post('/rest/api/3/issue/watching', { issueIds: [issueId] });
  await get(`${issue}/votes`);
  await post(`${issue}/notify`, { subject: 'Look', to: { users: [{ accountId: agent }] } });

  await get(`${issue}/transitions?expand=transitions.fields`);
  await post(`${issue}/transitions`, { transition: { id: '11' } });
  const log = await get<{ values: { id: string }[] }>(`${issue}/changelog`);
  const changes = log.body.values.map((change) => Number(change.id));
  await post(`${issue}/changelog/list`, { changelogIds: changes });

  site.advance(10_000);
  const jql = encodeURIComponent('project = DEV AND labels = two');
  await get(`/rest/api/3/search/jql?jql=${jql}&fields=*all`);
  await post('/rest/api/3/search/jql', { jql: 'project = DEV', fields: ['summary', 'status'] });
  await post('/rest/api/3/search/approximate-count', { jql: 'project = DEV' });

  await get(`/rest/api/3/bulk/issues/transition?issueIdsOrKeys=${key}`);
  const moved = await post<{ taskId: string }>('/rest/api/3/bulk/issues/transition', {
    bulkTransitionInputs: [{ selectedIssueIdsOrKeys: [key], transitionId: '31' }],
    sendBulkNotification: false,
  });
  site.advance(5_000);
  await get(`/rest/api/3/bulk/queue/${moved.body.taskId}`);
  await post('/rest/api/3/bulk/issues/watch', { selectedIssueIdsOrKeys: [key] });
  await post('/rest/api/3/bulk/issues/unwatch', { selectedIssueIdsOrKeys: [key] });
  await remove(`/rest/api/3/attachment/${file.id}`);
  await post('/rest/api/3/bulk/issues/delete', { selectedIssueIdsOrKeys: [subtask.key] });
  await remove(`${issue}?deleteSubtasks=true`);
}
