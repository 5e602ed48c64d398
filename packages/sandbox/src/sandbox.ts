import type { RequestHandler } from 'msw';
import { createJiraCloud, type JiraCloud, type JiraOptions, type JiraUrls } from './jira/cloud.ts';
import { createSandboxClock, type SandboxClock } from './kernel/clock.ts';
import type { Cloud } from './kernel/cloud.ts';
import { controlServer } from './kernel/control.ts';
import { createExchange } from './kernel/exchange.ts';
import { type FaultPlan, plannedFaults } from './kernel/faults.ts';
import { createHistory, type History } from './kernel/history.ts';
import { type HttpServer, serveHttp } from './kernel/http-server.ts';
import { mswHandlers } from './kernel/msw.ts';
import { createWorld } from './kernel/world.ts';
import { createZohoCloud, type ZohoCloud, type ZohoUrls } from './zoho/cloud.ts';
import type { ZohoOptions } from './zoho/options.ts';

export interface SandboxOptions {
  /** The same seed gives the same org and the same site. Default 1. */
  readonly seed?: number | undefined;
  readonly clock?: SandboxClock | undefined;
  /** Keeps what was written, so that a sandbox started again there comes back as it was. */
  readonly folder?: string | undefined;
  readonly zoho?: ZohoOptions | undefined;
  readonly jira?: JiraOptions | undefined;
  /** Keep requests' and answers' JSON in the history. Default false. */
  readonly recordBodies?: boolean | undefined;
  /** Calls that the history keeps. Default 10,000. */
  readonly historyLimit?: number | undefined;
}

/** Both clouds, not yet reachable: `serve()` them on loopback, or put `handlers()` into MSW. */
export interface Sandbox {
  readonly zoho: ZohoCloud;
  readonly jira: JiraCloud;
  readonly clock: SandboxClock;
  readonly history: History;
  setFaults(plan: FaultPlan): void;
  handlers(): RequestHandler[];
  serve(ports?: SandboxPorts): Promise<SandboxUrls>;
  stop(): Promise<void>;
}

export interface SandboxPorts {
  readonly zoho?: number;
  readonly jira?: number;
  readonly media?: number;
  readonly control?: number;
}

export interface SandboxUrls extends ZohoUrls, JiraUrls {
  /** Faults, time, history and state, for a test or a person in another process. */
  readonly control: string;
}

const VENDOR_URLS: ZohoUrls & JiraUrls = {
  desk: 'https://desk.zoho.com',
  accounts: 'https://accounts.zoho.com',
  site: 'https://example.atlassian.net',
  gateway: 'https://api.atlassian.com',
  media: 'https://api.media.atlassian.com',
  auth: 'https://auth.atlassian.com',
  assertions: 'https://oauth-2-authorization-server.services.atlassian.com',
};

export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { seed = 1, clock = createSandboxClock() } = options;
  const world = createWorld({ folder: options.folder });
  const history = createHistory(options.historyLimit ?? 10_000);
  let urls: ZohoUrls & JiraUrls = VENDOR_URLS;
  let faults = plannedFaults([]);
  const context = { world, clock, seed, urls: () => urls };
  const zoho = createZohoCloud({ ...context, options: options.zoho ?? {} });
  const jira = createJiraCloud({ ...context, options: options.jira ?? {} });
  world.seeded();

  const exchange = createExchange({
    world,
    clock,
    history,
    faults: () => faults,
    recordBodies: options.recordBodies ?? false,
  });
  const answerFor = (cloud: Cloud) => (request: Request) => exchange(cloud, request);
  const servers: HttpServer[] = [];

  const sandbox: Sandbox = {
    zoho,
    jira,
    clock,
    history,
    setFaults(plan) {
      faults = plan;
    },
    handlers: () => [
      ...mswHandlers([VENDOR_URLS.desk, VENDOR_URLS.accounts], answerFor(zoho)),
      ...mswHandlers(
        [
          VENDOR_URLS.site,
          VENDOR_URLS.gateway,
          VENDOR_URLS.media,
          VENDOR_URLS.auth,
          VENDOR_URLS.assertions,
        ],
        answerFor(jira),
      ),
    ],
    async serve(ports = {}) {
      const start = async (port: number | undefined, answer: Parameters<typeof serveHttp>[1]) => {
        const server = await serveHttp(port ?? 0, answer);
        servers.push(server);
        return server.url;
      };
      const desk = await start(ports.zoho, answerFor(zoho));
      const site = await start(ports.jira, answerFor(jira));
      const media = await start(ports.media, answerFor(jira));
      const control = await start(ports.control, controlServer(sandbox, world));
      urls = { desk, accounts: desk, site, gateway: site, media, auth: site, assertions: site };
      return { ...urls, control };
    },
    async stop() {
      await Promise.all(servers.map((server) => server.stop()));
      world.close();
    },
  };
  return sandbox;
}
