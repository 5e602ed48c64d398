// From an empty site to a service desk with customers, an organization and one perfect request: raised for
// its customer, with an image in its text, a public answer, an internal note and its status.
// docs/guides/a-service-desk-from-an-empty-folder.md goes through it. Run it twice: nothing comes twice.
//
//     npx pnpm@12 run example one-perfect-request
//
// With your own: `node --env-file=secrets.env one-perfect-request.ts`, and in that file ZDJSM_JIRA_…: README.md.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type AdfDocument, type AdfNode, createJsm, openJournalFile } from '@zdjsm/jsm';

const { env } = process;

const journal = openJournalFile('journal.jsonl');
const jsm = createJsm({
  site: `${env.ZDJSM_JIRA_SITE}`,
  auth: { email: `${env.ZDJSM_JIRA_EMAIL}`, apiToken: `${env.ZDJSM_JIRA_TOKEN}` },
  mediaHosts: env.ZDJSM_JIRA_MEDIA_HOST ? [env.ZDJSM_JIRA_MEDIA_HOST] : undefined, // only for the sandbox
  onExchange: journal.write,
  onEvent: ({ type }) => console.error(`… ${type}`),
});

// 1. A service desk.
const { accountId: leadAccountId } = await jsm.users.myself();
const project = await jsm.projects.ensureServiceProject({
  key: 'HELP',
  name: 'Help',
  leadAccountId,
});
const desk = await jsm.serviceDesks.get(`projectKey:${project.key}`);

// 2. Nobody gets mail. What customers are mailed, only a person can switch off: Project settings ›
// Notifications › Customer notifications.
const silence = await jsm.site.ensureSilentScheme('Silence');
await jsm.projects.setNotificationScheme(project.key, Number(silence.id));
await jsm.site.setAutowatch(false);

// 3. Customers and their organization.
const people = [
  { email: 'maria.lopez@umbrella.example', displayName: 'Maria Lopez' },
  { email: 'jo.smith@umbrella.example', displayName: 'Jo Smith' },
];
const accountIds: string[] = [];
for (const person of people) accountIds.push((await jsm.customers.ensure(person)).accountId);
const [maria = '', jo = ''] = accountIds;
const organization = await jsm.organizations.ensure({ name: 'Umbrella' });
await jsm.organizations.addMembers(organization.id, accountIds);
await jsm.organizations.linkToServiceDesk(organization.id, desk.id);
await jsm.customers.addToServiceDesk(desk.id, accountIds);

// 4. The request, on Maria's behalf.
const paragraph = (text: string): AdfNode => ({
  type: 'paragraph',
  content: [{ type: 'text', text }],
});
const documentOf = (...content: readonly AdfNode[]): AdfDocument => ({
  version: 1,
  type: 'doc',
  content,
});
const [requestType] = (await jsm.requestTypes.list(desk.id)).items;
const { issueKey } = await jsm.requests.ensure({
  serviceDeskId: desk.id,
  requestTypeId: `${requestType?.id}`,
  summary: 'The button is red',
  description: documentOf(paragraph('It should be green.')),
  fields: { labels: ['from-zoho'] },
  onBehalfOf: maria,
  marker: 'ticket-4711', // the id in the source
});
await jsm.requests.addParticipants(issueKey, [jo]);
const fields = await jsm.fields.list();
const organizations = fields.find(
  ({ schema }) => schema?.custom === 'com.atlassian.servicedesk:sd-customer-organizations',
);
if (organizations) {
  await jsm.issues.edit(issueKey, { fields: { [organizations.id]: [Number(organization.id)] } });
}

// 5. An image, where it stands in the text. Files come first, then the text that shows them.
const path = join(import.meta.dirname, 'screenshot.png');
const file = {
  name: 'screenshot.png',
  contentType: 'image/png',
  size: (await stat(path)).size,
  open: () => createReadStream(path),
};
const attached =
  (await jsm.attachments.find(issueKey, file)) ?? (await jsm.attachments.upload(issueKey, file));
const image: AdfNode = {
  type: 'mediaSingle',
  attrs: { layout: 'center', width: 96, widthType: 'pixel' },
  content: [
    {
      type: 'media',
      attrs: {
        type: 'file',
        id: await jsm.attachments.mediaId(String(attached.id)),
        collection: '',
        alt: 'a red button',
      },
    },
  ],
};
const { rung } = await jsm.issues.edit(issueKey, {
  fields: { description: documentOf(paragraph('See:'), image, paragraph('It should be green.')) },
  // For sites that refuse media.
  fallback: { description: { wiki: 'See:\n\n!screenshot.png|width=96!\n\nIt should be green.' } },
});

// 6. What was said, in its order. The customer sees the first, and never the second.
const messages = [
  { marker: 'thread-1', visibility: 'public', text: 'Thank you, we will paint it.' },
  { marker: 'note-1', visibility: 'internal', text: 'We have run out of green.' },
] as const;
for (const { marker, visibility, text } of messages) {
  if (await jsm.comments.find(issueKey, marker)) continue;
  await jsm.comments.add(issueKey, {
    marker,
    visibility,
    body: documentOf(paragraph(text)),
    attribution: {
      author: { name: 'Ann Agent', email: 'ann@zylker.example' },
      at: new Date('2019-05-04T13:00:00Z'),
      channel: 'Email',
      original: 'https://desk.zoho.com/agent/zylker/support/tickets/details/4711',
    },
  });
}

// 7. Its status, by the fewest transitions.
const { statuses } = await jsm.workflow.walk(issueKey, {
  to: 'Resolved',
  fields: { resolution: { name: 'Done' } },
});

journal.close();
console.log(`${issueKey}: ${env.ZDJSM_JIRA_SITE}/browse/${issueKey}`);
console.log(`image as ${rung}; ${statuses.join(' → ')}`);
