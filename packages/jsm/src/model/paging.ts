/** A page of servicedeskapi. `limit` is capped silently, each method by its own number. */
export interface ServiceDeskPage<T> {
  readonly start: number;
  readonly limit: number;
  readonly size: number;
  readonly isLastPage: boolean;
  readonly values: readonly T[];
}

/** A page of the platform. */
export interface PlatformPage<T> {
  readonly startAt: number;
  readonly maxResults: number;
  readonly total?: number;
  readonly isLast?: boolean;
  readonly values: readonly T[];
}

/** The platform's pages that name their items: `comments`, `worklogs`. */
export type NamedPage<Name extends string, T> = Omit<PlatformPage<T>, 'values' | 'isLast'> &
  Readonly<Record<Name, readonly T[]>>;
