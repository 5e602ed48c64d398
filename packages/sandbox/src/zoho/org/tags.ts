import type { Collection } from '../../kernel/world.ts';
import { idOf, numberOf } from './ids.ts';

const USUAL = [
  'refund',
  'vip',
  'needs review',
  'VIP',
  'öffentlich',
  'c++',
  'follow up: call',
  'a/b',
];

/** A campaign that tagged without restraint. */
const CAMPAIGN = Array.from({ length: 30 }, (_, n) => `campaign 2024 ${n}`);

export const SEEDED_TAGS: readonly string[] = [...USUAL, ...CAMPAIGN];

/** The usual tags that a ticket has, some from a place on. */
export function usualTags(from: number, count: number): readonly string[] {
  return USUAL.slice(from % 4, (from % 4) + count);
}

export interface Tags {
  all(): readonly string[];
  /** Names a tag that was not there before, too. */
  idOf(name: string): string;
  nameOf(id: string): string | undefined;
}

export function createTags(added: Collection<string>): Tags {
  const all = (): readonly string[] => [...SEEDED_TAGS, ...added.values()];
  return {
    all,
    idOf(name) {
      const known = all().indexOf(name);
      if (known >= 0) return idOf('tag', known);
      const number = all().length;
      added.set(String(number), name);
      return idOf('tag', number);
    },
    nameOf(id) {
      const number = numberOf('tag', id);
      return number === undefined ? undefined : all()[number];
    },
  };
}
