/** What the vendor's side notices, and a test asks for. */

/** A mail that would have been sent. */
export interface Mail {
  readonly id: string;
  readonly to: string;
  /** True: to a customer, by the project's customer notifications. */
  readonly customer: boolean;
  readonly event: MailEvent;
  readonly issueId: string | undefined;
  readonly actorId: string;
  readonly at: number;
}

export type MailEvent =
  | 'request-created'
  | 'request-resolved'
  | 'request-reopened'
  | 'status-changed'
  | 'public-comment'
  | 'participant-added'
  | 'organization-added'
  | 'invitation'
  | 'issue-created'
  | 'issue-updated'
  | 'issue-deleted'
  | 'issue-assigned'
  | 'issue-transitioned'
  | 'comment-added'
  | 'comment-edited'
  | 'worklog-added'
  | 'mention'
  | 'watcher-added'
  | 'notify';

/** Credentials that reached a host where they do not belong. */
export interface Leak {
  readonly id: string;
  readonly host: 'media';
  readonly path: string;
  readonly header: string;
}

/** A request that no document allows. */
export interface Violation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly detail: string;
}

/** A token that was issued while running. */
export interface IssuedToken {
  readonly token: string;
  readonly kind: 'access' | 'refresh' | 'impersonation';
  readonly accountId: string;
  readonly scopes: readonly string[];
  readonly expires: number;
}

/** A long-running operation: bulk edits and the like. */
export interface Task {
  readonly id: string;
  readonly ownerId: string;
  readonly submitted: number;
  readonly finishes: number;
  readonly done: readonly string[];
  readonly failed: Readonly<Record<string, string>>;
}
