import { holds } from '../access/permissions.ts';
import { storedList, storedString } from '../fields/field-kind.ts';
import type { CustomerMailRules, NotificationRule } from '../model/configuration.ts';
import type { Issue } from '../model/issues.ts';
import type { Account } from '../model/people.ts';
import type { Store } from '../model/store.ts';
import type { MailEvent } from '../model/traces.ts';
import { NOTIFICATION_EVENTS } from '../seed/catalog.ts';
import { ORGANIZATIONS_FIELD, PARTICIPANTS_FIELD, REQUEST_TYPE_FIELD } from '../seed/fields.ts';

/** Collects the mails that people would have got. A migration that works leaves it empty. */
export interface Outbox {
  /** By the project's notification scheme: to licensed people only. */
  toTeam(event: MailEvent, about: MailSubject): void;
  /** By the desk's customer notifications: to the reporter and the participants, or to `only`. */
  toCustomers(event: MailEvent, about: MailSubject, only?: readonly string[]): void;
  /** To certain people, whatever the rules say. */
  to(accountIds: readonly string[], event: MailEvent, about: MailSubject): void;
}

export interface MailSubject {
  readonly actor: Account;
  readonly issue?: Issue | undefined;
}

/** Which rule of the desk lets a mail to customers pass. */
const RULES: Partial<Record<MailEvent, keyof CustomerMailRules>> = {
  'request-created': 'requestCreated',
  'public-comment': 'publicComment',
  'participant-added': 'participantAdded',
  'organization-added': 'organizationAdded',
  'status-changed': 'statusChanged',
  'request-resolved': 'requestResolved',
  'request-reopened': 'requestReopened',
};

const RECIPIENTS: Readonly<
  Record<NotificationRule['recipient'], (issue: Issue, actor: Account) => readonly string[]>
> = {
  Reporter: (issue) => [storedString(issue.values.reporter)],
  CurrentAssignee: (issue) => [storedString(issue.values.assignee)],
  AllWatchers: (issue) => issue.watcherIds,
  CurrentUser: (_issue, actor) => [actor.accountId],
};

export function createOutbox(site: {
  readonly store: Store;
  readonly clock: { now(): number };
}): Outbox {
  const { store } = site;

  const send = (accountId: string, event: MailEvent, about: MailSubject): void => {
    const account = store.accounts.get(accountId);
    // Nobody gets a mail about what they did themselves, or after they have left.
    if (!account?.active || accountId === about.actor.accountId) return;
    const id = store.nextId('mail');
    store.outbox.set(id, {
      id,
      to: account.email,
      customer: account.role === 'customer',
      event,
      issueId: about.issue?.id,
      actorId: about.actor.accountId,
      at: site.clock.now(),
    });
  };

  return {
    toTeam(event, about) {
      const { issue } = about;
      const project = issue && store.projects.get(issue.projectId);
      const scheme = store.notificationSchemes.get(project?.notificationSchemeId ?? '');
      if (!issue || !scheme) return;
      const eventId = NOTIFICATION_EVENTS[event]?.id;
      const recipients = new Set(
        scheme.rules
          .filter((rule) => rule.eventId === eventId)
          .flatMap((rule) => RECIPIENTS[rule.recipient](issue, about.actor)),
      );
      for (const accountId of recipients) {
        const account = store.accounts.get(accountId);
        const sees =
          account && holds(account, 'BROWSE_PROJECTS', project?.key, store.revocations.values());
        if (sees) send(accountId, event, about);
      }
    },

    toCustomers(event, about, only) {
      const { issue } = about;
      const desk = issue && store.projects.get(issue.projectId)?.desk;
      const rule = RULES[event];
      const isRequest = issue?.values[REQUEST_TYPE_FIELD] !== undefined;
      if (!issue || !desk || !isRequest || !rule || !desk.customerMails[rule]) return;
      for (const accountId of only ?? requestPeople(issue)) send(accountId, event, about);
    },

    to(accountIds, event, about) {
      for (const accountId of new Set(accountIds)) send(accountId, event, about);
    },
  };
}

/** Reporter and participants. */
export function requestPeople(issue: Issue): string[] {
  const reporter = storedString(issue.values.reporter);
  const participants = storedList(issue.values[PARTICIPANTS_FIELD]);
  return [...new Set([reporter, ...participants])].filter((id) => id !== '');
}

export function organizationIds(issue: Issue): string[] {
  return storedList(issue.values[ORGANIZATIONS_FIELD]);
}
