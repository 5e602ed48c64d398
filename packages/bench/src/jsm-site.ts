import { createSandbox } from '@zdjsm/sandbox';
import { createVirtualClock, type VirtualClock } from '@zdjsm/testing';

/** How long Jira takes for a call. */
export const LATENCY_MS = 150;

const SITE = 'https://example.atlassian.net';

export interface BenchSite {
  readonly url: string;
  readonly clock: VirtualClock;
  readonly credentials: { readonly email: string; readonly apiToken: string };
  handle(request: Request): Promise<Response>;
  /** Of what was called so far through `handle`. */
  readonly stats: { readonly calls: number; readonly refused: number };
  /** Another app of the same site creates issues, so many a second, until it is stopped. */
  busy(perSecond: number): { stop(): void };
}

/**
 * A site with Atlassian's published limits, in this process and in simulated time: the figures are
 * the same on every machine, however busy it is.
 */
export function startSite(): BenchSite {
  const clock = createVirtualClock();
  const { jira } = createSandbox({ clock, jira: { limits: 'real', customerMails: 'off' } });
  const stats = { calls: 0, refused: 0 };
  return {
    url: SITE,
    clock,
    credentials: jira.credentials,
    async handle(request) {
      await clock.sleep(LATENCY_MS / 2);
      const answer = await jira.handle(request);
      stats.calls += 1;
      if (answer.status === 429) stats.refused += 1;
      await clock.sleep(LATENCY_MS / 2);
      return answer;
    },
    stats,
    busy(perSecond) {
      let stopped = false;
      const { email, apiToken } = jira.access.secondAdmin;
      const headers = {
        authorization: `Basic ${btoa(`${email}:${apiToken}`)}`,
        'content-type': 'application/json',
      };
      const fields = { project: { key: 'IT' }, issuetype: { name: 'Task' }, summary: 'Other' };
      const body = JSON.stringify({ fields });
      const work = async (): Promise<void> => {
        while (!stopped) {
          await clock.sleep(1_000 / perSecond);
          await jira.handle(
            new Request(`${SITE}/rest/api/3/issue`, { method: 'POST', headers, body }),
          );
        }
      };
      void work();
      return {
        stop() {
          stopped = true;
        },
      };
    },
  };
}
