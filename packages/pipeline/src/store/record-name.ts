/** Names one record of the crosswalk. */
export interface RecordName {
  readonly kind: string;
  readonly sourceId: string;
}
