import { createCollection } from '../../kernel/collection.ts';
import { storedList, storedString } from '../fields/field-kind.ts';
import type { Issue } from '../model/issues.ts';
import type { Store } from '../model/store.ts';
import { wordsOf } from './words.ts';

/**
 * What JQL sees: the issues as they were some time ago. Issues are immutable records, so an older
 * state costs a reference and no copy.
 */
export interface SearchIndex {
  changed(issue: Issue): void;
  removed(issueId: string): void;
  /** Catches up with the writes that are old enough. */
  refresh(): void;
  /** Grows with every change that search has caught up with. */
  readonly version: number;
  get(issueId: string): Issue | undefined;
  all(): Iterable<Issue>;
  /** How many issues have one of the keys. */
  weight(keys: readonly string[]): number;
  withKeys(keys: readonly string[]): Issue[];
}

const BATCH = 1_000;

interface Pending {
  readonly due: number;
  readonly issueId: string;
  readonly issue: Issue | undefined;
}

export function createSearchIndex(
  store: Store,
  clock: { now(): number },
  lag: number,
): SearchIndex {
  const seen = createCollection<Issue>(() => undefined);
  const byKey = seen.index((issue) => keysOf(issue, store));
  let pending: Pending[] = [];
  let started = false;
  let version = 0;

  /** After a restart, everything that was stored is long since found. */
  const start = (except?: string): void => {
    if (started) return;
    started = true;
    for (const issue of store.issues.values()) {
      if (issue.id !== except) seen.set(issue.id, issue);
    }
  };
  const refresh = (): void => {
    start();
    const now = clock.now();
    const due = pending.findIndex((write) => write.due > now);
    const ready = due === -1 ? pending : pending.slice(0, due);
    if (ready.length === 0) return;
    pending = due === -1 ? [] : pending.slice(due);
    version += 1;
    // Only the last state of each issue counts: the ones between are never seen.
    for (const [issueId, { issue }] of new Map(ready.map((write) => [write.issueId, write]))) {
      if (issue) seen.set(issueId, issue);
      else seen.delete(issueId);
    }
  };
  const put = (issueId: string, issue: Issue | undefined): void => {
    start(issueId);
    pending.push({ due: clock.now() + lag, issueId, issue });
    // Nobody may search for long, and old states need not wait for it.
    if (pending.length % BATCH === 0) refresh();
  };

  return {
    changed: (issue) => put(issue.id, issue),
    removed: (issueId) => put(issueId, undefined),
    refresh,
    get version() {
      return version;
    },
    get: (issueId) => seen.get(issueId),
    all: () => seen.values(),
    weight: (keys) => keys.reduce((sum, key) => sum + byKey.ids(key).size, 0),
    withKeys(keys) {
      const found = new Map<string, Issue>();
      for (const key of keys) for (const issue of byKey.find(key)) found.set(issue.id, issue);
      return [...found.values()];
    },
  };
}

/** What can be found without looking at every issue. */
function keysOf(issue: Issue, store: Store): string[] {
  const keys = [`id=${issue.id}`, `project=${issue.projectId}`];
  if (issue.parentId !== undefined) keys.push(`parent=${issue.parentId}`);
  for (const word of new Set(wordsOf(storedString(issue.values.summary)))) {
    keys.push(`summary~${word}`);
  }
  for (const [fieldId, value] of Object.entries(issue.values)) {
    if (fieldId === 'labels') {
      for (const label of storedList(value)) keys.push(`labels=${label.toLowerCase()}`);
    } else if (Array.isArray(value)) {
      for (const id of storedList(value)) keys.push(`${fieldId}=${id}`);
    } else if (typeof value === 'string' && store.fields.get(fieldId)?.kind === 'line') {
      keys.push(`${fieldId}=${value.toLowerCase()}`);
      for (const word of new Set(wordsOf(value))) keys.push(`${fieldId}~${word}`);
    }
  }
  return keys;
}
