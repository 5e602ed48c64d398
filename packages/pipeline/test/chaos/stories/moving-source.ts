import type { Prng } from '@zdjsm/sandbox';
import { stateOf } from '../../support/state-of.ts';
import type { World } from '../../support/world.ts';
import { type DrawnPlan, strike } from '../fault-classes.ts';
import { asProcess, migrateOnce } from '../runs.ts';
import { worldOf } from '../world-of.ts';

/** Something that people did with a ticket. */
interface Move {
  readonly action: string;
  readonly args: unknown;
}

/** Class 13: people change tickets in the moment between the list and the reading of each. */
export interface MovingSource {
  readonly plan: DrawnPlan;
  readonly moves: readonly Move[];
}

const MOVES_CLASS = 13;
const SHARE = 0.6;

/** The plan with the moves over it: each ticket is changed at most once, before it is read first. */
export function movingSource(world: World, prng: Prng, plan: DrawnPlan): MovingSource {
  const moves: Move[] = [];
  const read = new Set<string>();
  return {
    moves,
    plan: {
      ...plan,
      next(call) {
        const id = /^\/api\/v1\/tickets\/(\d+)$/.exec(call.path)?.[1];
        if (id === undefined || read.has(id)) return plan.next(call);
        read.add(id);
        const move = prng.chance(SHARE) ? drawMove(world, prng, id, read) : undefined;
        if (!move) return plan.next(call);
        moves.push(move);
        strike(plan.strikes, MOVES_CLASS);
        return { kind: 'act', ...move };
      },
    },
  };
}

function drawMove(
  { sandbox }: World,
  prng: Prng,
  ticketId: string,
  read: ReadonlySet<string>,
): Move | undefined {
  const live = [...sandbox.zoho.truth().tickets()].filter(({ state }) => state === 'live');
  const ticket = live.find(({ id }) => id === ticketId);
  if (!ticket) return undefined;
  // What was merged into a ticket that was read already is the next pass's matter.
  const master = live.find(({ id }) => id !== ticketId && !read.has(id));
  const departments = live.map(({ record }) => String(record['departmentId']));
  return prng.pick<Move>([
    { action: 'edit-ticket', args: { ticketId, subject: 'Edited in between', tags: ['late'] } },
    { action: 'delete-ticket', args: { ticketId } },
    { action: 'purge-ticket', args: { ticketId } },
    { action: 'mark-spam', args: { ticketId } },
    { action: 'move-ticket', args: { ticketId, departmentId: prng.pick(departments) } },
    ...(master
      ? [{ action: 'merge-tickets', args: { masterId: master.id, childIds: [ticketId] } }]
      : []),
  ]);
}

/** What the target holds where all of it had happened before the migration began. */
export async function stateAfter(
  number: number,
  { tickets, moves }: { readonly tickets: number; readonly moves: readonly Move[] },
): Promise<unknown> {
  const world = await worldOf(number, { tickets });
  try {
    for (const { action, args } of moves) world.sandbox.zoho.act(action, args);
    await asProcess(world, { calm: true }, (it) => migrateOnce(it, { again: false }));
    return comparable(stateOf(world));
  } finally {
    await world.stop();
  }
}

/**
 * The times of the moves themselves are those of their worlds; and who may use which desk is learnt from
 * the list of tickets, so that those who lost their tickets in between are let in as well.
 */
export function comparable({ desks: _, ...state }: ReturnType<typeof stateOf>): unknown {
  return JSON.parse(
    JSON.stringify(state)
      .replaceAll(/2026-(?:0[3-9]|1\d)-\d\d[T ][\d:.]+/g, 'now')
      // The file of a ticket's history names them, too.
      .replaceAll(/("filename":"history[^}]*?"size":)\d+,"sha256":"\w+"/g, '$10'),
  );
}
