import type { Issue } from '@zdjsm/jsm';
import type { LoadContext } from '../load/load-context.ts';

/** All issues that carry a ticket's label, found by asking the projects, not by the crosswalk. */
export async function* labelledIssues({
  jsm,
  mapping,
  config,
  signal,
}: LoadContext): AsyncGenerator<{ readonly ticketId: string; readonly issue: Issue }> {
  const prefix = config.tickets.labelPrefix;
  for (const project of mapping.projects) {
    const jql = `project = "${project.key}" ORDER BY key`;
    for await (const issue of jsm.search(jql, { fields: ['labels'], signal })) {
      const { labels } = issue.fields;
      for (const label of Array.isArray(labels) ? labels : []) {
        if (typeof label !== 'string' || !label.startsWith(prefix)) continue;
        yield { ticketId: label.slice(prefix.length), issue };
      }
    }
  }
}
