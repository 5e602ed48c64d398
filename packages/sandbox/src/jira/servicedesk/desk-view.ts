import type { Call } from '../api/call.ts';
import { notFound } from '../api/refusal.ts';
import type { Project, ServiceDesk } from '../model/configuration.ts';
import type { Account } from '../model/people.ts';
import { avatarUrls, showsEmail, type View } from '../platform/view.ts';
import type { Site } from '../site.ts';

/** A project that is a service desk. */
export type DeskProject = Project & { readonly desk: ServiceDesk };

export function isDesk(project: Project | undefined): project is DeskProject {
  return project?.desk !== undefined;
}

/** `15`, `ABC`, `projectKey:ABC`, `projectId:10012` or `serviceDeskId:15` (facts § 2). */
export function findDesk(site: Site, reference: string): DeskProject {
  const [prefix, rest] = reference.includes(':') ? reference.split(':') : ['', reference];
  const id = rest ?? '';
  const { store } = site;
  const byId = () => store.projectsByDesk.first(id);
  const byKey = () => store.projectsByKey.first(id.toUpperCase());
  const found =
    prefix === 'projectKey'
      ? byKey()
      : prefix === 'projectId'
        ? store.projects.get(id)
        : prefix === 'serviceDeskId'
          ? byId()
          : (byId() ?? byKey());
  if (!isDesk(found)) throw notFound('The Service Desk does not exist or is not visible to you.');
  return found;
}

/** The platform's views, as the JSM API needs them: wiki markup, version 2 links. */
export function deskView(site: Site, call: Call): View {
  return {
    site,
    viewer: call.caller.account,
    base: call.base,
    version: '2',
    rest: `${call.base}/rest/api/2`,
  };
}

/** UserDTO. */
export function userDto(view: View, account: Account) {
  const { base } = view;
  const id = encodeURIComponent(account.accountId);
  return {
    accountId: account.accountId,
    ...(showsEmail(view.site, view.viewer, account) ? { emailAddress: account.email } : {}),
    displayName: account.displayName,
    active: account.active,
    timeZone: 'Etc/UTC',
    _links: {
      jiraRest: `${base}/rest/api/2/user?accountId=${id}`,
      avatarUrls: avatarUrls(base, 'default'),
      self: `${base}/rest/api/2/user?accountId=${id}`,
    },
  };
}

export function userDtoById(view: View, accountId: string | undefined) {
  const account = view.site.store.accounts.get(accountId ?? '');
  if (!account) throw new Error(`no account ${accountId}`);
  return userDto(view, account);
}

export function deskDto(view: View, project: DeskProject) {
  const { base } = view;
  return {
    id: project.desk.id,
    projectId: project.id,
    projectName: project.name,
    projectKey: project.key,
    projectTypeKey: project.typeKey,
    _links: { self: `${base}/rest/servicedeskapi/servicedesk/${project.desk.id}` },
  };
}
