import { hexOf } from '../data/dice.ts';
import type { SandboxClock } from '../kernel/clock.ts';
import type { Cloud } from '../kernel/cloud.ts';
import type { World } from '../kernel/world.ts';
import { Refusal } from './answers.ts';
import { createApi } from './api/api.ts';
import { createGate } from './api/gate.ts';
import { IMAGE_DISPLAY, imageDisplay } from './api/image-display.ts';
import { jsonResponse, respond } from './api/respond.ts';
import { type TableFormat, writeBackup } from './backup/archive.ts';
import { createCreditLedger, EDITIONS } from './credits.ts';
import { activityHandlers } from './handlers/activities.ts';
import { activitySearchHandlers } from './handlers/activity-search.ts';
import { agentHandlers } from './handlers/agents.ts';
import { conversationHandlers } from './handlers/conversations.ts';
import { customerSearchHandlers } from './handlers/customer-search.ts';
import { customerHandlers } from './handlers/customers.ts';
import { exportHandlers } from './handlers/exports.ts';
import { knowledgeBaseHandlers } from './handlers/knowledge-base.ts';
import { organizationHandlers } from './handlers/organization.ts';
import { recordHandlers } from './handlers/records.ts';
import { settingsHandlers } from './handlers/settings.ts';
import { ticketCountHandlers } from './handlers/ticket-counts.ts';
import { ticketExtraHandlers } from './handlers/ticket-extras.ts';
import { ticketHandlers } from './handlers/tickets.ts';
import { createAccountsServer } from './oauth.ts';
import { DEFAULT_SWITCHES, type ZohoOptions } from './options.ts';
import { AGENTS } from './org/agents.ts';
import { createOrg } from './org/org.ts';
import type { RenderContext } from './render/common.ts';
import { ALL_SCOPES } from './scopes.ts';
import { createTruth, type ZohoTruth } from './truth.ts';
import type { Portal } from './work/act.ts';
import { carryOut, type ZohoAct, type ZohoActArgs, type ZohoActResult } from './work/acts.ts';

/** Where Zoho is, without a trailing slash. Asked for at each use: a port is known late. */
export interface ZohoUrls {
  readonly desk: string;
  readonly accounts: string;
}

/** What a client needs to log in. */
export interface ZohoCredentials {
  readonly orgId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

export interface ZohoCloud extends Cloud {
  readonly name: 'zoho';
  readonly credentials: ZohoCredentials;
  /** What people do in the helpdesk, and what happens to it. */
  act<A extends ZohoAct>(action: A, args?: ZohoActArgs<A>): ZohoActResult<A>;
  act(action: string, args?: unknown): unknown;
  /** What is really there, past the API. */
  truth(): ZohoTruth;
  /** The ZIP that the primary contact gets from Setup > Data Backup. */
  backup(format?: Partial<TableFormat>): Uint8Array;
}

/** Collections of what people changed. */
const CHANGES = [
  'ticket-edits',
  'new-tickets',
  'threads',
  'comments',
  'history',
  'tags',
  'contacts',
  'accounts',
  'exports',
];

const TOKEN_PATH = '/oauth/v2/token';
/** What Zoho says; it is no Desk host. */
const API_DOMAIN = 'https://www.zohoapis.com';

export function createZohoCloud(context: {
  readonly world: World;
  readonly clock: SandboxClock;
  readonly seed: number;
  readonly urls: () => ZohoUrls;
  readonly options: ZohoOptions;
}): ZohoCloud {
  const { world, clock, seed, options } = context;
  const switches = { ...DEFAULT_SWITCHES, ...options.switches };
  const edition = options.edition ?? 'professional';
  const plan = EDITIONS[edition];
  const scopes = options.scopes ?? ALL_SCOPES;
  const org = createOrg({ world, clock, seed, size: options, switches });
  const credentials: ZohoCredentials = {
    orgId: org.id,
    clientId: `1000.${hexOf(`client/${seed}`, 30).toUpperCase()}`,
    clientSecret: hexOf(`secret/${seed}`, 42),
    refreshToken: `1000.${hexOf(`refresh/${seed}`, 32)}.${hexOf(`more/${seed}`, 32)}`,
  };
  const accounts = createAccountsServer({
    world,
    clock,
    seed,
    credentials,
    scopes,
    apiDomain: API_DOMAIN,
  });
  const seats = options.agents ?? AGENTS.filter(isBilled).length;
  const ledger = createCreditLedger({
    world,
    clock,
    allowance: options.credits ?? plan.base + plan.perAgent * seats,
    zone: options.zone ?? 'America/Los_Angeles',
  });
  const gate = createGate({ accounts, orgId: org.id, scopes, switches });
  let occupied = 0;
  const api = createApi({
    org,
    clock,
    switches,
    ledger,
    gate,
    edition,
    handlers: {
      ...activityHandlers,
      ...activitySearchHandlers,
      ...agentHandlers,
      ...conversationHandlers,
      ...customerHandlers,
      ...customerSearchHandlers,
      ...exportHandlers,
      ...knowledgeBaseHandlers,
      ...organizationHandlers,
      ...recordHandlers,
      ...settingsHandlers,
      ...ticketCountHandlers,
      ...ticketExtraHandlers,
      ...ticketHandlers,
    },
    desk: () => context.urls().desk,
    concurrency: plan.concurrency,
    occupied: () => occupied,
    latency: options.latency ?? 0,
  });
  const portal: Portal = {
    org,
    switches,
    seed,
    accounts,
    ledger,
    now: clock.now,
    sequence: world.sequence,
    occupy(calls) {
      occupied = calls;
    },
  };
  const rendering = (): RenderContext => ({ org, desk: context.urls().desk });
  const truth = createTruth(rendering);

  return {
    name: 'zoho',
    credentials,
    async handle(request) {
      const { hostname, pathname } = new URL(request.url);
      // On loopback both hosts are one; under their own names each serves its own.
      const isToken = request.method === 'POST' && pathname === TOKEN_PATH;
      if (isToken && !hostname.startsWith('desk.')) return await accounts.token(request);
      if (hostname.startsWith('accounts.')) return new Response(null, { status: 404 });
      if (pathname !== IMAGE_DISPLAY) return await api(request);
      try {
        return respond(imageDisplay(request, { switches, ...gate }), undefined, switches, {});
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return jsonResponse(error.body, error.status, {});
      }
    },
    act: (action: string, args?: unknown) => carryOut(portal, action, args),
    truth: () => truth,
    backup: (format) => writeBackup(rendering(), format),
    // The seed makes the rest: these are what came on top of it.
    inspect: () => ({
      counts: truth.counts(),
      credits: ledger.remaining(),
      changes: Object.fromEntries(
        CHANGES.map((name) => [name, [...world.collection(`zoho.${name}`).values()]]),
      ),
    }),
  };
}

function isBilled(agent: (typeof AGENTS)[number]): boolean {
  return agent.status === 'ACTIVE' && !agent.isLightAgent;
}
