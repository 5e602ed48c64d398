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
