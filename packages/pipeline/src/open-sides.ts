import { type Clock, ConfigurationError } from '@zdjsm/core';
import { createJsm, type Jsm } from '@zdjsm/jsm';
import { type CreditStore, createZohoDesk, type ZohoDesk } from '@zdjsm/zoho-desk';
import type { ResolvedConfig } from './config/schema.ts';
import type { Secrets } from './config/secrets.ts';
import type { ClientLimits } from './limits/open-limits.ts';
import type { MigrationOptions } from './migration.ts';
import type { EventSink } from './run/events.ts';
import type { Source } from './source/source.ts';
import { createZohoSource } from './source/zoho/zoho-source.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

/** What both clients are given, and tell. */
export interface Wiring {
  readonly clock: Clock;
  readonly emit: EventSink;
  readonly telemetry: Telemetry;
  readonly limits: ClientLimits;
  readonly onExchange: NonNullable<Parameters<typeof createJsm>[0]['onExchange']>;
}

/** What it takes to read Zoho Desk. */
export interface ZohoAccess {
  readonly settings: NonNullable<ResolvedConfig['source']>;
  readonly auth: Secrets['zoho'];
}

/** @throws ConfigurationError when Zoho Desk is the source and the config or its credentials are missing. */
export function zohoAccess({ config, secrets }: MigrationOptions): ZohoAccess {
  if (!config.source) throw withoutZoho('source', 'the config does not say which organization');
  if (!secrets.zoho) throw withoutZoho('secrets.zoho', 'its credentials are missing');
  return { settings: config.source, auth: secrets.zoho };
}

const withoutZoho = (setting: string, what: string): ConfigurationError =>
  new ConfigurationError({
    setting,
    message: `Zoho Desk is to be read, and ${what}`,
    remedy: 'Fill it in, or hand another source to createMigration.',
  });

/** Credits are kept over the end of a process. */
type ZohoWiring = Wiring & Pick<MigrationOptions, 'timeoutMs'> & { readonly credits: CreditStore };

/** The source that was handed in, or Zoho Desk. */
export function openSource(
  access: Source | ZohoAccess,
  wiring: ZohoWiring,
): { readonly source: Source; readonly credits: { readonly remaining: number | undefined } } {
  if ('tenant' in access) return { source: access, credits: { remaining: undefined } };
  const zoho = createZoho(access, wiring);
  return { source: createZohoSource(zoho, access.settings), credits: zoho.credits };
}

function createZoho(
  { settings, auth }: ZohoAccess,
  { clock, emit, onExchange, telemetry, limits, credits, timeoutMs }: ZohoWiring,
): ZohoDesk {
  const { dataCentre, orgId, edition, agents, creditReserve, creditsExhausted } = settings;
  return createZohoDesk({
    dataCentre,
    orgId,
    auth,
    plan: { edition, agents },
    credits: {
      reserve: creditReserve,
      onExhausted: creditsExhausted === 'wait' ? 'wait' : 'throw',
      store: credits,
    },
    limits: limits.zoho,
    clock,
    timeoutMs,
    onExchange,
    onWait: telemetry.onWait,
    onEvent(event) {
      if (event.type !== 'credits-exhausted') return;
      const until = new Date(event.until).toISOString();
      const reason = 'the credits of the day are spent, but for the reserve';
      emit({ type: 'waiting', side: 'source', reason, until });
    },
  });
}

/** The client of the target, as the config says. */
export function createTarget(
  { config, secrets, signal, timeoutMs }: MigrationOptions,
  { clock, emit, onExchange, telemetry, limits }: Wiring,
): Jsm {
  const { site, gateway, mediaHosts } = config.target;
  return createJsm({
    site,
    gateway,
    mediaHosts,
    auth: secrets.jira,
    marker: { labelPrefix: config.tickets.labelPrefix },
    limits: limits.jira,
    signal,
    clock,
    timeoutMs,
    onExchange,
    onWait: telemetry.onWait,
    onEvent(event) {
      if (event.type !== 'paused' || event.scope !== 'everything') return;
      const { reason } = event;
      const until = new Date(event.until).toISOString();
      emit({ type: 'waiting', side: 'target', reason, until });
    },
  });
}
