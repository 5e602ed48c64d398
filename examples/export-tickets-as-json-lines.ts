// Every ticket of a Zoho Desk, with its messages, as one line of JSON each.
// docs/guides/exporting-from-zoho-desk.md tells where the settings come from.
//
//     npx pnpm@12 run example export-tickets-as-json-lines
//
// With your own: `node --env-file=secrets.env export-tickets-as-json-lines.ts`, and in that file ZDJSM_ZOHO_…: README.md.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createZohoDesk } from '@zdjsm/zoho-desk';

const { env } = process;

const zoho = createZohoDesk({
  // For Zoho's own servers a name does: 'com', 'eu', 'in', …
  dataCentre: { desk: `${env.ZDJSM_ZOHO_DESK}`, accounts: `${env.ZDJSM_ZOHO_ACCOUNTS}` },
  orgId: `${env.ZDJSM_ZOHO_ORG}`,
  auth: {
    clientId: `${env.ZDJSM_ZOHO_CLIENT_ID}`,
    clientSecret: `${env.ZDJSM_ZOHO_CLIENT_SECRET}`,
    refreshToken: `${env.ZDJSM_ZOHO_REFRESH_TOKEN}`,
  },
  plan: { edition: 'professional', agents: 10 },
  credits: { reserve: 5_000, onExhausted: 'wait' },
});

const file = createWriteStream('tickets.jsonl');
for await (const { id, whole, error } of zoho.wholeTickets.each(zoho.tickets.scan())) {
  if (error) console.error(`ticket ${id}: ${error.message}\n  ${error.remedy}`);
  else if (!file.write(`${JSON.stringify(whole)}\n`)) await once(file, 'drain');
}
file.end();
console.log(`${zoho.credits.spent} credits spent, ${zoho.credits.remaining} left today`);
