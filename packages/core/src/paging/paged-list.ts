/** Where an iteration stands after a page. Serializable: keep it, and resume from it tomorrow. */
export type Checkpoint = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** One page of a list, and where to go on. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Resumes after this page; undefined when this was the last one. */
  readonly next: Checkpoint | undefined;
}

export type FetchPage<T> = (from: Checkpoint | undefined) => Promise<Page<T>>;

export interface PagedListOptions {
  /**
   * Fetch the next page while this one is being worked on: quicker, but a page too many where the
   * iteration is left early. Default false.
   */
  readonly prefetch?: boolean | undefined;
}

/**
 * What every list call returns: await it for the first page, iterate it for the records, or use
 * `pages()` where each page's checkpoint is wanted. Nothing is fetched before one of these happens.
 */
export class PagedList<T> implements PromiseLike<Page<T>>, AsyncIterable<T> {
  readonly fetchPage: FetchPage<T>;
  readonly start: Checkpoint | undefined;
  readonly prefetch: boolean;

  constructor(fetchPage: FetchPage<T>, start?: Checkpoint, options: PagedListOptions = {}) {
    this.fetchPage = fetchPage;
    this.start = start;
    this.prefetch = options.prefetch ?? false;
  }

  // biome-ignore lint/suspicious/noThenProperty: awaiting the list is the shortest way to a page
  then<A = Page<T>, B = never>(
    onFulfilled?: ((page: Page<T>) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.fetchPage(this.start).then(onFulfilled, onRejected);
  }

  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    let coming = this.fetchPage(this.start);
    for (;;) {
      const page = await coming;
      const { next } = page;
      if (next && this.prefetch) {
        coming = this.fetchPage(next);
        // Whoever leaves the iteration here never awaits the page that is coming.
        coming.catch(() => {});
      }
      yield page;
      if (!next) return;
      if (!this.prefetch) coming = this.fetchPage(next);
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) yield* page.items;
  }

  /** All records, at most `limit`: required, so that nobody loads a million rows by accident. */
  async toArray(options: { limit: number }): Promise<T[]> {
    const all: T[] = [];
    if (options.limit <= 0) return all;
    for await (const item of this) {
      all.push(item);
      // Leaving here rather than at the next record saves the page that it would come from.
      if (all.length >= options.limit) break;
    }
    return all;
  }
}
