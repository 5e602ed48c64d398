/** A number in [0, 1) that depends on nothing but the record's number. */
export type Roll = (index: number) => number;

/**
 * Chance without a sequence: record 700,000 can be made without the ones before it, which is what
 * keeps a helpdesk of a million tickets flat in memory. `createPrng` is for sequences.
 */
export function createDice(seed: number, kind: string): (question: string) => Roll {
  return (question) => {
    const salt = fold(`${seed}/${kind}/${question}`);
    return (index) => {
      const high = Math.floor(index / 2 ** 32);
      let value = mix(salt ^ Math.imul(index | 0, 0x9e3779b1));
      if (high > 0) value = mix(value ^ Math.imul(high, 0x85ebca6b));
      return (value >>> 0) / 2 ** 32;
    };
  };
}

/** The choice that a roll falls on. */
export function choose<T>(choices: readonly T[], roll: number): T {
  return nth(choices, Math.floor(roll * choices.length));
}

/** The nth of a list that is read round and round. */
export function nth<T>(list: readonly T[], n: number): T {
  const item = list[n % list.length];
  if (item === undefined) throw new RangeError('nth of an empty list');
  return item;
}

/** `length` hexadecimal digits that depend on the text only: for tokens that nobody has to keep. */
export function hexOf(text: string, length: number): string {
  let digits = '';
  for (let block = 0; digits.length < length; block++) {
    digits += (mix(fold(`${block}/${text}`)) >>> 0).toString(16).padStart(8, '0');
  }
  return digits.slice(0, length);
}

/** FNV-1a, 32 bits. */
function fold(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return value;
}

/** The finish of MurmurHash3: every bit of the input moves every bit of the output. */
function mix(input: number): number {
  let value = input;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
