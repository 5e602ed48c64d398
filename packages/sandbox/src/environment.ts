import type { Sandbox, SandboxUrls } from './sandbox.ts';

/** Where both clouds are and how to sign in, as the variables that `zdjsm` and the examples read. */
export function environmentOf({ zoho, jira }: Sandbox, urls: SandboxUrls): Record<string, string> {
  return {
    ZDJSM_ZOHO_DESK: urls.desk,
    ZDJSM_ZOHO_ACCOUNTS: urls.accounts,
    ZDJSM_ZOHO_ORG: zoho.credentials.orgId,
    ZDJSM_ZOHO_CLIENT_ID: zoho.credentials.clientId,
    ZDJSM_ZOHO_CLIENT_SECRET: zoho.credentials.clientSecret,
    ZDJSM_ZOHO_REFRESH_TOKEN: zoho.credentials.refreshToken,
    ZDJSM_JIRA_SITE: urls.site,
    ZDJSM_JIRA_GATEWAY: urls.gateway,
    ZDJSM_JIRA_MEDIA_HOST: new URL(urls.media).host,
    ZDJSM_JIRA_EMAIL: jira.credentials.email,
    ZDJSM_JIRA_TOKEN: jira.credentials.apiToken,
    // For whoever plays the people of both clouds.
    ZDJSM_SANDBOX: urls.control,
  };
}
