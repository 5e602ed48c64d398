import { ZdjsmError, type ZdjsmErrorInit } from '@zdjsm/core';

/** What Atlassian said, out of the several shapes in which it says it. */
export interface Complaint {
  readonly errorMessages: readonly string[];
  /** By field id. */
  readonly fieldErrors: Readonly<Record<string, string>>;
}

export interface AtlassianErrorInit extends ZdjsmErrorInit, Partial<Complaint> {
  readonly retryAfterMs?: number | undefined;
}

/** An answer of Atlassian that is an error: its words and, in subclasses, its kind. */
export class AtlassianError extends ZdjsmError {
  readonly errorMessages: readonly string[];
  readonly fieldErrors: Readonly<Record<string, string>>;

  /** How long the server asks to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(init: AtlassianErrorInit) {
    super(init);
    this.retryAfterMs = init.retryAfterMs;
    this.errorMessages = init.errorMessages ?? [];
    this.fieldErrors = init.fieldErrors ?? {};
  }
}

/** 400 and 422: a value, a field or a parameter is not accepted. */
export class ValidationError extends AtlassianError {}

/** 400 `INVALID_INPUT` or `ATTACHMENT_VALIDATION_ERROR`: Jira refuses the document, and does not say where. */
export class InvalidDocumentError extends ValidationError {}

/** 401: the credentials are not accepted. */
export class AuthenticationError extends AtlassianError {}

/** 403: the account may not do this. */
export class PermissionError extends AtlassianError {}

/** 404 and 410: it does not exist, or the account may not see it. */
export class NotFoundError extends AtlassianError {}

/** 409: it exists already, or someone changed it meanwhile. */
export class ConflictError extends AtlassianError {}

/** 413: the file is too large, or the issue is full. */
export class TooLargeError extends AtlassianError {}

/** 5xx: the server failed. Whether a write was carried out is not known. */
export class ServerError extends AtlassianError {}

/** An answer that is none of what the documents promise: an HTML page, half a body, a redirect. */
export class UnexpectedAnswerError extends AtlassianError {}
