import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, createClock, Secret } from '@zdjsm/core';
import {
  createSandbox,
  createSandboxClock,
  type Sandbox,
  type SandboxOptions,
  type SandboxUrls,
} from '@zdjsm/sandbox';
import { demoMapping } from '../../../../examples/demo/mapping.ts';
import {
  createMigration,
  type Migration,
  type MigrationConfig,
  type MigrationOptions,
  resolveConfig,
  type Secrets,
} from '../../src/index.ts';

/** Both clouds on loopback, and a folder for a migration between them. */
export interface World {
  readonly sandbox: Sandbox;
  readonly urls: SandboxUrls;
  readonly folder: string;
  readonly clock: Clock;
  /** How much faster than the wall's clock it runs. */
  readonly speed: number;
  readonly config: MigrationConfig & { readonly source: NonNullable<MigrationConfig['source']> };
  readonly secrets: Secrets;
  /** The same as environment variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** Opens a migration in the world's folder; close it before the next. */
  open(over?: Partial<MigrationConfig>, options?: Partial<MigrationOptions>): Migration;
  stop(): Promise<void>;
}

/** The clients keep to the vendors' rates; time runs faster so that no test waits for them. */
const SPEED = 40;

export async function createWorld({
  speed = SPEED,
  root = tmpdir(),
  ...options
}: SandboxOptions & { readonly speed?: number; readonly root?: string } = {}): Promise<World> {
  const sandbox = createSandbox({
    clock: createSandboxClock({ speed }),
    recordBodies: true,
    historyLimit: 100_000,
    ...options,
  });
  const clock = createClock({ speed, start: sandbox.clock.now() });
  const urls = await sandbox.serve();
  sandbox.jira.act('customer-mails', { on: false });
  const folder = mkdtempSync(join(root, 'zdjsm-world-'));
  const { zoho, jira } = { zoho: sandbox.zoho.credentials, jira: sandbox.jira.credentials };
  const config: World['config'] = {
    folder: join(folder, 'migration'),
    source: {
      dataCentre: { desk: urls.desk, accounts: urls.accounts },
      orgId: zoho.orgId,
      edition: 'professional',
      agents: 10,
    },
    target: {
      site: urls.site,
      gateway: urls.gateway,
      mediaHosts: [new URL(urls.media).host],
    },
    ...demoMapping,
    silence: { confirmedBy: 'the test' },
  };
  const secrets: Secrets = {
    zoho: {
      clientId: zoho.clientId,
      clientSecret: new Secret(zoho.clientSecret),
      refreshToken: new Secret(zoho.refreshToken),
    },
    jira: { email: jira.email, apiToken: new Secret(jira.apiToken) },
  };
  return {
    sandbox,
    urls,
    folder,
    clock,
    speed,
    config,
    secrets,
    environment: {
      ZDJSM_ZOHO_CLIENT_ID: zoho.clientId,
      ZDJSM_ZOHO_CLIENT_SECRET: zoho.clientSecret,
      ZDJSM_ZOHO_REFRESH_TOKEN: zoho.refreshToken,
      ZDJSM_JIRA_EMAIL: jira.email,
      ZDJSM_JIRA_TOKEN: jira.apiToken,
    },
    open: (over = {}, more = {}) =>
      createMigration({
        config: resolveConfig({ ...config, ...over }),
        secrets,
        clock,
        confirmPlan: () => 'the test',
        ...more,
      }),
    async stop() {
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
