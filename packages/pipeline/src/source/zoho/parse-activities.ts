import type { Appointment, Rating, Task } from '../../model/activity.ts';
import { type PayloadReader, parserOf } from '../payload.ts';

export const task = parserOf(
  'task',
  (data): Task => ({
    ...activity(data),
    category: data.text('category'),
    dueAt: data.time('dueDate'),
    createdAt: data.time('createdTime') ?? new Date(0).toISOString(),
  }),
);

export const call = parserOf('call', (data): Appointment => {
  const direction = data.text('direction');
  return {
    kind: 'call',
    ...appointment(data),
    direction: direction === 'inbound' || direction === 'outbound' ? direction : undefined,
  };
});

export const event = parserOf(
  'event',
  (data): Appointment => ({ kind: 'event', ...appointment(data), direction: undefined }),
);

export const rating = parserOf(
  'rating',
  (data): Rating => ({
    id: data.required('id'),
    verdict: data.text('rating') ?? 'unknown',
    at: data.time('ratedTime') ?? new Date(0).toISOString(),
    feedback: data.text('feedback'),
  }),
);

function activity(data: PayloadReader) {
  const id = data.required('id');
  const statusType: Task['statusType'] = data.text('statusType') === 'Closed' ? 'closed' : 'open';
  return {
    id,
    subject: data.text('subject') ?? `Activity ${id}`,
    description: data.text('description'),
    status: data.text('status') ?? (statusType === 'closed' ? 'Completed' : 'Not Started'),
    statusType,
    priority: data.text('priority'),
    completedAt: data.time('completedTime'),
    ownerId: data.text('ownerId'),
    creatorId: data.text('creatorId'),
  };
}

function appointment(data: PayloadReader) {
  return {
    ...activity(data),
    category: data.text('category'),
    startsAt: data.time('startTime') ?? data.time('createdTime') ?? new Date(0).toISOString(),
    seconds: data.number('duration'),
  };
}
