import type { Call } from '../api/call.ts';
import type { Doc, Issue } from '../model/issues.ts';
import type { Account } from '../model/people.ts';
import type { Site } from '../site.ts';
import { adfToHtml } from '../text/adf-to-html.ts';
import { adfToWiki } from '../text/adf-to-wiki.ts';
import { parseAdf } from '../text/documents.ts';

/** For whom, and in which version of the platform API, something is shown. */
export interface View {
  readonly site: Site;
  readonly viewer: Account;
  readonly base: string;
  readonly version: string;
  /** `https://…/rest/api/3` */
  readonly rest: string;
}

export function viewOf(site: Site, call: Call): View {
  const version = call.params.version ?? '3';
  return {
    site,
    viewer: call.caller.account,
    base: call.base,
    version,
    rest: `${call.base}/rest/api/${version}`,
  };
}

export function showsEmail(site: Site, viewer: Account, account: Account): boolean {
  if (account.accountId === viewer.accountId) return true;
  switch (site.switches.hiddenEmails) {
    case 'none':
      return true;
    case 'some':
      return !account.emailHidden;
    case 'all':
      return false;
  }
}

export function avatarUrls(base: string, name: string): Record<string, string> {
  const sizes = ['48x48', '24x24', '16x16', '32x32'];
  return Object.fromEntries(sizes.map((size) => [size, `${base}/avatar/${name}/${size}.png`]));
}

export function userBean(view: View, account: Account) {
  const { site, rest, base } = view;
  return {
    self: `${rest}/user?accountId=${encodeURIComponent(account.accountId)}`,
    accountId: account.accountId,
    accountType: account.accountType,
    ...(showsEmail(site, view.viewer, account) ? { emailAddress: account.email } : {}),
    avatarUrls: avatarUrls(base, 'default'),
    displayName: account.displayName,
    active: account.active,
    timeZone: 'Etc/UTC',
  };
}

export function userById(view: View, accountId: string | undefined) {
  const account = view.site.store.accounts.get(accountId ?? '');
  return account ? userBean(view, account) : null;
}

const CATEGORIES = {
  new: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  indeterminate: { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  done: { id: 3, key: 'done', colorName: 'green', name: 'Done' },
} as const;

export function categoryBean(view: View, category: keyof typeof CATEGORIES) {
  const { id, key, colorName, name } = CATEGORIES[category];
  return { self: `${view.rest}/statuscategory/${id}`, id, key, colorName, name };
}

export function statusBean(view: View, statusId: string) {
  const status = view.site.store.statuses.get(statusId);
  if (!status) throw new Error(`no status ${statusId}`);
  return {
    self: `${view.rest}/status/${status.id}`,
    description: status.description,
    iconUrl: `${view.base}/images/icons/statuses/generic.png`,
    name: status.name,
    id: status.id,
    statusCategory: categoryBean(view, status.category),
  };
}

export function issueTypeBean(view: View, issueTypeId: string) {
  const type = view.site.store.issueTypes.get(issueTypeId);
  if (!type) throw new Error(`no issue type ${issueTypeId}`);
  return {
    self: `${view.rest}/issuetype/${type.id}`,
    id: type.id,
    description: type.description,
    iconUrl: `${view.base}/images/icons/issuetypes/${type.id}.svg`,
    name: type.name,
    subtask: type.subtask,
    hierarchyLevel: type.subtask ? -1 : 0,
  };
}

export function projectBean(view: View, projectId: string) {
  const project = view.site.store.projects.get(projectId);
  if (!project) throw new Error(`no project ${projectId}`);
  return {
    self: `${view.rest}/project/${project.id}`,
    id: project.id,
    key: project.key,
    name: project.name,
    projectTypeKey: project.typeKey,
    simplified: false,
    avatarUrls: avatarUrls(view.base, 'project'),
  };
}

/** The document in v3, wiki markup in v2. */
export function richTextBean(view: View, issueId: string, doc: Doc, wiki?: string): unknown {
  if (view.version === '3') return parseAdf(doc);
  return wiki ?? docToWiki(view.site, issueId, doc);
}

export function docToWiki(site: Site, issueId: string, doc: Doc): string {
  return adfToWiki(parseAdf(doc), (mediaId) => {
    const file = site.store.attachmentsByMedia.first(mediaId);
    return file?.issueId === issueId ? file.filename : undefined;
  });
}

export function docToHtml(view: View, doc: Doc): string {
  return adfToHtml(parseAdf(doc), (mediaId) => {
    const file = view.site.store.attachmentsByMedia.first(mediaId);
    return file && `${view.rest}/attachment/content/${file.id}`;
  });
}

/** An issue as links and sub-tasks name it. */
export function issueReference(view: View, issue: Issue) {
  const assignee = issue.values.assignee;
  return {
    id: issue.id,
    key: issue.key,
    self: `${view.rest}/issue/${issue.id}`,
    fields: {
      summary: issue.values.summary,
      status: statusBean(view, issue.statusId),
      issuetype: issueTypeBean(view, issue.issueTypeId),
      ...(typeof assignee === 'string' ? { assignee: userById(view, assignee) } : {}),
    },
  };
}
