/** A record as it was read from the source's payload. */
export interface FromSource {
  /** Left out where everything could be read. */
  readonly unreadable?: readonly UnreadableValue[] | undefined;
}

/** A value of the source that is not what it should be, and is therefore not carried over. */
export interface UnreadableValue {
  /** As the source calls it: `threads[3].createdTime`. */
  readonly field: string;
  /** What is there instead, without its content. */
  readonly found: string;
}
