import { byName, type Named, sameName } from '../catalog/catalog.ts';

/**
 * What helpdesks and Jira call the same thing, the likeliest first. Sources: Zoho Desk's default
 * statuses and priorities; the service project templates of Jira Service Management.
 */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  open: ['Open', 'Waiting for support', 'To Do', 'New'],
  'on hold': ['On hold', 'Pending', 'Waiting for customer', 'In progress'],
  escalated: ['Escalated', 'In progress'],
  closed: ['Closed', 'Done', 'Resolved'],
  resolved: ['Resolved', 'Done', 'Closed'],
  urgent: ['Urgent', 'Highest', 'Critical'],
  critical: ['Critical', 'Highest'],
  high: ['High'],
  medium: ['Medium', 'Normal'],
  normal: ['Normal', 'Medium'],
  low: ['Low'],
  trivial: ['Trivial', 'Lowest'],
};

/** The item of this name, or of one that means the same. */
export function counterpart<T extends Named>(list: readonly T[], name: string): T | undefined {
  const same = byName(list, name);
  if (same) return same;
  const others = SYNONYMS[name.trim().toLowerCase()] ?? [];
  return others.flatMap((other) => byName(list, other) ?? [])[0];
}

/** The item whose name shares most words with this one; undefined where none shares any. */
export function nearest<T extends Named>(list: readonly T[], name: string): T | undefined {
  const wanted = wordsOf(name);
  const scored = list.map((item) => {
    const shared = wordsOf(item.name).filter((word) => wanted.includes(word));
    return { item, score: sameName(item.name, name) ? Infinity : shared.length };
  });
  const best = scored.reduce<(typeof scored)[number] | undefined>(
    (top, one) => (one.score > (top?.score ?? 0) ? one : top),
    undefined,
  );
  return best?.item;
}

// Words that say nothing of what a name is about.
const EMPTY = new Set(['and', 'the', 'of', 'for', 'a', 'an', 'to', 'service', 'project', 'desk']);

const wordsOf = (name: string): string[] =>
  (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !EMPTY.has(word));
