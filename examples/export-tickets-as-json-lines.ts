// Every ticket of a Zoho Desk, with its messages, as one line of JSON each.
// docs/guides/exporting-from-zoho-desk.md tells where the settings come from.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createZohoDesk } from '@zdjsm/zoho-desk';

const { ZOHO_DESK, ZOHO_ACCOUNTS, ZOHO_ORG, ZOHO_CLIENT, ZOHO_SECRET, ZOHO_TOKEN } = process.env;

const zoho = createZohoDesk({
  dataCentre: { desk: `${ZOHO_DESK}`, accounts: `${ZOHO_ACCOUNTS}` }, // or 'com', 'eu', 'in', …
  orgId: `${ZOHO_ORG}`,
  auth: {
    clientId: `${ZOHO_CLIENT}`,
    clientSecret: `${ZOHO_SECRET}`,
    refreshToken: `${ZOHO_TOKEN}`,
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
