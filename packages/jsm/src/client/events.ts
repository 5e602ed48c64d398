import type { LesserRung } from '../media/ladder.ts';
import type { RouteId } from '../routes/route.ts';

/** What happens between a call and its result: for a log, a progress display or a report. */
export type JsmEvent =
  /** A limit was reached, or is about to be; what it covers waits until then (ms since 1970). */
  | {
      readonly type: 'paused';
      readonly scope: 'everything' | 'endpoint' | 'issue';
      readonly reason: string;
      readonly until: number;
      readonly route?: RouteId;
    }
  /** Less than a fifth of the quota is left. */
  | { readonly type: 'near-limit'; readonly remaining: number }
  /** A request failed, and is sent again after so many milliseconds. */
  | {
      readonly type: 'retry';
      readonly route: RouteId;
      readonly attempt: number;
      readonly code: string;
      readonly afterMs: number;
    }
  /** The outcome of a write was unknown; the target was asked whether it had happened. */
  | { readonly type: 'write-resolved'; readonly route: RouteId; readonly happened: boolean }
  /** The site refused the media of a text, which shows its files in another way now. */
  | { readonly type: 'media-fallback'; readonly issueKey: string; readonly rung: LesserRung }
  /** A comment had the wrong visibility for a moment, and has the right one now. */
  | {
      readonly type: 'visibility-repaired';
      readonly issueKey: string;
      readonly commentId: string;
    };
