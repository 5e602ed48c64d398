import type { Secret } from '@zdjsm/core';

/** Where the request pipeline gets its access token from. */
export interface TokenSource {
  /** A token that is good for now. One fetch serves all who ask meanwhile. */
  get(signal?: AbortSignal): Promise<Secret>;
  /** Zoho refused this token. False when there is no hope of another. */
  reject(token: Secret): boolean;
}
