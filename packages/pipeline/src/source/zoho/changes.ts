import { ScanIncompleteError } from '@zdjsm/zoho-desk';
import type { ReadOptions, SourcePage } from '../source.ts';

interface Bounds {
  readonly modifiedFrom?: string;
  readonly modifiedTo?: string;
}

// Changes of one moment, from an import: halving the span shows no more of them.
const SHORTEST_MS = 1_000;

/**
 * Everything, or what was changed in a span of time. A search shows only its first thousand or five
 * thousand rows; where that is not enough, the span is halved. What comes twice is staged once.
 */
export async function* changesOf(
  { since, until }: ReadOptions,
  scan: (bounds: Bounds) => AsyncIterable<SourcePage>,
): AsyncGenerator<SourcePage> {
  if (since === undefined) return yield* scan({});
  try {
    yield* scan({ modifiedFrom: since, ...(until === undefined ? {} : { modifiedTo: until }) });
  } catch (error) {
    if (!(error instanceof ScanIncompleteError) || until === undefined) throw error;
    const span = Date.parse(until) - Date.parse(since);
    if (span < SHORTEST_MS) throw error;
    const middle = new Date(Date.parse(since) + span / 2).toISOString();
    yield* changesOf({ since, until: middle }, scan);
    yield* changesOf({ since: middle, until }, scan);
  }
}
