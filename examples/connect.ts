/**
 * Both clients, from the environment: the examples that need both take them from here. A script of your own
 * calls `createZohoDesk` and `createJsm` with what stands below; `examples/README.md` says what to set.
 */
import { createJsm, type Jsm, type JsmOptions } from '@zdjsm/jsm';
import { createZohoDesk, type ZohoDesk, type ZohoDeskOptions } from '@zdjsm/zoho-desk';

export function connectZoho(more: Partial<ZohoDeskOptions> = {}): ZohoDesk {
  return createZohoDesk({
    // For Zoho's own servers a name does: 'com', 'eu', 'in', …
    dataCentre: { desk: env('ZDJSM_ZOHO_DESK'), accounts: env('ZDJSM_ZOHO_ACCOUNTS') },
    orgId: env('ZDJSM_ZOHO_ORG'),
    auth: {
      clientId: env('ZDJSM_ZOHO_CLIENT_ID'),
      clientSecret: env('ZDJSM_ZOHO_CLIENT_SECRET'),
      refreshToken: env('ZDJSM_ZOHO_REFRESH_TOKEN'),
    },
    plan: { edition: 'enterprise', agents: 10 },
    ...more,
  });
}

export function connectJira(more: Partial<JsmOptions> = {}): Jsm {
  const { ZDJSM_JIRA_GATEWAY: gateway, ZDJSM_JIRA_MEDIA_HOST: mediaHost } = process.env;
  return createJsm({
    site: env('ZDJSM_JIRA_SITE'),
    auth: { email: env('ZDJSM_JIRA_EMAIL'), apiToken: env('ZDJSM_JIRA_TOKEN') },
    // Set by the sandbox alone.
    gateway: gateway || undefined,
    mediaHosts: mediaHost ? [mediaHost] : undefined,
    ...more,
  });
}

/** A variable that has to be set. */
export function env(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is not set: examples/README.md says what an example needs`);
}
