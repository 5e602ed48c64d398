/** An access token as it is kept between runs. It is a secret: keep it as one. */
export interface StoredToken {
  readonly accessToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * Keeps the access token between runs: Zoho gives ten in ten minutes for one refresh token, and a
 * script that is run often would use them up.
 */
export interface TokenStore {
  load(): Promise<StoredToken | undefined>;
  save(token: StoredToken): Promise<void>;
}
