/**
 * A config as it is suggested: settings with what a person should know of each. A setting that is off
 * is shown as a comment, to be switched on.
 */
export interface DraftEntry {
  readonly key: string;
  readonly value: DraftValue;
  /** Beside a plain value, above a section. */
  readonly comment?: string | undefined;
  readonly off?: boolean | undefined;
}

export type DraftValue =
  | string
  | number
  | readonly string[]
  | Readonly<Record<string, string>>
  | readonly DraftNode[];

/** A line of text that is no setting. */
export interface DraftRemark {
  readonly remark: string;
}

export type DraftNode = DraftEntry | DraftRemark;

/** Begins the comment of what nothing decides. */
export const UNMAPPED = 'UNMAPPED';

export const isSection = (value: DraftValue): value is readonly DraftNode[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'object');
