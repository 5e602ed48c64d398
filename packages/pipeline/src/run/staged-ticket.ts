import type { Ticket } from '../model/helpdesk.ts';
import { hashOf } from '../store/hash.ts';
import type { StagedRecord } from '../store/store.ts';
import type { RunContext } from './context.ts';
import { withLookUps } from './look-ups.ts';

/** A ticket as it is staged, with everything that hangs on it. */
export interface StagedTicket {
  /** Of all that the source said of it. */
  readonly hash: string;
  read(): Promise<Ticket>;
}

export async function stagedTicket(
  context: Pick<RunContext, 'store' | 'source'>,
  { id, payload, hash }: StagedRecord,
): Promise<StagedTicket> {
  const { store, source } = context;
  const children = await store.staging.ofParent(id);
  const of = <T>(kind: string, parse: (payload: unknown) => T): T[] =>
    children.filter((child) => child.kind === kind).map((child) => parse(child.payload));
  const { task, call, event, rating } = source.parse;
  return {
    hash: hashOf([hash, children.map((child) => [child.kind, child.hash])]),
    read: () =>
      withLookUps(context, {
        ...source.parse.ticket(payload),
        tasks: of('task', task).sort(by('createdAt')),
        appointments: [...of('call', call), ...of('event', event)].sort(by('startsAt')),
        ratings: of('rating', rating).sort(by('at')),
      }),
  };
}

/** Of the same time, the smaller id first. */
function by<K extends string>(key: K) {
  return (a: Readonly<Record<K | 'id', string>>, b: Readonly<Record<K | 'id', string>>): number =>
    a[key] === b[key] ? (a.id < b.id ? -1 : 1) : a[key] < b[key] ? -1 : 1;
}
