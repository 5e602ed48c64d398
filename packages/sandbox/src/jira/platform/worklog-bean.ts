import type { Worklog } from '../model/issues.ts';
import { jiraTime } from '../text/times.ts';
import { richTextBean, userById, type View } from './view.ts';

export function worklogBean(view: View, worklog: Worklog, expand: readonly string[] = []) {
  const properties = view.site.store.propertiesByOwner.find(`worklog/${worklog.id}`);
  return {
    self: `${view.rest}/issue/${worklog.issueId}/worklog/${worklog.id}`,
    author: userById(view, worklog.authorId),
    updateAuthor: userById(view, worklog.authorId),
    ...(worklog.comment === undefined
      ? {}
      : { comment: richTextBean(view, worklog.issueId, worklog.comment) }),
    created: jiraTime(worklog.created),
    updated: jiraTime(worklog.updated),
    started: jiraTime(worklog.started),
    timeSpent: spokenDuration(worklog.seconds),
    timeSpentSeconds: worklog.seconds,
    id: worklog.id,
    issueId: worklog.issueId,
    ...(expand.includes('properties')
      ? { properties: properties.map(({ key, value }) => ({ key, value })) }
      : {}),
  };
}

/** `1d 2h 5m`, a day having 8 hours. */
export function spokenDuration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const parts = [
    [Math.floor(minutes / 480), 'd'],
    [Math.floor((minutes % 480) / 60), 'h'],
    [minutes % 60, 'm'],
  ] as const;
  const spoken = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount}${unit}`);
  return spoken.length > 0 ? spoken.join(' ') : '0m';
}
