/** Names of what tickets refer to by id. */
export interface Directory {
  nameOf(kind: NamedKind, id: string | undefined): string | undefined;
  /** The agent whom a mention in a text means. */
  mentioned(id: string): string | undefined;
}

export type NamedKind = 'agent' | 'team' | 'product' | 'contract';
