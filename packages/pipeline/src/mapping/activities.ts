import type { AdfDoc } from '@zdjsm/transform';
import type { TargetIssueType } from '../catalog/catalog.ts';
import type { ResolvedConfig } from '../config/schema.ts';
import type { Appointment, Task, Ticket } from '../model/helpdesk.ts';
import type { FieldChange } from '../store/store.ts';
import type { Mapping, StatusChoice } from './mapping.ts';
import { inWords, type Note, toNote } from './note.ts';
import { oneLine, summaryOf } from './shorten.ts';

/** An issue that hangs on a request: a sub-task of it, or one that is linked with it. */
export interface ChildIssueIntent {
  readonly kind: 'task' | 'call' | 'event';
  readonly id: string;
  readonly issueType: TargetIssueType;
  readonly summary: string;
  readonly description: AdfDoc;
  readonly status: StatusChoice;
  readonly priority: string | undefined;
  /** YYYY-MM-DD, in UTC. */
  readonly dueDate: string | undefined;
  /** The source's id of the agent. */
  readonly assigneeId: string | undefined;
}

/** Tasks, calls and events that get issues of their own. */
export function toChildIssues(
  ticket: Ticket,
  mapping: Mapping,
  { tickets }: ResolvedConfig,
): { children: ChildIssueIntent[]; changes: FieldChange[] } {
  const children: ChildIssueIntent[] = [];
  const changes: FieldChange[] = [];
  const add = (
    kind: ChildIssueIntent['kind'],
    of: Task | Appointment,
    wanted: 'subtask' | 'linked' | 'comment',
    rest: { readonly description: Note; readonly dueAt: string | undefined },
  ): void => {
    const field = `${kind} ${of.id}`;
    const issueType = mapping.childType(ticket, wanted);
    if (wanted !== 'comment' && issueType?.isSubtask !== (wanted === 'subtask')) {
      const detail = `the project has no type of issue for "${wanted}": now ${issueType ? `"${issueType.name}"` : 'a comment'}`;
      changes.push({ field, reason: 'flattened', detail });
    }
    if (!issueType) return;
    const status = mapping.childStatus(ticket, of, issueType);
    if (status.byDefault) {
      changes.push({ field, reason: 'default', detail: `"${of.status}" → "${status.name}"` });
    }
    const subject = oneLine(of.subject);
    const summary = summaryOf(subject);
    children.push({
      kind,
      id: of.id,
      issueType,
      summary: summary || `(${kind} without a subject)`,
      description: toNote({
        ...rest.description,
        title: summary === subject ? undefined : subject,
      }),
      status,
      priority: mapping.priority(of)?.name,
      dueDate: rest.dueAt?.slice(0, 10),
      assigneeId: of.ownerId,
    });
  };
  for (const task of ticket.tasks) {
    add('task', task, tickets.tasks, {
      description: describeTask(task, mapping),
      dueAt: task.dueAt,
    });
  }
  for (const one of ticket.appointments) {
    const wanted = one.kind === 'call' ? tickets.calls : tickets.events;
    add(one.kind, one, wanted, {
      description: describeAppointment(one, mapping),
      dueAt: one.startsAt,
    });
  }
  return { children, changes };
}

export function describeTask(task: Task, { directory }: Mapping): Note {
  const what = [
    'Task',
    task.category,
    task.status,
    task.priority && `priority ${task.priority}`,
    task.dueAt && `due ${task.dueAt.slice(0, 10)}`,
    task.completedAt && `completed ${minute(task.completedAt)}`,
    person('of', directory.nameOf('agent', task.ownerId)),
  ];
  return {
    author: directory.nameOf('agent', task.creatorId),
    at: task.createdAt,
    what: joined(what),
    title: task.subject,
    html: task.description,
  };
}

export function describeAppointment(one: Appointment, { directory }: Mapping): Note {
  const what = [
    one.kind === 'call' ? 'Call' : 'Event',
    one.category,
    one.direction,
    one.status,
    one.priority && `priority ${one.priority}`,
    one.seconds && inWords(one.seconds),
    one.completedAt && `completed ${minute(one.completedAt)}`,
  ];
  return {
    author: directory.nameOf('agent', one.ownerId ?? one.creatorId),
    at: one.startsAt,
    what: joined(what),
    title: one.subject,
    html: one.description,
  };
}

const joined = (parts: readonly (string | number | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '' && part !== 0).join(', ');

const person = (word: string, name: string | undefined): string | undefined =>
  name && `${word} ${name}`;

/** `2026-03-24 09:50 UTC` */
const minute = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;
