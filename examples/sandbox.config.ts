/** The config of the examples that migrate: the sandbox's helpdesk to the sandbox's site. `zdjsm init` writes yours. */
import { join } from 'node:path';
import { defineConfig } from '@zdjsm/pipeline';
import { env } from './connect.ts';
import { demoMapping } from './demo/mapping.ts';

export default defineConfig({
  folder: join(process.cwd(), 'zdjsm-data'),
  source: {
    dataCentre: { desk: env('ZDJSM_ZOHO_DESK'), accounts: env('ZDJSM_ZOHO_ACCOUNTS') },
    orgId: env('ZDJSM_ZOHO_ORG'),
    edition: 'professional',
    agents: 10,
  },
  target: {
    site: env('ZDJSM_JIRA_SITE'),
    gateway: env('ZDJSM_JIRA_GATEWAY'),
    mediaHosts: [env('ZDJSM_JIRA_MEDIA_HOST')],
  },
  ...demoMapping,
  phases: [
    { name: 'support', departments: ['Support'] },
    { name: 'billing', departments: ['Billing'] },
    { name: 'the rest', departments: { except: ['Support', 'Billing'] } },
  ],
  silence: { confirmedBy: 'the sandbox, whose customer notifications are off' },
});
