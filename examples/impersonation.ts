// Comments by their own authors where that can be, and with a line that names them where it can't.
// docs/guides/authors-and-times.md tells what each way asks for and what it keeps.
//
//     npx pnpm@12 run example impersonation
//
// With your own: `node --env-file=secrets.env impersonation.ts`, and in that file ZDJSM_JIRA_… and those below: README.md.
import { appUserToken, tokenVault } from '@zdjsm/jsm';
import { connectJira, env } from './connect.ts';

/** Account ids. Whose tokens are in the vault is for the vault to know, any other may be open to the app. */
const KAI = env('AGENT_WITH_TOKEN');
const ROBIN = env('OTHER_AGENT');
const MARIA = env('CUSTOMER');

const jsm = connectJira({
  impersonation: [
    // First: tokens that people gave for themselves.
    tokenVault({
      credentialsOf: (accountId) =>
        accountId === KAI ? { email: env('AGENT_EMAIL'), apiToken: env('AGENT_TOKEN') } : undefined,
    }),
    // Then: an app that may act as any licensed user.
    appUserToken({
      site: env('ZDJSM_JIRA_SITE'),
      oauthClientId: env('APP_CLIENT_ID'),
      sharedSecret: env('APP_SHARED_SECRET'),
      server: process.env.APP_TOKEN_SERVER, // only for the sandbox
    }),
  ],
});

const place = { projectKey: process.env.PROJECT ?? 'SUP' };
const { key } =
  (await jsm.issues.find('impersonation', place)) ??
  (await jsm.issues.create({
    ...place,
    marker: 'impersonation',
    fields: {
      project: { key: place.projectKey },
      issuetype: { name: 'Task' },
      summary: 'Who said it?',
    },
  }));

const messages = [
  { id: 'm-1', accountId: KAI, name: 'Kai', text: 'I looked into it.' },
  { id: 'm-2', accountId: ROBIN, name: 'Robin', text: 'So did I.' },
  { id: 'm-3', accountId: MARIA, name: 'Maria', text: 'It works again.' },
];

for (const { id, accountId, name, text } of messages) {
  if (await jsm.comments.find(key, id)) continue;
  const author = await jsm.as(accountId);
  const comment = await (author ?? jsm).comments.add(key, {
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
console.log(`${env('ZDJSM_JIRA_SITE')}/browse/${key}`);
