import { kindOf } from '../fields/kinds.ts';
import type { ChangeItem, Issue } from '../model/issues.ts';
import type { Json } from '../model/json.ts';
import type { Account } from '../model/people.ts';
import type { Site } from '../site.ts';

/** The one place where an issue is stored: search follows every change. */
export function saveIssue(site: Site, issue: Issue): Issue {
  site.store.issues.set(issue.id, issue);
  site.search.changed(issue);
  return issue;
}

/** Stores an issue that someone worked on: time, watcher and change log come along. */
export function saveEdited(site: Site, actor: Account, before: Issue, after: Issue): Issue {
  const items = differences(site, before, after);
  const now = site.clock.now();
  const saved = saveIssue(site, { ...after, updated: now });
  if (items.length > 0) {
    const id = site.store.nextId('change');
    site.store.changes.set(id, {
      id,
      issueId: after.id,
      authorId: actor.accountId,
      created: now,
      items,
    });
  }
  return saved;
}

/** Marks an issue as touched by a comment, a file or a link. */
export function touchIssue(site: Site, issueId: string): void {
  const issue = site.store.issues.get(issueId);
  if (issue) saveIssue(site, { ...issue, updated: site.clock.now() });
}

/** Who creates or comments watches from then on, unless they have said otherwise (facts § 3.7). */
export function withAutowatch(site: Site, actor: Account, issue: Issue): Issue {
  const preference = site.store.preferences.get(`${actor.accountId}/user.autowatch.disabled`);
  if (preference?.value === 'true' || actor.role === 'customer') return issue;
  if (issue.watcherIds.includes(actor.accountId)) return issue;
  return { ...issue, watcherIds: [...issue.watcherIds, actor.accountId] };
}

function differences(site: Site, before: Issue, after: Issue): ChangeItem[] {
  const fieldIds = new Set([...Object.keys(before.values), ...Object.keys(after.values)]);
  const items: ChangeItem[] = [];
  for (const fieldId of fieldIds) {
    const [from, to] = [before.values[fieldId], after.values[fieldId]];
    if (JSON.stringify(from) === JSON.stringify(to)) continue;
    const field = site.store.fields.get(fieldId);
    items.push({
      field: field?.customType === undefined ? fieldId : field.name,
      fieldId,
      from: rawText(from),
      fromString: shownText(site, fieldId, from),
      to: rawText(to),
      toString: shownText(site, fieldId, to),
    });
  }
  if (before.statusId !== after.statusId) {
    items.push({
      field: 'status',
      fieldId: 'status',
      from: before.statusId,
      fromString: site.store.statuses.get(before.statusId)?.name ?? null,
      to: after.statusId,
      toString: site.store.statuses.get(after.statusId)?.name ?? null,
    });
  }
  return items;
}

function rawText(value: Json | undefined): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function shownText(site: Site, fieldId: string, value: Json | undefined): string | null {
  if (value === undefined || value === null) return null;
  const field = site.store.fields.get(fieldId);
  const kind = field && kindOf(field);
  return kind ? kind.text(value, site) : rawText(value);
}
