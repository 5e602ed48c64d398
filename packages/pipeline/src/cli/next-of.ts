import type { Migration } from '../migration.ts';

/** What to do after a command, as `zdjsm status` says. */
export const nextOf = async (migration: Migration): Promise<string> =>
  `→ ${(await migration.status()).next}`;
