import { type Issue, NotFoundError, type User } from '@zdjsm/jsm';
import type { CrosswalkRow } from '../../store/store.ts';
import type { RollbackContext } from './context.ts';

const COMMENTS: ReadonlySet<string> = new Set(['thread', 'comment']);

export interface LookedAt {
  readonly issue: Issue;
  /** What others did to it, in words; empty when nobody did anything. */
  readonly touches: readonly string[];
}

/**
 * What others did to an issue since this migration made it: read from its change log, its comments,
 * files, worklogs and sub-tasks, and held against what was written. Undefined when it is gone.
 *
 * A watcher or a vote is no touch. The migrating account's own acts are touches, too, when they lie
 * outside of the times at which the migration was at work.
 */
export async function lookAt(
  context: RollbackContext,
  issueKey: string,
  family: readonly CrosswalkRow[],
): Promise<LookedAt | undefined> {
  const { jsm, uses, activity, migrator, signal } = context;
  const fields = ['updated', 'attachment', 'subtasks', 'worklog', ...(await uses.fields())];
  const issue = await orGone(jsm.issues.get(issueKey, { fields, signal }));
  if (!issue) return undefined;
  const known = new Set(
    family.flatMap((row) => placesOf(row).map((place) => `${place} ${row.targetId}`)),
  );
  const touches = [
    ...(await changesIn(context, issueKey)),
    ...(await commentsIn(context, issueKey, { known, family })),
    ...foreign(context, 'file', filesOf(issue.fields['attachment']), known),
    ...(await worklogsIn(context, issue, known)),
    ...subtasksIn(issue.fields['subtasks'], known),
  ];
  const at = String(issue.fields['updated']);
  const unexplained = !activity.isOurs({ by: migrator, at });
  if (touches.length === 0 && unexplained) return { issue, touches: [`it was changed at ${at}`] };
  return { issue, touches };
}

/** A task, a call or an event that stands below its issue, and is deleted with it. */
export const isSubtask = ({ kind, targetKey, rollback }: CrosswalkRow): boolean =>
  CHILDREN.has(kind) && targetKey !== undefined && rollback === 'preserve';

/** Where in an issue a record can be: the same ids may stand in several places. */
function placesOf(row: CrosswalkRow): readonly string[] {
  if (isSubtask(row)) return ['subtask'];
  if (CHILDREN.has(row.kind) && row.targetKey === undefined) return ['comment'];
  return PLACES[row.kind] ?? [];
}

const CHILDREN: ReadonlySet<string> = new Set(['task', 'call', 'event']);

const PLACES: Readonly<Record<string, readonly string[]>> = {
  thread: ['comment'],
  comment: ['comment'],
  rating: ['comment'],
  resolution: ['comment'],
  attachment: ['file'],
  image: ['file'],
  history: ['comment', 'file'],
  'time-entry': ['worklog'],
};

async function changesIn(context: RollbackContext, issueKey: string): Promise<string[]> {
  const { jsm, activity, signal } = context;
  const touches: string[] = [];
  for await (const { author, created, items } of jsm.issues.changelog(issueKey, { signal })) {
    if (activity.isOurs({ by: author, at: created })) continue;
    const fields = [...new Set(items.map(({ field }) => field))].join(', ');
    touches.push(`${nameOf(author)} changed ${fields} at ${created}`);
  }
  return touches;
}

async function commentsIn(
  context: RollbackContext,
  issueKey: string,
  of: { readonly known: ReadonlySet<string>; readonly family: readonly CrosswalkRow[] },
): Promise<string[]> {
  const { jsm, activity, signal } = context;
  const touches: string[] = [];
  const there = new Set<string>();
  for await (const comment of jsm.comments.list(issueKey, { signal })) {
    const { id, author, created, updateAuthor = author, updated = created } = comment;
    there.add(`comment ${id}`);
    if (!of.known.has(`comment ${id}`) && !activity.isOurs({ by: author, at: created })) {
      touches.push(`${nameOf(author)} commented at ${created}`);
    } else if (updated !== created && !activity.isOurs({ by: updateAuthor, at: updated })) {
      touches.push(`${nameOf(updateAuthor)} edited a comment at ${updated}`);
    }
  }
  for (const { kind, targetId } of of.family) {
    if (!COMMENTS.has(kind) || targetId === undefined || there.has(`comment ${targetId}`)) continue;
    touches.push(`somebody deleted comment ${targetId}`);
  }
  return touches;
}

async function worklogsIn(
  context: RollbackContext,
  { key, fields }: Issue,
  known: ReadonlySet<string>,
): Promise<string[]> {
  const { jsm, signal } = context;
  const embedded = fields['worklog'];
  const total: unknown = isObject(embedded) ? Reflect.get(embedded, 'total') : undefined;
  if (total === 0) return [];
  const worklogs = await Array.fromAsync(jsm.worklogs.list(key, { signal }), (worklog) => ({
    id: worklog.id,
    by: worklog.author,
    at: worklog.created ?? worklog.started,
  }));
  return foreign(context, 'worklog', worklogs, known);
}

interface Found {
  readonly id: string;
  readonly by: User | undefined;
  readonly at: string;
}

function foreign(
  { activity }: RollbackContext,
  place: string,
  found: readonly Found[],
  known: ReadonlySet<string>,
): string[] {
  return found
    .filter(({ id, by, at }) => !known.has(`${place} ${id}`) && !activity.isOurs({ by, at }))
    .map(({ by, at }) => `${nameOf(by)} added a ${place} at ${at}`);
}

function filesOf(value: unknown): Found[] {
  const files = Array.isArray(value) ? (value as readonly unknown[]) : [];
  return files.filter(isObject).map((file) => ({
    id: String(Reflect.get(file, 'id')),
    by: Reflect.get(file, 'author') as User | undefined,
    at: String(Reflect.get(file, 'created')),
  }));
}

/** Sub-tasks go with their issue, so each of them has to be this migration's. */
function subtasksIn(value: unknown, known: ReadonlySet<string>): string[] {
  const subtasks = Array.isArray(value) ? (value as readonly unknown[]) : [];
  return subtasks
    .filter(isObject)
    .filter((subtask) => !known.has(`subtask ${String(Reflect.get(subtask, 'id'))}`))
    .map((subtask) => `it has a sub-task that is not of this migration: ${subtaskKey(subtask)}`);
}

const subtaskKey = (subtask: object): string => String(Reflect.get(subtask, 'key'));

const nameOf = (user: User | undefined): string => user?.displayName ?? 'Somebody';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** What a read gives; undefined when the target has no such thing (any more). */
export async function orGone<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
