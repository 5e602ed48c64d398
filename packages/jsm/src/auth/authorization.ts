/** How requests are signed, and through which door they go. */
export interface Authorization {
  /** `site`: https://example.atlassian.net. `gateway`: https://api.atlassian.com/ex/jira/{cloudId}. */
  readonly entrance: 'site' | 'gateway';
  /** Value of the header `Authorization`. */
  header(signal?: AbortSignal): Promise<string>;
  /** The header was refused with 401. True when the next one may be accepted. */
  renew(refused: string, signal?: AbortSignal): Promise<boolean>;
}
