import type { PreflightCheck } from '../check.ts';

/** Half of the checks look into staged records: without them, silence means nothing. */
export const extraction: PreflightCheck = {
  name: 'extraction',
  run: async ({ facts }) =>
    facts.staged > 0
      ? []
      : [
          {
            severity: 'note',
            place: 'the store',
            message:
              'no ticket is staged yet: names, labels, texts, files and values of tickets could not be looked at',
            remedy: 'Run `zdjsm extract`, which writes nothing to the target, then this again.',
          },
        ],
};
