import type { Site } from '../site.ts';

/** First version: counts and traces. */
export interface JiraState {
  readonly issues: number;
  readonly outbox: readonly { readonly to: string; readonly event: string }[];
  readonly leaks: readonly { readonly path: string; readonly header: string }[];
  readonly violations: readonly string[];
}

export function jiraState(site: Site): JiraState {
  const { store } = site;
  return {
    issues: store.issues.size,
    outbox: [...store.outbox.values()].map(({ to, event }) => ({ to, event })),
    leaks: [...store.leaks.values()].map(({ path, header }) => ({ path, header })),
    violations: [...store.violations.values()].map(({ detail }) => detail),
  };
}
