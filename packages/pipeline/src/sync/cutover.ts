import type { LoadContext } from '../load/load-context.ts';
import { silenceUnderWay } from '../load/silence.ts';
import { listGoneAgents } from '../reclaim/gone-agents.ts';
import type { RunContext } from '../run/context.ts';
import { validate } from '../validate/validate.ts';
import { counted } from '../words/counted.ts';
import type { SyncPass, SyncPassOptions } from './pass.ts';

/** One line of the checklist. */
export interface CutoverStep {
  readonly step: string;
  /** `done` and `open` were checked; `person` is what no API can do or show. */
  readonly state: 'done' | 'open' | 'person';
  readonly detail: string;
}

/** What is done before agents move over, and what is left for people. */
export interface Cutover {
  readonly steps: readonly CutoverStep[];
  /** Whether nothing that could be checked is open. */
  readonly isReady: boolean;
}

export interface CutoverParts {
  readonly context: RunContext;
  readonly ready: () => Promise<LoadContext>;
  readonly pass: (options: SyncPassOptions) => Promise<SyncPass>;
}

/**
 * The last steps, after the source was closed to its users: carries over the rest, sees that nothing
 * comes after it, reads everything back, and says what is left for people.
 */
export async function cutover({ context, ready, pass }: CutoverParts): Promise<Cutover> {
  // Edited comments show in no list: what is still worked on is read again.
  const last = await pass({ wholeList: true, reread: 'open' });
  const after = await pass({ wholeList: true });
  const { differences } = await validate(await ready());
  const steps: CutoverStep[] = [
    {
      step: 'the last changes are carried over',
      state: last.unread + after.unread === 0 ? 'done' : 'open',
      detail:
        last.unread + after.unread === 0
          ? `up to ${after.until}, with ${counted(last.writes + after.writes, 'write')}`
          : 'tickets could not be read: run `zdjsm cutover` again',
    },
    {
      step: 'nobody works in the source any more',
      state: Object.keys(after.found).length === 0 ? 'done' : 'open',
      detail:
        Object.keys(after.found).length === 0
          ? 'nothing was changed after the last pass had begun'
          : `changed meanwhile: ${Object.keys(after.found).join(', ')}. Close the source to its users, then run this again`,
    },
    {
      step: 'everything was read back and is equal',
      state: differences === 0 ? 'done' : 'open',
      detail:
        differences === 0
          ? 'no differences'
          : `${counted(differences, 'difference')}: see the report`,
    },
    await nothingFailed(context),
    await silenceEnded(context),
    ...(await forPeople(context)),
  ];
  return { steps, isReady: steps.every(({ state }) => state !== 'open') };
}

async function nothingFailed({ store }: RunContext): Promise<CutoverStep> {
  const counts = await store.crosswalk.summary();
  const failed = counts
    .filter(({ state }) => state === 'failed' || state === 'intent')
    .reduce((sum, { count }) => sum + count, 0);
  return {
    step: 'no record has failed',
    state: failed === 0 ? 'done' : 'open',
    detail:
      failed === 0 ? 'none' : `${counted(failed, 'record')}: run \`zdjsm retry\`, see the report`,
  };
}

async function silenceEnded({ store, config }: RunContext): Promise<CutoverStep> {
  const isOver = (await silenceUnderWay(store)) === undefined;
  return {
    step: 'agents are notified as before',
    state: isOver ? 'done' : 'open',
    detail: isOver
      ? config.silence.agents === 'leave'
        ? 'the migration never changed it'
        : 'each project has its own notification scheme again'
      : 'a run was cut off in its silence: run `zdjsm sync` once more to its end',
  };
}

async function forPeople({ store, source, config }: RunContext): Promise<CutoverStep[]> {
  const person = (step: string, detail: string): CutoverStep => ({ step, state: 'person', detail });
  const gone = await listGoneAgents({ store, source });
  const waiting = gone.filter(({ openTickets }) => openTickets > 0);
  let conflicts = 0;
  for await (const { outcome } of store.conflicts.iterate()) {
    if (outcome === 'target-kept') conflicts += 1;
  }
  const projects = [...new Set(Object.values(config.departments).map(({ project }) => project))];
  return [
    ...(conflicts > 0
      ? [
          person(
            'decide the conflicts',
            `${conflicts} in the report: the target keeps what the source has changed or deleted since`,
          ),
        ]
      : []),
    ...(waiting.length > 0
      ? [
          person(
            'give open tickets of agents without an account to somebody',
            `${counted(waiting.length, 'agent')}: \`zdjsm reclaim --out agents.csv\``,
          ),
        ]
      : []),
    person(
      'switch customers’ mails on again',
      `Project settings › Customer notifications in ${projects.join(', ')}`,
    ),
    person('start the automation rules that were paused', `in ${projects.join(', ')}`),
    person(
      'let new mail arrive in Jira',
      'change the forwarding of the support addresses; send one from outside and see the request',
    ),
    person(
      'lead customers to the new portal',
      'links on the web site, in signatures and in automatic answers',
    ),
    person(
      'leave the source readable',
      'agents read-only, for as long as the law or a doubt may ask for it',
    ),
    person('approve the batches', '`zdjsm approve`: after that nothing is rolled back any more'),
    person(
      'revoke the tokens of the migration',
      'the self client of the source, the API token of the target',
    ),
  ];
}
