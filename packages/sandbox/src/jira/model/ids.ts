import { createPrng, type Prng } from '../../kernel/random.ts';

/** A UUID of version 4's form, from the seed: the same for the same keys on every machine. */
export function uuidFor(seed: number, ...keys: readonly (string | number)[]): string {
  return uuidFrom(createPrng(seed, 'uuid', ...keys));
}

function uuidFrom(prng: Prng): string {
  const variant = (8 + prng.below(4)).toString(16);
  return `${prng.hex(8)}-${prng.hex(4)}-4${prng.hex(3)}-${variant}${prng.hex(3)}-${prng.hex(12)}`;
}

/** The forms that account ids have in the field (facts § 3.1). */
export function accountIdFor(
  seed: number,
  form: 'current' | 'classic' | 'portal',
  email: string,
): string {
  const prng = createPrng(seed, 'account', email);
  switch (form) {
    case 'classic':
      return `5b10${prng.hex(20)}`;
    case 'current':
      return `712020:${uuidFrom(prng)}`;
    case 'portal':
      return `qm:${uuidFrom(prng)}:${uuidFrom(prng)}`;
  }
}
