// Comments by their own authors where that can be, and with a line that names them where it can't.
// docs/guides/authors-and-times.md tells what each way asks for and what it keeps.
import { appUserToken, createJsm, tokenVault } from '@zdjsm/jsm';

const { JIRA_SITE, JIRA_EMAIL, JIRA_TOKEN, JIRA_ISSUE } = process.env;
// Account ids: whose tokens are in the vault is for the vault to know, any other may be open to the app.
const { AGENT_WITH_TOKEN, AGENT_EMAIL, AGENT_TOKEN, OTHER_AGENT, CUSTOMER } = process.env;
const { APP_CLIENT_ID, APP_SHARED_SECRET, APP_TOKEN_SERVER } = process.env;

const jsm = createJsm({
  site: `${JIRA_SITE}`,
  auth: { email: `${JIRA_EMAIL}`, apiToken: `${JIRA_TOKEN}` },
  impersonation: [
    // First: tokens that people gave for themselves.
    tokenVault({
      credentialsOf: (accountId) =>
        accountId === AGENT_WITH_TOKEN
          ? { email: `${AGENT_EMAIL}`, apiToken: `${AGENT_TOKEN}` }
          : undefined,
    }),
    // Then: an app that may act as any licensed user.
    appUserToken({
      site: `${JIRA_SITE}`,
      oauthClientId: `${APP_CLIENT_ID}`,
      sharedSecret: `${APP_SHARED_SECRET}`,
      server: APP_TOKEN_SERVER, // only for the sandbox
    }),
  ],
});

const messages = [
  { id: 'm-1', accountId: `${AGENT_WITH_TOKEN}`, name: 'Kai', text: 'I looked into it.' },
  { id: 'm-2', accountId: `${OTHER_AGENT}`, name: 'Robin', text: 'So did I.' },
  { id: 'm-3', accountId: `${CUSTOMER}`, name: 'Maria', text: 'It works again.' },
];

for (const { id, accountId, name, text } of messages) {
  const author = await jsm.as(accountId);
  const comment = await (author ?? jsm).comments.add(`${JIRA_ISSUE}`, {
    marker: id,
    visibility: 'internal',
    body: {
      version: 1,
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
    },
    // The time is Jira's own in either case; the author only where nobody could act as them.
    attribution: { author: { name }, at: new Date('2019-05-04T13:00:00Z'), channel: 'Email' },
  });
  const by = comment.author?.displayName;
  console.log(`${id}: ${author ? `by ${by} natively` : `by ${by}, for ${name}`}`);
}
