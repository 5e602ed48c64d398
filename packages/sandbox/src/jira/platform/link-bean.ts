import type { Issue, IssueLink } from '../model/issues.ts';
import { issueReference, type View } from './view.ts';

export function linkTypeBean(view: View, typeId: string) {
  const type = view.site.store.linkTypes.get(typeId);
  if (!type) throw new Error(`no link type ${typeId}`);
  return { ...type, self: `${view.rest}/issueLinkType/${type.id}` };
}

/** From the issue's own side: only the other end is shown. */
export function linkBeans(view: View, issue: Issue) {
  return view.site.store.linksByIssue.find(issue.id).map((link) => linkFrom(view, link, issue.id));
}

function linkFrom(view: View, link: IssueLink, issueId: string) {
  const { store } = view.site;
  const isInward = link.inwardId === issueId;
  const other = store.issues.get(isInward ? link.outwardId : link.inwardId);
  if (!other) throw new Error(`link ${link.id} leads nowhere`);
  return {
    id: link.id,
    self: `${view.rest}/issueLink/${link.id}`,
    type: linkTypeBean(view, link.typeId),
    [isInward ? 'outwardIssue' : 'inwardIssue']: issueReference(view, other),
  };
}
