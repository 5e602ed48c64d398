import { isoNow } from '../run/context.ts';
import type { Counter } from '../run/counter.ts';
import { isOfOneRecord } from '../run/stopping-errors.ts';
import { toStoredError } from '../run/stored-error.ts';
import type { CrosswalkRow } from '../store/store.ts';
import type { LoadContext } from './load-context.ts';

const MEMBERS_A_CALL = 50;

/** Customers and what they shall belong to: an organization or a service desk. */
export interface Joining {
  /** Kind of the crosswalk rows. */
  readonly kind: string;
  readonly groupId: string;
  readonly members: readonly Member[];
  /** Who belonged to it before: they stay in it when the batch is rolled back. */
  before(): Promise<ReadonlySet<string>>;
  /** Adding somebody twice changes nothing, so an interrupted call may be repeated. */
  add(accountIds: readonly string[]): Promise<void>;
  readonly counter?: Counter | undefined;
}

export interface Member {
  readonly sourceId: string;
  readonly accountId: string;
}

/** Adds customers to a group, many a call. One that can't be added keeps no other out. */
export async function joinGroup(context: LoadContext, joining: Joining): Promise<void> {
  const { store } = context;
  const { members, counter } = joining;
  if (members.length === 0) return;
  const before = await joining.before();
  const rows = await Promise.all(members.map((member) => rowOf(context, joining, member, before)));
  const present = rows.filter((row) => row.rollback === 'preserve');
  await store.commit({ crosswalk: present.map((row) => ({ ...row, state: 'done' })) });
  for (const _ of present) counter?.done();
  const missing = rows.filter((row) => row.rollback === 'delete');
  for (let i = 0; i < missing.length; i += MEMBERS_A_CALL) {
    await addChunk(context, joining, missing.slice(i, i + MEMBERS_A_CALL));
  }
}

async function rowOf(
  { store, batch, clock }: LoadContext,
  { kind, groupId }: Joining,
  { sourceId, accountId }: Member,
  before: ReadonlySet<string>,
): Promise<CrosswalkRow> {
  const known = await store.crosswalk.get(kind, sourceId);
  // An interrupted attempt may be why somebody is found there now.
  const isOurs = known?.rollback === 'delete' || !before.has(accountId);
  return {
    kind,
    sourceId,
    targetId: groupId,
    state: 'intent',
    rollback: isOurs ? 'delete' : 'preserve',
    hash: accountId,
    attempts: (known?.attempts ?? 0) + 1,
    batch,
    at: isoNow(clock),
  };
}

async function addChunk(
  context: LoadContext,
  joining: Joining,
  chunk: readonly CrosswalkRow[],
): Promise<void> {
  const { store, writes, emit, signal } = context;
  const { kind, counter } = joining;
  await writes.begin();
  await store.commit({ crosswalk: chunk });
  try {
    await joining.add([...new Set(chunk.flatMap(({ hash }) => hash ?? []))]);
    await store.commit({ crosswalk: chunk.map((row) => ({ ...row, state: 'done' })) });
    writes.count += chunk.length;
    for (const _ of chunk) counter?.done();
  } catch (error) {
    signal.throwIfAborted();
    if (!isOfOneRecord(error)) throw error;
    const [row, ...others] = chunk;
    if (!row) return;
    if (others.length > 0) {
      // Jira does not say which of them it refuses.
      for (const one of chunk) await addChunk(context, joining, [one]);
      return;
    }
    const stored = toStoredError(error);
    await store.commit({ crosswalk: [{ ...row, state: 'failed', error: stored }] });
    counter?.failed();
    emit({ type: 'record-failed', phase: 'load', kind, id: row.sourceId, error: stored });
  }
}
