import type { Work } from './work.ts';

/** Calls for one of a thing: a write costs a point, a read one, and one more for each object in its answer. */
export interface TargetPrice {
  readonly writes?: number;
  readonly reads?: number;
  /** Read with them; a person counts twice. */
  readonly objects?: number;
  /** Calls to the host of files, which takes no points. */
  readonly files?: number;
}

export type PriceList = Readonly<Record<keyof Work, TargetPrice>>;

const NOTHING: TargetPrice = {};

/** What a load calls; packages/bench proves it against the sandbox. */
export const LOAD_PRICES: PriceList = {
  // The issue, and the edit that makes it a request without a mail.
  tickets: { writes: 2 },
  transitions: { writes: 1 },
  standing: { reads: 1, objects: 1 },
  textsWithFiles: { writes: 1 },
  comments: { writes: 1 },
  // Jira tells a file's media id only to who asks for its address.
  files: { writes: 1, reads: 1 },
  histories: { writes: 1 },
  links: { writes: 1 },
  agents: { reads: 1, objects: 2 },
  // Looked for among those of its project before it is made.
  components: { writes: 1, reads: 2, objects: 20 },
  contracts: { writes: 1 },
  // The issue, one step to its status, and where it stands.
  children: { writes: 2, reads: 1, objects: 1 },
  worklogs: { writes: 1 },
  ticketsWithWorklogs: NOTHING,
  people: { writes: 1 },
  // The organization, its property, its members, and the way to two or three desks.
  accounts: { writes: 5.5 },
  contacts: { writes: 1.1 },
};

/** What a load begins and ends with, whatever there is: silence, the desks and their people, a type's proof. */
export const LOAD_SETUP = { calls: 45, points: 150 } as const;

// As many issues as are read in one call, and as many rows as a search shows.
const ISSUES_A_CALL = 50;
const FOUND_A_CALL = 100;

/** What a validation calls. */
export const VALIDATE_PRICES: PriceList = {
  // The issue among others, its row in the search, its comments.
  tickets: { reads: 1 / ISSUES_A_CALL + 1 / FOUND_A_CALL + 1, objects: 2 },
  transitions: NOTHING,
  standing: NOTHING,
  textsWithFiles: NOTHING,
  comments: { objects: 1 },
  // Where its bytes are, and the bytes.
  files: { reads: 1, files: 1 },
  histories: { reads: 1, files: 1 },
  links: NOTHING,
  agents: NOTHING,
  components: NOTHING,
  contracts: NOTHING,
  children: { reads: 1, objects: 1 },
  worklogs: { objects: 1 },
  ticketsWithWorklogs: { reads: 1 },
  people: { reads: 2, objects: 4 },
  accounts: { reads: 2, objects: 2 },
  // The account, and its row among the members of its organizations.
  contacts: { reads: 1, objects: 4.3 },
};
