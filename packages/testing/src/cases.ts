/** What `fc.assert` takes: how many cases, and which. */
export interface Cases {
  readonly numRuns: number;
  readonly seed: number;
}

/** How many times as many cases as in the suite: what takes so many takes so much longer. */
export const moreCases = (): number => Number(process.env['ZDJSM_RUNS'] ?? 1);

// Any number would do.
const SEED = 20_261_126;

/**
 * The cases of a property: the same ones in every run of the suite, so that no sound change fails by
 * chance. `ZDJSM_RUNS=10 npx pnpm@12 run test --project jsm` looks for new ones, ten times as many;
 * `ZDJSM_SEED=7` plays those of that seed.
 */
export function cases(inSuite: number): Cases {
  const more = moreCases();
  const seed = process.env['ZDJSM_SEED'];
  return {
    numRuns: Math.ceil(inSuite * more),
    seed: seed === undefined ? (more > 1 ? Date.now() % 2 ** 31 : SEED) : Number(seed),
  };
}
