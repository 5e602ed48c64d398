/** `1 ticket`, `2 tickets`: what a person reads. */
export const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;
