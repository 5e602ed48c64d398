import { ZdjsmError, type ZdjsmErrorInit } from '@zdjsm/core';

/** A write's outcome is unknown, and the target could not be asked about it. */
export class UnresolvedWriteError extends ZdjsmError {}

/** More than one thing in the target carries the marker that should be on one. */
export class DuplicateMarkerError extends ZdjsmError {
  /** Issue keys or comment ids. */
  readonly found: readonly string[];

  constructor(init: ZdjsmErrorInit & { readonly found: readonly string[] }) {
    super(init);
    this.found = init.found;
  }
}

/** A comment did not get the visibility that was asked for; it was deleted again. */
export class VisibilityError extends ZdjsmError {}

/** A customer's account exists, but nothing shows which one it is. */
export class HiddenCustomerError extends ZdjsmError {
  /** Accounts that may be it, for a person to choose from. */
  readonly candidates: readonly {
    readonly accountId: string;
    readonly displayName: string | undefined;
  }[];

  constructor(init: ZdjsmErrorInit & Pick<HiddenCustomerError, 'candidates'>) {
    super(init);
    this.candidates = init.candidates;
  }
}

/** An issue was created, but does not become a request: its request type can't be set. */
export class RequestTypeError extends ZdjsmError {}

/** A request exists, but what follows its creation failed: `requests.ensure` goes on from there. */
export class RequestIncompleteError extends ZdjsmError {
  readonly issue: { readonly issueId: string; readonly issueKey: string };

  constructor(init: ZdjsmErrorInit & Pick<RequestIncompleteError, 'issue'>) {
    super(init);
    this.issue = init.issue;
  }
}

/** The workflow offers no way to a status. */
export class UnreachableStatusError extends ZdjsmError {
  /** Where the issue stands. */
  readonly from: string;
  /** The statuses that can be reached from there. */
  readonly reachable: readonly string[];

  constructor(init: ZdjsmErrorInit & Pick<UnreachableStatusError, 'from' | 'reachable'>) {
    super(init);
    this.from = init.from;
    this.reachable = init.reachable;
  }
}
