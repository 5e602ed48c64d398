import { Readable } from 'node:stream';
import {
  createSandbox,
  createSandboxClock,
  type FaultRule,
  type JiraOptions,
  plannedFaults,
  type Sandbox,
  type SandboxUrls,
} from '@zdjsm/sandbox';
import { onTestFinished } from 'vitest';
import {
  type AdfDocument,
  createJsm,
  type Exchange,
  type FileSource,
  type Jsm,
  type JsmEvent,
  type JsmOptions,
} from '../src/index.ts';

export interface LiveSite {
  readonly sandbox: Sandbox;
  readonly urls: SandboxUrls;
  readonly jsm: Jsm;
  readonly options: JsmOptions;
  readonly events: JsmEvent[];
  readonly journal: Exchange[];
  /** Ids by name: of the desk with this project key, and of its request types. */
  deskOf(projectKey: string): Promise<{ readonly id: string; typeId(name: string): string }>;
  /** Keys of all issues of a project, whatever the search knew of them before. */
  issuesIn(projectKey: string): Promise<string[]>;
  fail(...rules: readonly FaultRule[]): void;
  /** Writes of this method and path that the site carried out or was asked for. */
  calls(method: string, path: RegExp): number;
}

/** The sandbox on loopback, and a client of it. Time runs a hundred times as fast in both. */
export async function liveSite(
  jira: JiraOptions = {},
  client: Partial<JsmOptions> = {},
  speed = 100,
): Promise<LiveSite> {
  const clock = createSandboxClock({ speed });
  const sandbox = createSandbox({ jira, clock, recordBodies: true });
  const urls = await sandbox.serve();
  onTestFinished(() => sandbox.stop());
  const events: JsmEvent[] = [];
  const journal: Exchange[] = [];
  const { email, apiToken } = sandbox.jira.credentials;
  const options: JsmOptions = {
    site: urls.site,
    gateway: urls.gateway,
    mediaHosts: [new URL(urls.media).host],
    auth: { email, apiToken },
    clock,
    // Of the wall's clock: on a busy machine a first call takes seconds.
    timeoutMs: 20_000,
    onEvent: (event) => events.push(event),
    onExchange: (exchange) => journal.push(exchange),
    ...client,
  };
  const jsm = createJsm(options);
  return {
    sandbox,
    urls,
    jsm,
    options,
    events,
    journal,
    async deskOf(projectKey) {
      const desks = await jsm.serviceDesks.list().toArray({ limit: 100 });
      const desk = desks.find((known) => known.projectKey === projectKey);
      if (!desk) throw new Error(`no desk ${projectKey}`);
      const types = await jsm.requestTypes.list(desk.id).toArray({ limit: 100 });
      return {
        id: desk.id,
        typeId(name) {
          const type = types.find((known) => known.name === name);
          if (!type) throw new Error(`no request type ${name}`);
          return type.id;
        },
      };
    },
    async issuesIn(projectKey) {
      clock.advance(LONGEST_LAG_MS);
      const found = jsm.search(`project = ${projectKey} ORDER BY key`, { fields: ['summary'] });
      return (await found.toArray({ limit: 10_000 })).map(({ key }) => key);
    },
    fail: (...rules) => sandbox.setFaults(plannedFaults(rules)),
    calls: (method, path) =>
      sandbox.history.calls.filter((call) => call.method === method && path.test(call.path)).length,
  };
}

const LONGEST_LAG_MS = 24 * 3_600_000;

export const adf = (...paragraphs: readonly string[]): AdfDocument => ({
  version: 1,
  type: 'doc',
  content: paragraphs.map((text) => ({
    type: 'paragraph',
    content: [{ type: 'text', text }],
  })),
});

export const fileOf = (name: string, content: string, contentType = 'text/plain'): FileSource => ({
  name,
  contentType,
  size: Buffer.byteLength(content),
  open: () => Readable.from([Buffer.from(content)]),
});
