import { findIssue, may } from '../access/guards.ts';
import type { Call } from '../api/call.ts';
import { notFound } from '../api/refusal.ts';
import { isAgent, isRequest, seesRequest } from '../domain/customer-view.ts';
import type { Issue } from '../model/issues.ts';
import type { Site } from '../site.ts';
import { type DeskProject, isDesk } from './desk-view.ts';

export interface VisibleRequest {
  readonly issue: Issue;
  readonly project: DeskProject;
  /** Agents see internal notes and every file. */
  readonly agent: boolean;
}

/** An issue without a request type is no request, whoever asks (facts § 3.4, § 4.2). */
export function visibleRequest(site: Site, call: Call): VisibleRequest {
  const { account } = call.caller;
  const issue = findIssue(site, call.params.issueIdOrKey ?? call.params.requestIdOrKey ?? '');
  const project = issue && site.store.projects.get(issue.projectId);
  const visible =
    issue &&
    isRequest(issue) &&
    (may(site, call.caller, 'BROWSE_PROJECTS', project) || seesRequest(site, account, issue));
  if (!visible || !isDesk(project)) {
    throw notFound('The request could not be found, or you do not have permission to see it.');
  }
  return { issue, project, agent: isAgent(site, account, project) };
}
