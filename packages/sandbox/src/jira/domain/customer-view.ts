import { may } from '../access/guards.ts';
import { organizationIds, requestPeople } from '../mail/outbox.ts';
import type { Project } from '../model/configuration.ts';
import type { Attachment, Comment, Issue } from '../model/issues.ts';
import type { Account } from '../model/people.ts';
import { REQUEST_TYPE_FIELD } from '../seed/fields.ts';
import type { Site } from '../site.ts';
import { mediaIds } from '../text/adf.ts';
import { parseAdf } from '../text/documents.ts';

/** What the portal shows to those who are no agents. */

export function isRequest(issue: Issue): boolean {
  return issue.values[REQUEST_TYPE_FIELD] !== undefined;
}

export function isAgent(site: Site, account: Account, project: Project): boolean {
  return (
    may(site, { account }, 'SERVICEDESK_AGENT', project) &&
    (project.desk?.agentIds.includes(account.accountId) ?? false)
  );
}

/** Reporter, participants, and the members of the organizations that it is shared with. */
export function seesRequest(site: Site, account: Account, issue: Issue): boolean {
  if (!isRequest(issue)) return false;
  if (requestPeople(issue).includes(account.accountId)) return true;
  return organizationIds(issue).some((id) =>
    site.store.organizations.get(id)?.memberIds.includes(account.accountId),
  );
}

/** Visibility by role or group does not hide a comment from the portal (facts § 4.5). */
export function publicComments(site: Site, issue: Issue): Comment[] {
  return site.store.commentsByIssue.find(issue.id).filter((comment) => !comment.internal);
}

/** Files that came through the portal's door, or that a public text shows (facts § 3.5). */
export function publicFiles(site: Site, issue: Issue): Attachment[] {
  const texts = publicComments(site, issue).map((comment) => comment.body);
  const { description } = issue.values;
  if (typeof description === 'string') texts.push(description);
  const shows = site.switches.portalMedia === 'shown';
  const shown = new Set(shows ? texts.flatMap((text) => mediaIds(parseAdf(text))) : []);
  return site.store.attachmentsByIssue
    .find(issue.id)
    .filter((file) => file.shared || shown.has(file.mediaId));
}

/** Whether someone may raise requests with a desk: everybody with an open one. */
export function mayRaise(site: Site, account: Account, project: Project): boolean {
  if (project.desk?.access === 'open' || isAgent(site, account, project)) return true;
  const access = site.store.deskAccess.get(project.id);
  if (access?.customerIds.includes(account.accountId)) return true;
  return (access?.organizationIds ?? []).some((id) =>
    site.store.organizations.get(id)?.memberIds.includes(account.accountId),
  );
}
