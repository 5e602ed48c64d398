import type { LoadContext } from '../load/load-context.ts';

/** Which issues carry which ticket's label: found by asking the projects, not by the crosswalk. */
export interface TargetIndex {
  keysOf(ticketId: string): readonly string[];
}

export async function readTargetIndex({
  jsm,
  mapping,
  config,
  signal,
}: LoadContext): Promise<TargetIndex> {
  const prefix = config.tickets.labelPrefix;
  const keys = new Map<string, string[]>();
  for (const project of mapping.projects) {
    const jql = `project = "${project.key}" ORDER BY key`;
    for await (const issue of jsm.search(jql, { fields: ['labels'], signal })) {
      const { labels } = issue.fields;
      for (const label of Array.isArray(labels) ? labels : []) {
        if (typeof label !== 'string' || !label.startsWith(prefix)) continue;
        const id = label.slice(prefix.length);
        keys.set(id, [...(keys.get(id) ?? []), issue.key]);
      }
    }
  }
  return { keysOf: (ticketId) => keys.get(ticketId) ?? [] };
}
