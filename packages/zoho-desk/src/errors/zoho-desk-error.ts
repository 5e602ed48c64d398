import { ZdjsmError, type ZdjsmErrorInit } from '@zdjsm/core';

/** What Zoho says of one field that it refused. */
export interface FieldError {
  /** JSON Pointer into what was sent. */
  readonly fieldName: string;
  readonly errorType?: string | undefined;
  readonly errorMessage?: string | undefined;
}

export interface ZohoDeskErrorInit extends ZdjsmErrorInit {
  readonly errorCode?: string | undefined;
  readonly fields?: readonly FieldError[] | undefined;
  readonly retryAfterMs?: number | undefined;
}

/** The base of what this package throws when Zoho said no, or said nothing that can be used. */
export class ZohoDeskError extends ZdjsmError {
  /** Zoho's own code, as in `UNPROCESSABLE_ENTITY`. Absent when the answer had none. */
  readonly errorCode: string | undefined;
  /** Which fields were wrong, where Zoho says so. */
  readonly fields: readonly FieldError[];
  /** How long to wait before the same request can succeed, where that is known. Milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(init: ZohoDeskErrorInit) {
    super(init);
    this.errorCode = init.errorCode;
    this.fields = init.fields ?? [];
    this.retryAfterMs = init.retryAfterMs;
  }
}

/** The access token was not accepted, and a fresh one neither. */
export class AuthenticationError extends ZohoDeskError {}

/** Zoho's accounts server gave no access token. */
export class TokenRefreshError extends ZohoDeskError {}

/** The token lacks a scope that this endpoint asks for. */
export class ScopeError extends ZohoDeskError {}

/** The token's owner, or the portal's edition, may not do this. */
export class PermissionError extends ZohoDeskError {}

/** No such record, or no such endpoint. */
export class NotFoundError extends ZohoDeskError {}

/** The day's credits are used up, or only the reserve is left. Not the same as `ThrottledError`. */
export class CreditsExhaustedError extends ZohoDeskError {}

/** Too many calls at the same time. It passes in a moment. */
export class ThrottledError extends ZohoDeskError {}

/** Zoho does not accept the request as it is: a defect here, or an option of the caller. */
export class ValidationError extends ZohoDeskError {}

/** Zoho failed. */
export class ServerError extends ZohoDeskError {}

/** An answer that can't be used: HTML, cut JSON, an unexpected redirect. */
export class AnswerError extends ZohoDeskError {}

/** The URL is not one that this client may open. Nothing was sent. */
export class ForeignHostError extends ZohoDeskError {}

/** A file did not arrive whole, or changed while it was being fetched. */
export class DownloadError extends ZohoDeskError {}

/** A scan ended, and Zoho's own count says that there is more. */
export class ScanIncompleteError extends ZohoDeskError {}
