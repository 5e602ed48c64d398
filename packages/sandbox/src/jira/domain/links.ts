import type { Caller } from '../access/caller.ts';
import { may, projectOf } from '../access/guards.ts';
import { forbidden, notFound, Refusal } from '../api/refusal.ts';
import type { Issue, IssueLink } from '../model/issues.ts';
import type { Site } from '../site.ts';
import { touchIssue } from './save-issue.ts';

const MAX_LINKS = 2_000;

export interface LinkRequest {
  readonly type: { readonly id?: string | undefined; readonly name?: string | undefined };
  readonly inwardIssue: { readonly id?: string | undefined; readonly key?: string | undefined };
  readonly outwardIssue: { readonly id?: string | undefined; readonly key?: string | undefined };
}

/** A link that is there already counts as created (facts § 4.9). */
export function linkIssues(site: Site, caller: Caller, request: LinkRequest): IssueLink {
  const { store } = site;
  const type = [...store.linkTypes.values()].find(({ id, name }) =>
    request.type.id === undefined ? name === request.type.name : id === request.type.id,
  );
  if (!type) {
    throw notFound(`No issue link type with name '${request.type.name ?? request.type.id}' found.`);
  }
  const inward = issueMeant(site, caller, request.inwardIssue);
  const outward = issueMeant(site, caller, request.outwardIssue);
  if (inward.id === outward.id) throw new Refusal(400, 'You cannot link an issue to itself.');
  const known = store.linksByIssue
    .find(inward.id)
    .find(
      (link) =>
        link.typeId === type.id && link.inwardId === inward.id && link.outwardId === outward.id,
    );
  if (known) return known;
  for (const end of [inward, outward]) {
    if (store.linksByIssue.ids(end.id).size >= MAX_LINKS) {
      throw new Refusal(413, 'The maximum number of links for this issue has been reached.');
    }
  }
  const link = {
    id: store.nextId('link'),
    typeId: type.id,
    inwardId: inward.id,
    outwardId: outward.id,
  };
  store.links.set(link.id, link);
  touchIssue(site, inward.id);
  touchIssue(site, outward.id);
  return link;
}

function issueMeant(
  site: Site,
  caller: Caller,
  { id, key }: { readonly id?: string | undefined; readonly key?: string | undefined },
): Issue {
  const issue =
    id === undefined ? site.store.issuesByKey.first(key ?? '') : site.store.issues.get(id);
  if (!issue) throw notFound('Issue does not exist or you do not have permission to see it.');
  if (!may(site, caller, 'LINK_ISSUES', projectOf(site, issue))) {
    throw forbidden('No Link Issue Permission for issue.');
  }
  return issue;
}
