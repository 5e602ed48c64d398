import type { SandboxClock } from '../kernel/clock.ts';
import type { Cloud } from '../kernel/cloud.ts';
import type { World } from '../kernel/world.ts';

/** Where Atlassian is, without a trailing slash. Asked for at each use: a port is known late. */
export interface JiraUrls {
  /** The site: `https://example.atlassian.net`. */
  readonly site: string;
  /** `https://api.atlassian.com`: OAuth and scoped tokens, Assets. */
  readonly gateway: string;
  /** `https://api.media.atlassian.com`: another host on purpose; no credentials belong there. */
  readonly media: string;
}

/** What a client needs to log in. */
export interface JiraCredentials {
  readonly cloudId: string;
  readonly email: string;
  readonly apiToken: string;
}

export interface JiraCloud extends Cloud {
  readonly name: 'jira';
  readonly credentials: JiraCredentials;
}

export type JiraOptions = Readonly<Record<string, never>>;

export function createJiraCloud(context: {
  readonly world: World;
  readonly clock: SandboxClock;
  readonly seed: number;
  readonly urls: () => JiraUrls;
  readonly options: JiraOptions;
}): JiraCloud {
  void context;
  // Under construction: the Zoho side can be used meanwhile.
  return {
    name: 'jira',
    credentials: { cloudId: '', email: '', apiToken: '' },
    handle: async () => new Response('not built yet', { status: 501 }),
    act: () => undefined,
    inspect: () => ({}),
  };
}
