import type { MigrationConfig } from '@zdjsm/pipeline';
import type { SandboxUrls } from '@zdjsm/sandbox';

/** Both sides of a sandbox, as a config names them; of an edition whose credits hold nobody up. */
export const sandboxSides = (urls: SandboxUrls, orgId: string) =>
  ({
    source: {
      dataCentre: { desk: urls.desk, accounts: urls.accounts },
      orgId,
      edition: 'enterprise',
      agents: 1_000_000,
    },
    target: { site: urls.site, gateway: urls.gateway, mediaHosts: [new URL(urls.media).host] },
  }) satisfies Partial<MigrationConfig>;
