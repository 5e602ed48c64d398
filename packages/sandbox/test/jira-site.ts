import { setupServer } from 'msw/node';
import { onTestFinished } from 'vitest';
import {
  createSandbox,
  type JiraCredentials,
  type JiraOptions,
  type Sandbox,
  type SandboxOptions,
} from '../src/index.ts';
import { testClock } from './test-clock.ts';

export const SITE = 'https://example.atlassian.net';
export const GATEWAY = 'https://api.atlassian.com';

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed JSON; the raw text when it is none. */
  readonly body: T;
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
}

/** Plain fetch with somebody's credentials: no client of ours. */
export interface Browser {
  get<T>(path: string, options?: CallOptions): Promise<Answer<T>>;
  post<T>(path: string, body?: unknown, options?: CallOptions): Promise<Answer<T>>;
  put<T>(path: string, body?: unknown, options?: CallOptions): Promise<Answer<T>>;
  remove<T>(path: string, body?: unknown, options?: CallOptions): Promise<Answer<T>>;
  upload<T>(path: string, files: readonly TestFile[], options?: CallOptions): Promise<Answer<T>>;
}

export interface TestFile {
  readonly name: string;
  readonly type?: string;
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /** The form's part. Default `file`. */
  readonly part?: string;
}

export interface TestSite extends Browser {
  readonly sandbox: Sandbox;
  as(credentials: JiraCredentials): Browser;
  /** With any Authorization header, or none; on the site or elsewhere. */
  with(authorization: string | undefined, base?: string): Browser;
  advance(ms: number): void;
  /** Only for a test that needs another site after this one: MSW serves one at a time. */
  close(): void;
}

/** A site of its own for one test, under Atlassian's host names. */
export function jiraSite(
  options: JiraOptions = {},
  sandboxOptions: Omit<SandboxOptions, 'jira' | 'clock'> = {},
): TestSite {
  const sandbox = createSandbox({ ...sandboxOptions, jira: options, clock: testClock() });
  const server = setupServer(...sandbox.handlers());
  server.listen({ onUnhandledFrame: 'error' });
  let open = true;
  const close = (): void => {
    if (open) server.close();
    open = false;
  };
  onTestFinished(close);
  const withHeader = (authorization: string | undefined, base = SITE): Browser =>
    browser(base, authorization);
  const as = (credentials: JiraCredentials): Browser => withHeader(basic(credentials));
  return {
    sandbox,
    ...as(sandbox.jira.credentials),
    as,
    with: withHeader,
    advance: (ms) => sandbox.clock.advance(ms),
    close,
  };
}

export function basic({ email, apiToken }: { email: string; apiToken: string }): string {
  return `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`;
}

function browser(base: string, authorization: string | undefined): Browser {
  const call = async <T>(
    method: string,
    path: string,
    body: unknown,
    options: CallOptions = {},
  ): Promise<Answer<T>> => {
    const isForm = body instanceof FormData;
    const response = await fetch(path.startsWith('https:') ? path : `${base}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    const parsed: unknown = isJson ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, text, body: parsed as T };
  };
  return {
    get: (path, options) => call('GET', path, undefined, options),
    post: (path, body, options) => call('POST', path, body, options),
    put: (path, body, options) => call('PUT', path, body, options),
    remove: (path, body, options) => call('DELETE', path, body, options),
    upload: (path, files, options) => {
      const form = new FormData();
      for (const { name, type = 'image/png', bytes = PIXEL, part = 'file' } of files) {
        form.append(part, new File([bytes], name, { type }));
      }
      const headers = { 'x-atlassian-token': 'no-check', ...options?.headers };
      return call('POST', path, form, { headers });
    },
  };
}

export const PIXEL = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
export const OPT_IN = { headers: { 'x-experimentalapi': 'opt-in' } };

/** A document of plain paragraphs. */
export function adf(...lines: readonly string[]): object {
  return {
    type: 'doc',
    version: 1,
    content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  };
}

/** A document that shows one file. */
export function adfWithMedia(id: string, collection = ''): object {
  return {
    type: 'doc',
    version: 1,
    content: [
      {
        type: 'mediaSingle',
        attrs: { layout: 'center' },
        content: [{ type: 'media', attrs: { type: 'file', id, collection } }],
      },
    ],
  };
}

export const INTERNAL = [{ key: 'sd.public.comment', value: { internal: true } }];
export const PUBLIC = [{ key: 'sd.public.comment', value: { internal: false } }];

/** A request of the first desk, raised for the seeded portal customer. */
export async function raiseRequest(
  site: TestSite,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<{ id: string; key: string }> {
  const { status, body } = await site.post<{ issueId: string; issueKey: string }>(
    '/rest/servicedeskapi/request',
    {
      serviceDeskId: '1',
      requestTypeId: '1',
      raiseOnBehalfOf: site.sandbox.jira.access.portalCustomer.accountId,
      requestFieldValues: { summary: 'It does not start', ...fields },
    },
  );
  if (status !== 201) throw new Error(`no request: ${JSON.stringify(body)}`);
  return { id: body.issueId, key: body.issueKey };
}

/** Tries to make an issue that is no request. */
export function postIssue(
  site: TestSite,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<Answer<{ id: string; key: string }>> {
  return site.post('/rest/api/3/issue', {
    fields: {
      project: { key: 'DEV' },
      issuetype: { name: 'Task' },
      summary: 'Something to do',
      ...fields,
    },
  });
}

export async function createIssue(
  site: TestSite,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<{ id: string; key: string }> {
  const { status, body } = await postIssue(site, fields);
  if (status !== 201) throw new Error(`no issue: ${JSON.stringify(body)}`);
  return body;
}

/** Attaches a file by the platform API; the media id comes from the redirect (facts § 4.7). */
export async function attach(
  site: TestSite,
  key: string,
  file: TestFile = { name: 'shot.png' },
): Promise<{ id: string; mediaId: string; location: string }> {
  const { body } = await site.upload<{ id: string }[]>(`/rest/api/3/issue/${key}/attachments`, [
    file,
  ]);
  const id = body[0]?.id ?? '';
  const { headers } = await site.get(`/rest/api/3/attachment/content/${id}`);
  const location = headers.get('location') ?? '';
  return { id, location, mediaId: /\/file\/([0-9a-f-]{36})\//.exec(location)?.[1] ?? '' };
}

/** The id of what a call has made. */
export async function idOf(answer: Promise<Answer<{ id: string | number }>>): Promise<string> {
  const { status, body } = await answer;
  if (status >= 400) throw new Error(`${status} ${JSON.stringify(body)}`);
  return String(body.id);
}
