import type { Status } from './status.ts';

type Facts = Omit<Status, 'next'>;

/** The most urgent first: the first that applies is what to do. */
const STEPS: readonly {
  readonly applies: (facts: Facts) => boolean;
  readonly say: (facts: Facts) => string;
}[] = [
  {
    applies: (facts) => batchIn(facts, 'rolling-back') !== undefined,
    say: (facts) =>
      `Finish the rollback: zdjsm rollback --batch ${batchIn(facts, 'rolling-back')} --yes`,
  },
  {
    applies: (facts) => batchIn(facts, 'loading') !== undefined,
    say: (facts) =>
      `Batch ${batchIn(facts, 'loading')} was interrupted. Run the command that began it again: it goes on from there. Or take back what it wrote: zdjsm rollback`,
  },
  {
    applies: ({ silence }) => silence !== undefined,
    say: () =>
      'A run was killed while the site was silent. Run the command that began it again: it makes the notification schemes as they were.',
  },
  {
    applies: ({ extraction }) => extraction.some(({ complete }) => !complete),
    say: () => 'Read the rest of the source: zdjsm extract',
  },
  {
    applies: ({ failures, missingFiles }) => failures.length > 0 || missingFiles > 0,
    say: () => 'Mend what the failures name, then rerun only them: zdjsm retry',
  },
  {
    applies: ({ kinds }) => !kinds.some(({ kind, done }) => kind === 'ticket' && done > 0),
    say: () => 'See what a load will do: zdjsm plan; confirm it, then zdjsm load',
  },
  {
    applies: (facts) => facts.validation === undefined || batchIn(facts, 'loaded') !== undefined,
    say: () => 'Read back what was loaded: zdjsm validate',
  },
  {
    applies: ({ validation }) => (validation?.differences ?? 0) > 0,
    say: () => 'The target differs from the source. Continue or roll back? zdjsm decide',
  },
  {
    applies: (facts) => batchIn(facts, 'review') !== undefined,
    say: (facts) =>
      `Look at batch ${batchIn(facts, 'review')}: zdjsm review; then zdjsm approve or zdjsm rollback`,
  },
  { applies: () => true, say: () => 'Nothing: everything is loaded, read back and approved.' },
];

export function nextStep(facts: Facts): string {
  return STEPS.find(({ applies }) => applies(facts))?.say(facts) ?? '';
}

const batchIn = (
  { openBatches }: Facts,
  state: Facts['openBatches'][number]['state'],
): string | undefined => openBatches.findLast((batch) => batch.state === state)?.id;
