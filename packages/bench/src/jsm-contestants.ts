import { createJsm } from '@zdjsm/jsm';
import { createCloudClient, isRateLimitError } from 'jira.js';
import { inProcessTransport } from './in-process-transport.ts';
import type { BenchSite } from './jsm-site.ts';

/** Someone who writes to Jira. */
export interface Contestant {
  readonly name: string;
  start(site: BenchSite): Writer;
}

export interface Writer {
  createIssue(nth: number): Promise<string>;
  comment(issueKey: string, nth: number): Promise<unknown>;
}

const PROJECT = 'SUP';
const fieldsOf = (nth: number) => ({
  project: { key: PROJECT },
  issuetype: { name: 'Task' },
  summary: `Issue ${nth}`,
});
const documentOf = (nth: number) => ({
  version: 1 as const,
  type: 'doc' as const,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: `Comment ${nth}` }] }],
});
const INTERNAL = [{ key: 'sd.public.comment', value: { internal: true } }];

const ours: Contestant = {
  name: '@zdjsm/jsm',
  start({ url, clock, handle, credentials: { email, apiToken } }) {
    const transport = inProcessTransport(handle);
    const jsm = createJsm({ site: url, auth: { email, apiToken }, clock, transport });
    return {
      createIssue: async (nth) => {
        const issue = { projectKey: PROJECT, fields: fieldsOf(nth), marker: `i-${nth}` };
        return (await jsm.issues.create(issue)).key;
      },
      comment: (issueKey, nth) =>
        jsm.comments.add(issueKey, {
          body: documentOf(nth),
          visibility: 'internal',
          marker: `c-${nth}`,
        }),
    };
  },
};

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;

/** What most scripts do: send, and when refused wait as told, or twice as long as last time. */
const naive: Contestant = {
  name: 'naive retry loop',
  start({ url, clock, handle, credentials: { email, apiToken } }) {
    const headers = {
      authorization: `Basic ${btoa(`${email}:${apiToken}`)}`,
      'content-type': 'application/json',
    };
    const post = async (path: string, body: object): Promise<{ key: string }> => {
      for (let delay = FIRST_DELAY_MS; ; delay = Math.min(2 * delay, LONGEST_DELAY_MS)) {
        const init = { method: 'POST', headers, body: JSON.stringify(body) };
        const answer = await handle(new Request(`${url}/rest/api/3/${path}`, init));
        if (answer.status !== 429) return (await answer.json()) as { key: string };
        const asked = Number(answer.headers.get('retry-after') ?? 0) * 1_000;
        await clock.sleep(Math.max(asked, delay));
      }
    };
    return {
      createIssue: async (nth) => (await post('issue', { fields: fieldsOf(nth) })).key,
      comment: (issueKey, nth) =>
        post(`issue/${issueKey}/comment`, { body: documentOf(nth), properties: INTERNAL }),
    };
  },
};

/** jira.js 6.2 and its own advice for limits: `withRetry` with `retryRateLimit`, on the bench's clock. */
const jiraJs: Contestant = {
  name: 'jira.js 6.2 with retryRateLimit',
  start({ url, clock, handle, credentials: { email, apiToken } }) {
    // It offers no way to hand in a transport.
    globalThis.fetch = (input, init) => handle(new Request(input, init));
    const jira = createCloudClient({ host: url, auth: { type: 'basic', email, apiToken } });
    const persistent = async <T>(call: () => Promise<T>): Promise<T> => {
      for (let delay = FIRST_DELAY_MS; ; delay *= 2) {
        try {
          return await call();
        } catch (error) {
          if (!isRateLimitError(error)) throw error;
          await clock.sleep(error.retryAfterMs ?? delay);
        }
      }
    };
    return {
      createIssue: (nth) =>
        persistent(async () => {
          const { key } = await jira.issues.createIssue({ fields: fieldsOf(nth) });
          return key ?? '';
        }),
      comment: (issueIdOrKey, nth) =>
        persistent(() =>
          jira.issueComments.addComment({
            issueIdOrKey,
            body: documentOf(nth),
            properties: INTERNAL,
          }),
        ),
    };
  },
};

export const CONTESTANTS: readonly Contestant[] = [ours, naive, jiraJs];
