import fc from 'fast-check';
import { DAMAGES, type Wound } from './damage.ts';

/** Any damage anywhere. */
export const wound: fc.Arbitrary<Wound> = fc.noBias(
  fc.record({
    kind: fc.nat(),
    answer: fc.nat(),
    spot: fc.nat(),
    damage: fc.constantFrom(...DAMAGES),
    variant: fc.nat(),
  }),
);

const MORE = Number(process.env['ZDJSM_RUNS'] ?? 1);

/** Few in the suite; `ZDJSM_RUNS=100 npx pnpm@12 run test fuzz` multiplies them. */
export const RUNS = (inSuite: number): number => Math.ceil(inSuite * MORE);

/** The same in every run of the suite; on demand, other ones each time. */
export const SEED = MORE > 1 ? Date.now() % 1_000_000 : 7;
