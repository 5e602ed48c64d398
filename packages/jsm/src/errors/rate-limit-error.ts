import type { ZdjsmErrorInit } from '@zdjsm/core';
import type { LimitScope } from '../pacing/reasons.ts';
import { AtlassianError } from './atlassian-error.ts';

/** 429: a limit was reached. Nothing was carried out. */
export class RateLimitError extends AtlassianError {
  /** `RateLimit-Reason`, as sent. */
  readonly reason: string | undefined;
  /** What has to wait. */
  readonly scope: LimitScope;
  /** When it may go on: milliseconds since 1970. */
  readonly resumeAt: number;

  constructor(
    init: ZdjsmErrorInit & {
      readonly reason: string | undefined;
      readonly scope: LimitScope;
      readonly resumeAt: number;
    },
  ) {
    super(init);
    this.reason = init.reason;
    this.scope = init.scope;
    this.resumeAt = init.resumeAt;
  }
}
