import { isOpen } from '../../batch/batch-states.ts';
import type { RunContext } from '../../run/context.ts';
import type { Store } from '../../store/store.ts';
import { type BatchChoice, chooseBatch } from '../choose-batch.ts';
import { knownKinds } from '../kinds.ts';
import { touchedIn } from '../rollback/last-plan.ts';
import { CAUSES, type Cause, causeOf } from './causes.ts';
import type { Situation } from './decide.ts';

export type { Situation };

const MS_AN_HOUR = 3_600_000;

/** What the folder can't know. */
export interface SituationOptions extends BatchChoice {
  /** Since when agents have been working in the target. Left out: they have not begun. */
  readonly agentsSince?: Date | undefined;
  /** When a person knows better than the findings do. */
  readonly cause?: Cause | undefined;
}

/** The situation of a batch, from what failed and what the last validation found. */
export async function readSituation(
  { store, clock }: Pick<RunContext, 'store' | 'clock'>,
  { agentsSince, cause, ...choice }: SituationOptions,
): Promise<Situation> {
  const batch = await chooseBatch(store, choice);
  const damage = await readDamage(store, batch.id);
  const hours = agentsSince ? (clock.now() - agentsSince.getTime()) / MS_AN_HOUR : 0;
  return {
    tickets: damage.tickets,
    damaged: damage.damaged,
    exposed: damage.by.get('exposed')?.size ?? 0,
    cause: cause ?? damage.mostly,
    agentHours: Math.max(0, hours),
    touched: await touchedIn(store, batch.id),
    open: isOpen(batch),
  };
}

/** Which tickets of the batch are damaged, each under the worst that was found of it. */
async function readDamage(store: Store, batch: string) {
  const inBatch = new Set<string>();
  for await (const row of store.crosswalk.iterate('ticket', { batch })) {
    if (row.state !== 'skipped') inBatch.add(row.sourceId);
  }
  const worst = new Map<string, Cause>();
  const note = (ticketId: string, cause: Cause): void => {
    const known = worst.get(ticketId);
    if (!inBatch.has(ticketId) || (known && rank(known) <= rank(cause))) return;
    worst.set(ticketId, cause);
  };
  for await (const finding of store.findings.iterate()) {
    if (finding.kind === 'ticket') note(finding.sourceId, causeOf(finding));
  }
  for (const kind of await knownKinds(store)) {
    for await (const { sourceId } of store.crosswalk.iterate(kind, { state: 'failed' })) {
      note(sourceId.split('/')[0] ?? '', 'interrupted');
    }
  }
  const by = Map.groupBy(worst, ([, cause]) => cause);
  const sets = new Map([...by].map(([cause, list]) => [cause, new Set(list.map(([id]) => id))]));
  return {
    tickets: inBatch.size,
    damaged: worst.size,
    by: sets,
    mostly: [...sets].sort(([, a], [, b]) => b.size - a.size)[0]?.[0] ?? 'unknown',
  };
}

const rank = (wanted: Cause): number => CAUSES.findIndex(({ cause }) => cause === wanted);
