import type { Answer } from '../answers.ts';
import { type Call, type Handler, pageOf } from '../api/call.ts';
import { sorted } from '../api/sort.ts';
import type { Activity, ActivityKind } from '../org/activities.ts';
import { numberOf } from '../org/ids.ts';
import { within } from '../org/span.ts';
import { ticketNumberOf } from '../org/ticket-details.ts';
import { activitySearchRow } from '../render/activities.ts';
import { token } from '../routes/route.ts';
import { ACTIVITY_SORTS } from './activities.ts';
import { textMatches } from './text-match.ts';

export const activitySearchHandlers = {
  'tasks.search': (call) => search(call, 'task'),
  'calls.search': (call) => search(call, 'call'),
  'events.search': (call) => search(call, 'event'),
} as const satisfies Record<string, Handler>;

function search(call: Call, kind: ActivityKind): Answer {
  const tests = testsOf(call);
  const found = call.org.activities
    .all(kind)
    .filter((activity) => tests.every((test) => test(activity)));
  return pageOf(call, sorted(call, found, ACTIVITY_SORTS), (one) => activitySearchRow(call, one), {
    extra: { count: found.length },
  });
}

type Test = (activity: Activity) => boolean;

function testsOf({ query }: Call): readonly Test[] {
  const created = query.range('createdTimeRange');
  const modified = query.range('modifiedTimeRange');
  const starts = query.range('startDateRange');
  const tests: Test[] = [
    ({ createdTime }) => within(created, createdTime),
    ({ modifiedTime }) => within(modified, modifiedTime),
    ({ time }) => within(starts, time),
  ];
  const oneOf = (name: string, labelsOf: (activity: Activity) => readonly string[]): void => {
    const wanted = query.list(name)?.map((label) => label.toLowerCase());
    if (wanted) {
      tests.push((one) => labelsOf(one).some((label) => wanted.includes(label.toLowerCase())));
    }
  };
  oneOf('id', ({ id }) => [id]);
  oneOf('status', ({ status, statusType }) => [status, token(statusType)]);
  oneOf('priority', ({ priority }) => [priority ?? token('empty')]);
  oneOf('ticketNumber', ({ ticket }) => (ticket === null ? [] : [ticketNumberOf(ticket)]));
  const owners = query.list('assigneeId')?.map((id) => numberOf('agent', id));
  if (owners) tests.push(({ owner }) => owner !== null && owners.includes(owner));
  const department = query.text('departmentId');
  if (department !== undefined) {
    tests.push((one) => one.department === numberOf('department', department));
  }
  for (const name of ['subject', '_all']) {
    const pattern = query.text(name);
    if (pattern !== undefined) {
      tests.push(({ subject }) => textMatches(pattern, [subject], 'somewhere'));
    }
  }
  for (let n = 1; n <= 10; n++) {
    const [, ...value] = query.text(`customField${n}`)?.split(':') ?? [];
    // Activities have no custom fields here.
    if (value.length > 0) tests.push(() => textMatches(value.join(':'), [], 'whole'));
  }
  return tests;
}
