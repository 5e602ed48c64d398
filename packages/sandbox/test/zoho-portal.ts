import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import {
  createSandbox,
  type Sandbox,
  type SandboxOptions,
  type SandboxUrls,
  type Trait,
  type TrueTicket,
  type ZohoCloud,
  type ZohoOptions,
} from '../src/index.ts';
import { testClock } from './test-clock.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  /** Parsed JSON; the text when it is none. */
  readonly body: Row;
  /** Rows of a list; none after a 204. */
  readonly rows: readonly Row[];
}

export interface TestPortal {
  readonly sandbox: Sandbox;
  readonly zoho: ZohoCloud;
  readonly urls: SandboxUrls;
  /** Logged in, with the org named; the path is relative to `/api/v1` unless it starts with a host. */
  get(path: string, headers?: Readonly<Record<string, string | undefined>>): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  /** Every page, at the largest limit of the endpoint. */
  all(path: string, limit?: number, first?: number): Promise<readonly Row[]>;
  refresh(changes?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Logs in anew: after an hour, say. */
  logIn(): Promise<string>;
  advance(ms: number): void;
}

/** A portal of its own for one test, on loopback, asked with plain fetch. */
export async function zohoPortal(
  options: ZohoOptions = {},
  sandboxOptions: Omit<SandboxOptions, 'zoho'> = {},
): Promise<TestPortal> {
  const sandbox = createSandbox({ clock: testClock(), ...sandboxOptions, zoho: options });
  const urls = await sandbox.serve();
  onTestFinished(() => sandbox.stop());
  const { orgId, clientId, clientSecret, refreshToken } = sandbox.zoho.credentials;
  let token = '';

  const call = async (path: string, init: RequestInit): Promise<Answer> => {
    const url = path.startsWith('http:') ? path : `${urls.desk}/api/v1${path}`;
    return await read(await fetch(url, { redirect: 'manual', ...init }));
  };
  const withLogin = (headers: Readonly<Record<string, string | undefined>> = {}) =>
    Object.fromEntries(
      Object.entries({ authorization: `Zoho-oauthtoken ${token}`, orgId, ...headers }).flatMap(
        ([name, value]) => (value === undefined ? [] : [[name, value] as const]),
      ),
    );

  const portal: TestPortal = {
    sandbox,
    zoho: sandbox.zoho,
    urls,
    get: (path, headers) => call(path, { headers: withLogin(headers) }),
    post: (path, body) =>
      call(path, { method: 'POST', headers: withLogin(), body: JSON.stringify(body) }),
    async all(path, limit = 100, first = 0) {
      const rows: Row[] = [];
      for (;;) {
        const separator = path.includes('?') ? '&' : '?';
        const from = first + rows.length;
        const page = await portal.get(`${path}${separator}from=${from}&limit=${limit}`);
        if (page.status >= 400) throw new Error(JSON.stringify(page.body));
        rows.push(...page.rows);
        if (page.rows.length < limit) return rows;
      }
    },
    refresh: (changes = {}) =>
      call(`${urls.accounts}/oauth/v2/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'refresh_token',
          client_id: clientId,
          client_secret: clientSecret,
          refresh_token: refreshToken,
          ...changes,
        }),
      }),
    async logIn() {
      const answer = await portal.refresh();
      token = String(answer.body['access_token']);
      return token;
    },
    advance: (ms) => sandbox.clock.advance(ms),
  };
  await portal.logIn();
  return portal;
}

async function read(response: Response): Promise<Answer> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isJson = response.headers.get('content-type')?.includes('json');
  const body: Row = isJson ? (JSON.parse(new TextDecoder().decode(bytes)) as Row) : {};
  const rows =
    body['data'] ?? body['teams'] ?? body['members'] ?? body['modules'] ?? body['tags'] ?? [];
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    body,
    rows: Array.isArray(rows) ? (rows as Row[]) : [],
  };
}

/** The credits that a call cost. */
export function weight(answer: Answer): number {
  return Number(answer.headers.get('x-rate-limit-request-weight-v3'));
}

export function remaining(answer: Answer): number {
  return Number(answer.headers.get('x-rate-limit-remaining-v3'));
}

export function ids(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => String(row['id']));
}

/** Names a whole error: status, code and message. */
export function refusal(answer: Answer): readonly unknown[] {
  return [answer.status, answer.body['errorCode'], answer.body['message']];
}

/** A live ticket with the trait. */
export function ticketWith({ zoho }: TestPortal, trait: Trait): TrueTicket {
  const found = [...zoho.truth().tickets('live')].find((one) => one.traits.includes(trait));
  if (!found) throw new Error(`no live ticket with ${trait}`);
  return found;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
