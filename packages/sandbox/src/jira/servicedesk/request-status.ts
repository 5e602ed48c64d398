import type { Issue } from '../model/issues.ts';
import type { Site } from '../site.ts';
import { dateDto } from '../text/times.ts';

const CATEGORY = { new: 'NEW', indeterminate: 'INDETERMINATE', done: 'DONE' } as const;

/** CustomerRequestStatusDTO. */
export function requestStatus(site: Site, issue: Pick<Issue, 'statusId' | 'statusChanged'>) {
  const status = site.store.statuses.get(issue.statusId);
  return {
    status: status?.name ?? '',
    statusCategory: status ? CATEGORY[status.category] : 'UNDEFINED',
    statusDate: dateDto(issue.statusChanged),
  };
}
