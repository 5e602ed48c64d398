import type { Caller } from '../access/caller.ts';
import { storedList } from '../fields/field-kind.ts';
import { type MailSubject, organizationIds } from '../mail/outbox.ts';
import type { Issue } from '../model/issues.ts';
import type { Json } from '../model/json.ts';
import { PARTICIPANTS_FIELD } from '../seed/fields.ts';
import type { Site } from '../site.ts';
import { mailMentions } from './mentions.ts';
import { dropOrphans } from './rich-text.ts';
import { saveEdited } from './save-issue.ts';

/** Stores an edited issue; `silent` is what `notifyUsers=false` means for one who may say it. */
export function editIssue(
  site: Site,
  caller: Caller,
  issue: Issue,
  edited: Issue,
  options: { readonly silent: boolean },
): Issue {
  const { values } = edited;
  const resolved =
    values.resolution === undefined ? undefined : (issue.resolved ?? site.clock.now());
  const after = saveEdited(site, caller.account, issue, { ...edited, resolved });
  for (const [fieldId, before] of Object.entries(issue.values)) {
    const isText =
      site.store.fields.get(fieldId)?.kind === 'richText' && typeof before === 'string';
    const now = values[fieldId];
    if (isText && now !== before) {
      dropOrphans(site, issue.id, before, typeof now === 'string' ? now : undefined);
    }
  }
  const about = { issue: after, actor: caller.account };
  if (!options.silent) announceToTeam(site, about, issue, after);
  if (!options.silent || site.switches.silentEdits === 'team') {
    announceToCustomers(site, about, issue, after);
  }
  return after;
}

function announceToTeam(site: Site, about: MailSubject, before: Issue, after: Issue): void {
  site.outbox.toTeam('issue-updated', about);
  if (before.values.assignee !== after.values.assignee) {
    site.outbox.toTeam('issue-assigned', about);
  }
  const changed = Object.entries(after.values).filter(([id, value]) => before.values[id] !== value);
  mailMentions(
    site,
    about,
    changed.map(([, value]): Json => value),
    { internal: true },
  );
}

function announceToCustomers(site: Site, about: MailSubject, before: Issue, after: Issue): void {
  const added = newOnes(
    storedList(before.values[PARTICIPANTS_FIELD]),
    storedList(after.values[PARTICIPANTS_FIELD]),
  );
  if (added.length > 0) site.outbox.toCustomers('participant-added', about, added);
  const members = newOnes(organizationIds(before), organizationIds(after)).flatMap(
    (id) => site.store.organizations.get(id)?.memberIds ?? [],
  );
  if (members.length > 0) site.outbox.toCustomers('organization-added', about, members);
}

function newOnes(before: readonly string[], after: readonly string[]): string[] {
  return after.filter((id) => !before.includes(id));
}
