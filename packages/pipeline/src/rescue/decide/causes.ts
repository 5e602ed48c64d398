import type { Finding } from '../../store/store.ts';

/** What kind of damage it is: it decides whether the damage can be mended where it is. */
export type Cause =
  | 'exposed'
  | 'order'
  | 'interrupted'
  | 'texts'
  | 'files'
  | 'fields'
  | 'people'
  | 'unknown';

export interface CauseFacts {
  readonly cause: Cause;
  /** What it is, in words that end a sentence: "most of the damage is …". */
  readonly name: string;
  /** Which difference of a ticket belongs to it. The first that matches; undefined: none does. */
  readonly isCauseOf?: (finding: Finding) => boolean;
  /**
   * - `retry`: those that failed are written again, and nothing else.
   * - `load`: a load with a corrected mapping writes the values that differ.
   * - `never`: Jira sets a comment's time and place itself; only a new issue puts them right.
   * - `hide`: what customers can read has to be hidden from them first.
   */
  readonly mendedBy: 'retry' | 'load' | 'never' | 'hide';
}

/** Every cause, the most harmful first. */
export const CAUSES: readonly CauseFacts[] = [
  {
    cause: 'exposed',
    name: 'internal notes that customers can read',
    isCauseOf: ({ field, actual }) => field.endsWith(': visibility') && actual === 'public',
    mendedBy: 'hide',
  },
  {
    cause: 'order',
    name: 'messages that are missing from a thread or stand in the wrong order',
    isCauseOf: ({ field, actual }) =>
      field.endsWith(': order') ||
      field === 'comments' ||
      (/^(thread|comment) /.test(field) && actual === 'missing'),
    mendedBy: 'never',
  },
  {
    cause: 'interrupted',
    name: 'records that were not written, because the run stopped or they were refused',
    isCauseOf: ({ field, actual }) => field === 'issue' && actual === 'none',
    mendedBy: 'retry',
  },
  {
    cause: 'files',
    name: 'files that are missing or differ',
    isCauseOf: ({ field }) => /^(attachment|image) /.test(field),
    mendedBy: 'retry',
  },
  {
    cause: 'texts',
    name: 'texts whose words or images differ',
    isCauseOf: ({ field }) => /: (text|images)$/.test(field),
    mendedBy: 'load',
  },
  {
    cause: 'people',
    name: 'reporters, organizations or memberships that differ',
    isCauseOf: ({ field }) => /^(reporter|organization|assignee)/.test(field),
    mendedBy: 'load',
  },
  {
    cause: 'fields',
    name: 'values of fields that differ: a mapping that has to be corrected',
    isCauseOf: () => true,
    mendedBy: 'load',
  },
  { cause: 'unknown', name: 'damage of a kind that nobody has named', mendedBy: 'load' },
];

export const isCause = (text: string): text is Cause => CAUSES.some(({ cause }) => cause === text);

export const causeOf = (finding: Finding): Cause =>
  CAUSES.find(({ isCauseOf }) => isCauseOf?.(finding))?.cause ?? 'unknown';

export const factsOf = (wanted: Cause): CauseFacts | undefined =>
  CAUSES.find(({ cause }) => cause === wanted);
