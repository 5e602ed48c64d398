/** One vendor in miniature. It answers requests, and knows nothing of sockets or faults. */
export interface Cloud {
  readonly name: 'zoho' | 'jira';
  /** Answers a request whose URL is as the client sent it. */
  handle(request: Request): Promise<Response>;
  /** Something that happens to the vendor or is done in its user interface, by name. */
  act(action: string, args?: unknown): unknown;
  /** All that a test may want to compare, as plain JSON in a stable order. */
  inspect(): unknown;
}
