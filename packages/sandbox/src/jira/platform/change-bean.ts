import type { Change } from '../model/issues.ts';
import { jiraTime } from '../text/times.ts';
import { userById, type View } from './view.ts';

export function changeBean(view: View, change: Change) {
  return {
    id: change.id,
    author: userById(view, change.authorId),
    created: jiraTime(change.created),
    items: change.items.map((item) => ({
      field: item.field,
      fieldtype: item.fieldId.startsWith('customfield_') ? 'custom' : 'jira',
      fieldId: item.fieldId,
      from: item.from,
      fromString: item.fromString,
      to: item.to,
      toString: item.toString,
    })),
  };
}
