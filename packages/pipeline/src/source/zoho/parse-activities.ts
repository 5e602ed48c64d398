import type { Appointment, Rating, Task } from '../../model/activity.ts';
import { type PayloadReader, readPayload } from '../payload.ts';

export function task(payload: unknown): Task {
  const data = readPayload(payload, 'task');
  return {
    ...activity(data),
    category: data.text('category'),
    dueAt: data.time('dueDate'),
    createdAt: data.time('createdTime') ?? new Date(0).toISOString(),
  };
}

export function call(payload: unknown): Appointment {
  const data = readPayload(payload, 'call');
  const direction = data.text('direction');
  return {
    kind: 'call',
    ...appointment(data),
    direction: direction === 'inbound' || direction === 'outbound' ? direction : undefined,
  };
}

export function event(payload: unknown): Appointment {
  return { kind: 'event', ...appointment(readPayload(payload, 'event')), direction: undefined };
}

export function rating(payload: unknown): Rating {
  const data = readPayload(payload, 'rating');
  return {
    id: data.required('id'),
    verdict: data.text('rating') ?? 'unknown',
    at: data.time('ratedTime') ?? new Date(0).toISOString(),
    feedback: data.text('feedback'),
  };
}

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
